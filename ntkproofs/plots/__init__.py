"""Pictures; matplotlib is the extra ``plots`` and is imported when a picture is drawn."""

from ntkproofs.claims import MissingExtra as MissingExtra
from ntkproofs.plots.learning import learning as learning
from ntkproofs.plots.learning import learning_figure as learning_figure
from ntkproofs.plots.modulus import modulus as modulus
from ntkproofs.plots.modulus import modulus_figure as modulus_figure
from ntkproofs.plots.points import Series as Series
from ntkproofs.plots.points import spectrum_series as spectrum_series
from ntkproofs.plots.saving import save as save
from ntkproofs.plots.shapes import shape as shape
from ntkproofs.plots.shapes import shapes_figure as shapes_figure
from ntkproofs.plots.spectra import spectra_figure as spectra_figure
