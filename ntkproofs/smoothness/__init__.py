"""Smoothness of kernel mappings: Lipschitz and Hoelder constants on the sphere, stability to deformations."""

from ntkproofs.smoothness.deformation import Displacement as Displacement
from ntkproofs.smoothness.deformation import deform as deform
from ntkproofs.smoothness.deformation import random_translation as random_translation
from ntkproofs.smoothness.deformation import smooth_field as smooth_field
from ntkproofs.smoothness.deformation import translation as translation
from ntkproofs.smoothness.lipschitz import slope_at_one as slope_at_one
from ntkproofs.smoothness.mapping import Smoothness as Smoothness
from ntkproofs.smoothness.mapping import smoothness as smoothness
from ntkproofs.smoothness.relative_distance import MeasuredSlope as MeasuredSlope
from ntkproofs.smoothness.relative_distance import RelativeDistances as RelativeDistances
from ntkproofs.smoothness.relative_distance import measured_slope as measured_slope
from ntkproofs.smoothness.relative_distance import relative_distances as relative_distances
from ntkproofs.smoothness.stability_bound import commutator_constant as commutator_constant
from ntkproofs.smoothness.stability_bound import conjugate_bound as conjugate_bound
from ntkproofs.smoothness.stability_bound import tangent_bound as tangent_bound
from ntkproofs.smoothness.stability_bound import translation_constant as translation_constant
from ntkproofs.smoothness.supremum import Supremum as Supremum
from ntkproofs.smoothness.supremum import supremum as supremum
