r"""The grammar of kernels: ``ntk(layers=3)``, sums and products of calls, or an expression in ``t``."""

from __future__ import annotations

import ast
from fractions import Fraction
from typing import Any

from ntkproofs.activations import Activation, Parameter, ParameterError, SquareRoot, identity
from ntkproofs.kernels.base import Kernel
from ntkproofs.kernels.catalogue import ACTIVATIONS, KERNELS
from ntkproofs.kernels.formula import expression_kernel
from ntkproofs.kernels.homogeneous import Homogeneous
from ntkproofs.kernels.limits import (
    MAX_BITS,
    MAX_COUNT,
    MAX_EXPONENT,
    MAX_INTEGER,
    KernelSyntaxError,
    read,
    shown,
    square_root,
    total_exponent,
    usage,
)

_KERNELS: dict[str, type[Kernel]] = {entry.name: entry.kernel for entry in KERNELS}
_ACTIVATIONS: dict[str, type[Activation]] = {activation.name: activation for activation in ACTIVATIONS}
_FUNCTIONS = ("sqrt", "exp", "log", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "erf", "abs")
_ABSOLUTE = ("abs", "Abs")
_CONSTANTS = ("pi", "E")
#: Other usual names of activations.
_ALIASES = {"sigmoid": "logistic"}


def parse(text: str) -> Kernel:
    r"""The kernel that a text describes, read through a whitelist over Python's ``ast``; no text is evaluated as code.

    * a call: ``ntk(layers=3, bias=1)``, ``ntk(layers=2, activation=erf)``, ``gamma_exponential(c=1, gamma=1/2)``;
    * sums and products of calls and numbers: ``ntk(layers=2) + 1/2*laplace(c=1)``;
    * the homogeneous extension of one of these: ``homogeneous(laplace(c=1))``;
    * an expression in ``t`` or in the angle ``theta``: ``exp(-sqrt(2-2*t))``, ``1 - theta/pi``, with the functions
      sqrt, exp, log, sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, erf, abs and the constants pi and E.

    Numbers are exact: ``0.1`` is 1/10.

    :raises KernelSyntaxError: in one line, what was needed, what came, what to do.

    >>> parse("ntk(layers=2) + laplace(c=0.5)")
    ntk(layers=2) + laplace(c=1/2)
    """
    tree = read(text)
    found = _Reader(text).kernel_or_expression(tree)
    return found if isinstance(found, Kernel) else expression_kernel(found, text)


def parse_activation(text: str) -> Activation:
    r"""The activation that a text describes, such as ``erf`` or ``exponential(shift=-2)``.

    :raises KernelSyntaxError: for anything else.

    >>> parse_activation("relu")
    relu
    """
    tree = read(text)
    return _Reader(text).activation(tree)


class _Reader:
    """The walk over one syntax tree."""

    def __init__(self, text: str, variable: str = "t") -> None:
        self.text = text.strip()
        self.variable = variable

    # -- kernels and expressions ----------------------------------------------------------------------------------

    def kernel_or_expression(self, node: ast.expr) -> Any:
        """The Kernel or the SymPy expression of a node."""
        if isinstance(node, ast.BinOp):
            return self._binary(node)
        if isinstance(node, ast.UnaryOp):
            operand = self.kernel_or_expression(node.operand)
            return operand if isinstance(node.op, ast.UAdd) else _negative(operand)
        if isinstance(node, ast.Call):
            return self._call(node)
        if isinstance(node, ast.Name):
            return self._name(node.id)
        if isinstance(node, ast.Constant):
            import sympy

            number = self._literal(node)
            return sympy.Rational(number.numerator, number.denominator)
        raise self._refused(node, "a kernel or an expression in t")

    def _call(self, node: ast.Call) -> Any:
        if not isinstance(node.func, ast.Name):
            raise self._refused(node, "a call of a kernel or a function by its name")
        name = node.func.id
        if name in _KERNELS:
            return self._construct(_KERNELS[name], node, name)
        if name == Homogeneous.name and len(node.args) == 1 and not node.keywords:
            return Homogeneous(self._kernel(self.kernel_or_expression(node.args[0])))
        if name not in _FUNCTIONS and name not in _ABSOLUTE:
            raise KernelSyntaxError(
                f"kernel: {name!r} is not known; use {', '.join([*_KERNELS, Homogeneous.name, *_FUNCTIONS])}"
            )
        if len(node.args) != 1 or node.keywords:
            came = len(node.args) + len(node.keywords)
            raise KernelSyntaxError(f"{name}: one argument was needed, {came} came; write {name}(t)")
        import sympy

        argument = self.kernel_or_expression(node.args[0])
        if isinstance(argument, Kernel):
            raise KernelSyntaxError(f"{name}: an expression in t was needed, the kernel {argument} came; write it in t")
        return sympy.Abs(argument) if name in _ABSOLUTE else getattr(sympy, name)(argument)

    def _name(self, name: str) -> Any:
        import sympy

        if name == self.variable:
            return sympy.Symbol("t") if name == "t" else sympy.Symbol(name, real=True)
        if name == "theta" and self.variable == "t":
            return sympy.Symbol("theta")
        if name not in _CONSTANTS:
            call = f"; write {name}(...)" if name in _KERNELS or name in _FUNCTIONS else "; the variable is t"
            raise KernelSyntaxError(f"kernel: {name!r} stands where t, pi, a number or a call was needed{call}")
        return {"pi": sympy.pi, "E": sympy.E}[name]

    def _binary(self, node: ast.BinOp) -> Any:
        if isinstance(node.op, ast.Pow):
            return self._power(node)
        left, right = self.kernel_or_expression(node.left), self.kernel_or_expression(node.right)
        if not isinstance(left, Kernel) and not isinstance(right, Kernel):
            return self._combine(node, left, right)
        if isinstance(node.op, ast.Add):
            return self._kernel(left) + self._kernel(right)
        if isinstance(node.op, ast.Sub):
            return self._kernel(left) - self._kernel(right)
        if isinstance(node.op, ast.Mult):
            return self._product(left, right)
        number = self._rational(right)
        if number is None or number == 0:
            raise self._refused(node.right, "a non-zero rational divisor of a kernel")
        return (1 / number) * left

    def _product(self, left: Any, right: Any) -> Kernel:
        kernel, other = (left, right) if isinstance(left, Kernel) else (right, left)
        number = self._rational(other)
        if number is None:
            return self._kernel(left) * self._kernel(right)
        if number == 0:
            raise KernelSyntaxError(f"kernel: a non-zero factor of {kernel} was needed, 0 came; leave the kernel out")
        return number * kernel

    def _combine(self, node: ast.BinOp, left: Any, right: Any) -> Any:
        if isinstance(node.op, ast.Add):
            return left + right
        if isinstance(node.op, ast.Sub):
            return left - right
        if isinstance(node.op, ast.Mult):
            return left * right
        if right.is_zero:
            raise self._refused(node.right, "a non-zero divisor")
        return left / right

    def _power(self, node: ast.BinOp) -> Any:
        base, exponent = self.kernel_or_expression(node.left), self.kernel_or_expression(node.right)
        if isinstance(base, Kernel) or isinstance(exponent, Kernel):
            raise self._refused(node, "a power of an expression in t, not of a kernel,")
        number = self._rational(exponent)
        if number is None or abs(number.numerator) > MAX_EXPONENT or number.denominator > MAX_EXPONENT:
            raise self._refused(node.right, f"a rational exponent of size at most {MAX_EXPONENT}")
        size = self._rational(base)
        if size is not None:
            bits = max(size.numerator.bit_length(), size.denominator.bit_length())
            unreal = (size == 0 and number <= 0) or (size < 0 and number.denominator > 1)
            if unreal or bits * abs(number) > MAX_BITS:
                raise self._refused(node, f"a real power of at most {MAX_BITS} bits")
        elif total_exponent(base) * abs(number) > MAX_EXPONENT:
            raise self._refused(node, f"a total exponent of size at most {MAX_EXPONENT}")
        return base**exponent

    def _kernel(self, value: Any) -> Kernel:
        return value if isinstance(value, Kernel) else expression_kernel(value, self.text)

    def _rational(self, value: Any) -> Fraction | None:
        if isinstance(value, Kernel) or not value.is_Rational:
            return None
        return Fraction(int(value.p), int(value.q))

    # -- calls with exact parameters ------------------------------------------------------------------------------

    def _construct(self, kind: Any, node: ast.Call, name: str) -> Any:
        declared = {p.name: p for p in kind.parameters}
        given: dict[str, Any] = {}
        for p, argument in zip(kind.parameters, node.args, strict=False):
            given[p.name] = self._argument(name, p, argument)
        if len(node.args) > len(kind.parameters):
            raise KernelSyntaxError(
                f"{name}: at most {len(declared)} arguments were needed, {len(node.args)} came; {usage(kind)}"
            )
        for keyword in node.keywords:
            if keyword.arg is None or keyword.arg not in declared:
                raise KernelSyntaxError(f"{name}: {keyword.arg!r} is not one of its parameters; {usage(kind)}")
            if keyword.arg in given:
                raise KernelSyntaxError(f"{name}: {keyword.arg} came twice; {usage(kind)}")
            given[keyword.arg] = self._argument(name, declared[keyword.arg], keyword.value)
        missing = [p.name for p in kind.parameters if p.default is None and p.name not in given]
        if missing:
            raise KernelSyntaxError(f"{name}: {', '.join(missing)} was needed and did not come; {usage(kind)}")
        try:
            return kind(**given)
        except ParameterError as error:
            raise KernelSyntaxError(str(error)) from None

    def _argument(self, owner: str, p: Parameter, node: ast.expr) -> Any:
        if p.kind == "activation":
            return self.activation(node)
        if p.kind == "coefficients":
            parts = node.elts if isinstance(node, ast.Tuple) else [node]
            return tuple(self._number(owner, p, part, exact=True) for part in parts)
        value = self._number(owner, p, node, exact=p.kind != "root")
        if p.kind == "integer" and isinstance(value, Fraction) and value > MAX_COUNT:
            raise KernelSyntaxError(
                f"{owner}: {p.name} <= {MAX_COUNT} was needed in a text, {value} came; call the library for larger ones"
            )
        return value

    def _number(self, owner: str, p: Parameter, node: ast.expr, *, exact: bool) -> Any:
        value = self.kernel_or_expression(node)
        number: Fraction | SquareRoot | None = self._rational(value)
        if number is None and not exact and not isinstance(value, Kernel):
            number = square_root(value)
        if number is None:
            raise KernelSyntaxError(
                f"{owner}: {p.name} as {Parameter(p.name, p.kind, '').domain} was needed, "
                f"{shown(ast.unparse(node))} came; {p.name} is {p.meaning}"
            )
        return number

    def activation(self, node: ast.expr) -> Activation:
        """The activation of a name or a call."""
        call = node if isinstance(node, ast.Call) else ast.Call(func=node, args=[], keywords=[])
        if isinstance(call.func, ast.Name):
            name = _ALIASES.get(call.func.id, call.func.id)
            if name == "identity" and not call.args and not call.keywords:
                return identity()
            if name in _ACTIVATIONS and not _is_function_of_u(node):
                found: Activation = self._construct(_ACTIVATIONS[name], call, name)
                return found
        return self._activation_of_u(node)

    def _activation_of_u(self, node: ast.expr) -> Activation:
        """The activation of an expression in u, such as ``u*tanh(u)``."""
        try:
            formula = _Reader(self.text, "u").kernel_or_expression(node)
        except KernelSyntaxError:
            formula = None
        if formula is None or isinstance(formula, Kernel):
            raise KernelSyntaxError(
                f"activation: one of {', '.join([*_ACTIVATIONS, 'identity'])}, or an expression in u, was needed, "
                f"{shown(ast.unparse(node))} came"
            )
        try:
            return Activation.from_expression(formula)
        except ParameterError as error:
            raise KernelSyntaxError(str(error)) from None

    # -- numbers --------------------------------------------------------------------------------------------------

    def _literal(self, node: ast.Constant) -> Fraction:
        # The digits as they were typed: 0.1 is 1/10, and the binary float that Python made of it is never read.
        digits = (ast.get_source_segment(self.text, node) or "").replace("_", "")
        try:
            if isinstance(node.value, bool) or not isinstance(node.value, int | float):
                raise ValueError
            if "e" in digits.lower() and abs(int(digits.lower().partition("e")[2])) > MAX_EXPONENT:
                raise self._refused(node, f"a decimal exponent of size at most {MAX_EXPONENT}")
            number = Fraction(digits)
        except KernelSyntaxError:
            raise
        except ValueError:
            raise self._refused(node, "a decimal number") from None
        if max(abs(number.numerator), number.denominator) > MAX_INTEGER:
            raise self._refused(node, "a number of at most 400 digits")
        return number

    def _refused(self, node: ast.expr, needed: str) -> KernelSyntaxError:
        came = shown(ast.unparse(node))
        return KernelSyntaxError(f"kernel: {needed} was needed, {came} came; rewrite {shown(self.text)}")


def _is_function_of_u(node: ast.expr) -> bool:
    """Whether a call such as ``tanh(u/2)`` is a function of u and not an activation with its parameters."""
    return isinstance(node, ast.Call) and any(
        isinstance(part, ast.Name) and part.id == "u" for argument in node.args for part in ast.walk(argument)
    )


def _negative(value: Any) -> Any:
    return Fraction(-1) * value if isinstance(value, Kernel) else -value
