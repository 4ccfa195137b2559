r"""The catalogue: every kernel and activation that the grammar knows, with domains, formula and source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from ntkproofs.activations import (
    GELU,
    Abs,
    Activation,
    Cosine,
    Erf,
    ErfDerivative,
    Exponential,
    GaussianDerivative,
    GELUDerivative,
    Hermite,
    LeakyReLU,
    LeakyStep,
    Logistic,
    LogisticDerivative,
    Parameter,
    PiecewisePolynomial,
    Polynomial,
    RectifiedMonomial,
    ReLU,
    Sign,
    Sine,
    Softplus,
    Step,
    Tanh,
    TanhDerivative,
)
from ntkproofs.activations import Gaussian as GaussianActivation
from ntkproofs.kernels.arc_cosine import ArcCosine
from ntkproofs.kernels.base import Kernel
from ntkproofs.kernels.conjugate import Conjugate
from ntkproofs.kernels.gamma_exponential import GammaExponential
from ntkproofs.kernels.gaussian import Gaussian
from ntkproofs.kernels.laplace import Laplace
from ntkproofs.kernels.neural_tangent import NeuralTangentKernel


@final
@dataclass(frozen=True)
class Entry:
    """One kernel of the grammar: how it is called, what it is on the unit sphere, where it comes from."""

    kernel: type[Kernel]
    formula: str
    source: str
    example: str

    @property
    def name(self) -> str:
        """The name of the call."""
        return self.kernel.name

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """The parameters with their domains, in the order of the constructor."""
        return self.kernel.parameters

    @property
    def summary(self) -> str:
        """The first sentence of the kernel's documentation, its formulas in LaTeX between dollar signs."""
        first = (self.kernel.__doc__ or "").strip().split("\n\n")[0]
        return " ".join(first.replace("``", "").replace(":math:`", "$").replace("`", "$").split())


KERNELS: tuple[Entry, ...] = (
    Entry(
        NeuralTangentKernel,
        r"\Theta_1 = w a^2 t + \beta^2, \quad \Theta_{l+1} = w\,\mathbb{E}_{S_{l-1}}[\sigma(u)\sigma(v)]"
        r" + w\,\mathbb{E}_{S_{l-1}}[\sigma'(u)\sigma'(v)]\,\Theta_l + \beta^2",
        "Jacot, Gabriel and Hongler 2018, Theorem 1; Bietti and Mairal 2019, equations (4) to (7)",
        "ntk(layers=3, bias=1)",
    ),
    Entry(
        Conjugate,
        r"S_0 = w a^2 t + v, \quad S_l = w\,\mathbb{E}_{S_{l-1}}[\sigma(u)\sigma(v)] + v",
        "Jacot, Gabriel and Hongler 2018, Proposition 1",
        "nngp(layers=4)",
    ),
    Entry(
        ArcCosine,
        r"\kappa_n(\cos\theta) = J_n(\theta)/(\pi (2n-1)!!)",
        "Cho and Saul 2009, equation (3)",
        "arc_cosine(degree=1)",
    ),
    Entry(Laplace, r"e^{-c\sqrt{2 - 2t}}", "Geifman et al. 2020, Theorem 2", "laplace(c=1)"),
    Entry(Gaussian, r"e^{-2c(1 - t)}", "Minh, Niyogi and Yao 2006, Theorem 2", "gaussian(c=1)"),
    Entry(
        GammaExponential,
        r"e^{-c(2 - 2t)^{\gamma/2}}",
        "Geifman et al. 2020, section 3",
        "gamma_exponential(c=1, gamma=1/2)",
    ),
)

ACTIVATIONS: tuple[type[Activation], ...] = (
    ReLU,
    Step,
    RectifiedMonomial,
    Exponential,
    Erf,
    ErfDerivative,
    Softplus,
    Logistic,
    LogisticDerivative,
    Tanh,
    TanhDerivative,
    GELU,
    GELUDerivative,
    LeakyReLU,
    LeakyStep,
    Abs,
    Sign,
    Sine,
    Cosine,
    GaussianActivation,
    GaussianDerivative,
    Hermite,
    Polynomial,
    PiecewisePolynomial,
)
