from __future__ import annotations

import json
from typing import Any


def test_every_kernel_with_its_parameters(ntkproofs: Any):
    ran = ntkproofs("kernels")
    assert (ran.status, ran.err) == (0, "")
    for name in ("ntk", "nngp", "arc_cosine", "laplace", "gaussian", "gamma_exponential", "erf"):
        assert any(line.startswith(f"{name}  ") for line in ran.out.splitlines()), name


def test_kernels_that_the_grammar_has_not_are_named_where_they_are(ntkproofs: Any):
    from ntkproofs import kernels

    for name in ("ConvolutionalTangent", "ConvolutionalConjugate"):
        assert name in ntkproofs("kernels").out
        assert hasattr(kernels, name)


def test_as_json_with_examples_that_parse(ntkproofs: Any):
    from ntkproofs.kernels.grammar import parse

    document = json.loads(ntkproofs("kernels", "--format", "json").out)
    assert document["schema"] == "ntkproofs.kernels/1"
    for kernel in document["kernels"]:
        assert type(parse(kernel["example"])).name == kernel["name"]
        assert all(parameter["meaning"] for parameter in kernel["parameters"])
    assert {"relu", "erf"} <= {activation["name"] for activation in document["activations"]}
