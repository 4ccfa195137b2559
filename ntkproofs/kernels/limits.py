r"""How large a text may be, and the walk that refuses what is larger or foreign before anything is computed."""

from __future__ import annotations

import ast
from fractions import Fraction
from typing import TYPE_CHECKING, Any, final

from ntkproofs.activations.parameters import SquareRoot, root, squared

if TYPE_CHECKING:
    import sympy

MAX_LENGTH = 1000
MAX_DEPTH = 60
MAX_NODES = 500
MAX_INTEGER = 10**400
MAX_EXPONENT = 200
MAX_BITS = 4096
#: Layers and degrees.
MAX_COUNT = 1000

_ALLOWED = (
    ast.Expression,
    ast.BinOp,
    ast.UnaryOp,
    ast.Add,
    ast.Sub,
    ast.Mult,
    ast.Div,
    ast.Pow,
    ast.UAdd,
    ast.USub,
    ast.Call,
    ast.keyword,
    ast.Name,
    ast.Load,
    ast.Constant,
    ast.Tuple,
)


@final
class KernelSyntaxError(ValueError):
    """A text is no kernel of the grammar; one line says what was needed, what came, and what to do."""


def read(text: str) -> ast.expr:
    r"""The syntax tree of a text of the grammar, of bounded size and made of allowed nodes only.

    Nothing is evaluated: the tree is walked by the grammar, node by node.

    :raises KernelSyntaxError: when the text is too long, too deep, no expression, or holds a node outside of the list.

    >>> type(read("ntk(layers=2)")).__name__
    'Call'
    """
    if not isinstance(text, str):
        raise KernelSyntaxError(f"kernel: a text was needed, a {type(text).__name__} came; write 'ntk(layers=2)'")
    if len(text) > MAX_LENGTH:
        raise KernelSyntaxError(
            f"kernel: a text of at most {MAX_LENGTH} characters was needed, {len(text)} came; shorten it"
        )
    try:
        root = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        reason = str(getattr(error, "msg", None) or error).splitlines()[0] if str(error) else type(error).__name__
        raise KernelSyntaxError(
            f"kernel: a call such as ntk(layers=2) or an expression in t was needed, {shown(text)} came ({reason}); "
            "`ntkproofs kernels` lists the calls"
        ) from None
    _walk(root, text)
    return root


def shown(text: str) -> str:
    """A text in one line, short enough for an error message."""
    line = " ".join(str(text).split())
    return repr(line if len(line) <= 60 else line[:57] + "...")


def _walk(root: ast.expr, text: str) -> None:
    count, layer, depth = 0, [root], 0
    while layer:
        count, depth = count + len(layer), depth + 1
        if count > MAX_NODES or depth > MAX_DEPTH:
            raise KernelSyntaxError(
                f"kernel: at most {MAX_NODES} terms nested at most {MAX_DEPTH} deep were needed, "
                f"{shown(text)} has more; simplify it"
            )
        for node in layer:
            if not isinstance(node, _ALLOWED):
                raise KernelSyntaxError(
                    f"kernel: numbers, t, calls and + - * / ** were needed, {shown(ast.unparse(node))} came; "
                    "rewrite it without"
                )
        layer = [child for node in layer for child in ast.iter_child_nodes(node)]  # type: ignore[misc]


def total_exponent(value: sympy.Expr) -> Fraction:
    """The largest product of nested exponents, which bounds the degree that a power of a power can reach."""
    inner = max((total_exponent(operand) for operand in value.args), default=Fraction(1))
    if not value.is_Pow or not value.exp.is_Rational:
        return inner
    return max(inner * abs(Fraction(int(value.exp.p), int(value.exp.q))), inner)


def square_root(value: sympy.Expr) -> Fraction | SquareRoot | None:
    """The exact square root that a product such as sqrt(37)/10 is."""
    square = value**2
    if not square.is_Rational or not value.is_nonnegative:
        return None
    found = root(Fraction(int(square.p), int(square.q)))
    return found if squared(found) == Fraction(int(square.p), int(square.q)) else None


def usage(kind: Any) -> str:
    """What a kernel or an activation of the grammar has for parameters, in words."""
    domains = [p.domain if p.minimum is not None else f"{p.name} {p.domain}" for p in kind.parameters]
    return f"it has {', '.join(domains)}" if domains else "it has no parameters"
