"""`ntkproofs kernels`: the catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from . import options
from .examples import examples
from .output import layout, write

if TYPE_CHECKING:
    from rich.console import RenderableType

    from ntkproofs.activations import Activation, Parameter
    from ntkproofs.kernels.catalogue import Entry


@click.command(
    short_help="List the kernels.",
    epilog=examples(
        "ntkproofs kernels",
    ),
)
@options.formats("text", "json")
def kernels(form: str) -> int:
    """List the kernels and activations that `spectrum` and `decay` understand, with their parameters."""
    from ntkproofs.kernels.catalogue import ACTIVATIONS, KERNELS

    catalogue = {
        "schema": "ntkproofs.kernels/1",
        "kernels": [_kernel(entry) for entry in KERNELS],
        "activations": [_activation(activation) for activation in ACTIVATIONS],
    }
    if form == "json":
        from ntkproofs.reports import documents

        write(documents.written(catalogue))
    else:
        from ntkproofs.reports.page import page

        write(page(_parts(catalogue), **layout()))
    return 0


def _kernel(entry: Entry) -> dict[str, Any]:
    return {
        "name": entry.name,
        "summary": entry.summary,
        "formula": entry.formula,
        "source": entry.source,
        "example": entry.example,
        "parameters": [_parameter(parameter) for parameter in entry.parameters],
    }


def _activation(activation: type[Activation]) -> dict[str, Any]:
    return {
        "name": activation.name,
        "formula": activation.latex,
        "parameters": [_parameter(parameter) for parameter in activation.parameters],
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "meaning": parameter.meaning,
        "domain": parameter.domain,
        "default": parameter.default,
    }


def _parts(catalogue: dict[str, Any]) -> Iterator[RenderableType]:
    from rich.text import Text

    from ntkproofs.reports.page import entry

    for kernel in catalogue["kernels"]:
        title = Text.assemble((kernel["name"], "bold"), f"  {kernel['summary']}")
        told = [("on the sphere", kernel["formula"]), ("source", kernel["source"]), ("example", kernel["example"])]
        yield from entry(title, [*told, *_told(kernel["parameters"])])
        yield ""
    yield Text("activations", style="bold")
    for activation in catalogue["activations"]:
        title = Text.assemble((activation["name"], "bold"), f"  {activation['formula']}")
        yield from entry(title, _told(activation["parameters"]))
    yield ""
    yield 'Kernels may be added and multiplied, "ntk(layers=2) + 1/2*laplace(c=1)".'
    yield 'An expression in t or in the angle is a kernel as well, "exp(t)", "1 - theta/pi".'
    yield "Kernels of signals and images are in Python: ntkproofs.kernels.ConvolutionalTangent, ConvolutionalConjugate."


def _told(parameters: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [
        (
            parameter["name"],
            f"{parameter['meaning']}; {parameter['domain']}"
            + ("" if parameter["default"] is None else f"; by default {parameter['default']}"),
        )
        for parameter in parameters
    ]
