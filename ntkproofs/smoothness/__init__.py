"""Smoothness of the kernel mapping on the sphere: Lipschitz and Hoelder constants, and where they are attained."""

from ntkproofs.smoothness.lipschitz import slope_at_one as slope_at_one
from ntkproofs.smoothness.mapping import Smoothness as Smoothness
from ntkproofs.smoothness.mapping import smoothness as smoothness
from ntkproofs.smoothness.supremum import Supremum as Supremum
from ntkproofs.smoothness.supremum import supremum as supremum
