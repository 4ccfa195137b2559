"""Pictures; matplotlib is the extra ``plots`` and is imported when a picture is drawn."""

from ntkproofs.claims import MissingExtra as MissingExtra
from ntkproofs.plots.points import Series as Series
from ntkproofs.plots.points import spectrum_series as spectrum_series
from ntkproofs.plots.saving import save as save
from ntkproofs.plots.spectra import spectra_figure as spectra_figure
