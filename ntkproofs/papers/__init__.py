"""The statements of the papers: one folder a paper, one file a numbered statement."""

from ntkproofs.arithmetic.versions import libraries as libraries

from .library import Judge as Judge
from .library import check as check
from .library import claims as claims
from .library import registry as registry
from .library import sources as sources
