"""The spectral theorem for real symmetric matrices."""

from __future__ import annotations

import sympy
from sympy import Matrix

from ntkproofs.checks import prove, value
from ntkproofs.claims import Claim, Control, Derivation, Verdict


def _spectral(skew: int) -> Derivation:
    steps = []
    for a, b in ((1, 2), (0, 3), (-2, 5)):
        matrix = Matrix([[a, b], [(1 - 2 * skew) * b, a]])
        # Eigenvectors (1, 1) and (1, -1) of a matrix a I + b (swap), as the theorem promises two orthogonal ones.
        for sign in (1, -1):
            vector = Matrix([1, sign])
            image = matrix * vector
            rest = (image - (a + sign * b) * vector).dot(image - (a + sign * b) * vector)
            text = f"(1, {sign}) is an eigenvector of [[{a}, {b}], [{matrix[1, 0]}, {a}]]"
            steps.append(value(rest, sympy.Integer(0), text=text, goal=True))
    return prove(*steps)


SPECTRAL_THEOREM = Claim(
    id="background.spectral_theorem",
    label="Spectral theorem for real symmetric matrices",
    statement=(
        r"A real symmetric matrix has an orthonormal basis of eigenvectors, with real eigenvalues; those of a positive "
        r"definite matrix are positive. Hence a real $n\times p$ matrix $\Phi$ with $\Phi\Phi^\top$ positive definite is "
        r"$\sum_i\sqrt{\lambda_i}\,q_ie_i^\top$ with the eigenpairs $(\lambda_i,q_i)$ of $\Phi\Phi^\top$ and orthonormal "
        r"$e_1,\dots,e_n\in\mathbb R^p$."
    ),
    expected=Verdict.CITED,
    scope="all real symmetric matrices of finite size; e.g. R. Horn and C. Johnson, Matrix Analysis, section 4.1",
    check=_spectral,
    parameters={"skew": 0},
    control=Control(
        r"The same for skew entries: $\begin{pmatrix}1&2\\-2&1\end{pmatrix}$ has the eigenvector $(1,1)$; false, its image is "
        r"$(3,-1)$.",
        {"skew": 1},
    ),
)
