r"""Sums :math:`\sum_n f_n h_i(x_n)` over the nodes of a rule, for all i by matrix products.

With :math:`h_{i+b} = A_b(x)h_i + C_b(x)h_{i-1}`, polynomials of degree b from the three-term recurrence, the sums of
b = 0, ..., B - 1 come from the moments :math:`\sum_n f_n x_n^m h_i(x_n)` and :math:`\sum_n f_n x_n^m h_{i-1}(x_n)`,
which are one product of a matrix of powers, and so are the values that start the next block.
"""

from __future__ import annotations

from collections.abc import Sequence

from flint import arb, arb_mat

#: Indices of one block: longer ones lose |x|^B in precision, shorter ones leave more work outside of the products.
BLOCK = 16


def add_hermite_sums(nodes: Sequence[arb], even: Sequence[arb], odd: Sequence[arb], sums: list[arb]) -> None:
    r"""Add :math:`\sum_n f_n h_i(x_n)` to ``sums[i]``, with the factors ``even`` for even i and ``odd`` for odd i.

    The precision in force is that of FLINT's context; the balls enclose the sums whatever it is.

    >>> sums = [arb(0)] * 4
    >>> add_hermite_sums([arb(2)], [arb(1)], [arb(1)], sums)                # 1, x, (x^2 - 1)/sqrt 2, (x^3 - 3x)/sqrt 6
    >>> print([s.str(6, radius=False) for s in sums])
    ['1.00000', '2.00000', '2.12132', '0.816497']
    """
    count, size = len(sums), len(nodes)
    if not size:
        return
    roots = [arb(i).sqrt() for i in range(count + BLOCK + 1)]
    powers = _powers(nodes)
    transposed = powers.transpose()
    now, before = [arb(1)] * size, [arb(0)] * size
    for start in range(0, count, BLOCK):
        columns = [[f * h for f, h in zip(fs, hs, strict=True)] for hs in (now, before) for fs in (even, odd)]
        moments = (transposed * arb_mat(size, 4, [column[n] for n in range(size) for column in columns])).tolist()
        first, second = _polynomials(start, roots)
        for b in range(min(BLOCK, count - start)):
            parity = (start + b) % 2
            total = arb(0)
            for m in range(b + 1):
                total += first[b + 1][m] * moments[m][parity] + second[b + 1][m] * moments[m][2 + parity]
            sums[start + b] += total
        ends = [first[BLOCK + 1], second[BLOCK + 1], first[BLOCK], second[BLOCK]]
        steps = (powers * arb_mat(BLOCK + 1, 4, [p[m] for m in range(BLOCK + 1) for p in ends])).tolist()
        pairs = list(zip(steps, now, before, strict=True))
        now, before = [a * h + c * g for (a, c, _, _), h, g in pairs], [a * h + c * g for (_, _, a, c), h, g in pairs]


def _powers(nodes: Sequence[arb]) -> arb_mat:
    entries: list[arb] = []
    for x in nodes:
        power = arb(1)
        for _ in range(BLOCK + 1):
            entries.append(power)
            power = power * x
    return arb_mat(len(nodes), BLOCK + 1, entries)


def _polynomials(start: int, roots: Sequence[arb]) -> tuple[list[list[arb]], list[list[arb]]]:
    r"""The coefficients of :math:`A_{-1}, A_0, \dots, A_B` and :math:`C_{-1}, \dots, C_B` at i = ``start``."""
    zero = [arb(0)] * (BLOCK + 1)
    one = [arb(1), *zero[1:]]
    first, second = [zero, one], [one, zero]
    for b in range(BLOCK):
        inverse = 1 / roots[start + b + 1]
        for p in (first, second):
            # sqrt(i + 1) h_(i+1) = x h_i - sqrt(i) h_(i-1)
            raised = [arb(0), *p[-1][:-1]]
            p.append([(x - roots[start + b] * y) * inverse for x, y in zip(raised, p[-2], strict=True)])
    return first, second
