"""Spectra on the sphere: Mercer eigenvalues with proved digits, their decay, bounds of all of them."""

from ntkproofs.spectra.closed_forms import closed_form as closed_form
from ntkproofs.spectra.decay import Decay as Decay
from ntkproofs.spectra.decay import decay as decay
from ntkproofs.spectra.definiteness import Definiteness as Definiteness
from ntkproofs.spectra.definiteness import definiteness as definiteness
from ntkproofs.spectra.fit import Fit as Fit
from ntkproofs.spectra.fit import fit as fit
from ntkproofs.spectra.mercer import mercer as mercer
from ntkproofs.spectra.rkhs import effective_dimension as effective_dimension
from ntkproofs.spectra.rkhs import inclusion as inclusion
from ntkproofs.spectra.rkhs import squared_norm as squared_norm
from ntkproofs.spectra.rkhs import squared_norm_zonal as squared_norm_zonal
from ntkproofs.spectra.spectrum import Eigenvalue as Eigenvalue
from ntkproofs.spectra.spectrum import Spectrum as Spectrum
from ntkproofs.spectra.truncation import degrees_for_tail as degrees_for_tail
from ntkproofs.spectra.truncation import trace_tail as trace_tail
from ntkproofs.spectra.two_sided import NotBounded as NotBounded
from ntkproofs.spectra.two_sided import TwoSided as TwoSided
from ntkproofs.spectra.two_sided import two_sided as two_sided
