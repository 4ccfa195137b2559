"""The closed duals of the activations, each derived from the Gaussian integral; `derivation` finds the one of an activation."""

from .derivations import claim_of as claim_of
from .derivations import derivation as derivation
