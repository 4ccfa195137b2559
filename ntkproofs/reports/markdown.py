"""A result as Markdown with LaTeX between dollars, for notebooks and documentation."""

from __future__ import annotations

from ntkproofs.claims import Result, Status, Step

__all__ = ["derivation", "entry"]


def derivation(result: Result) -> str:
    """Return the steps of a result as a numbered list, each under its rule; what does not hold is marked."""
    return "\n".join(
        f"{number}. *{step.rule.value}*: {step.statement}{_mark(step)}"
        for number, step in enumerate(result.derivation, 1)
    )


def _mark(step: Step) -> str:
    return "" if step.status is Status.HOLDS else f" ({step.status.value})"


def entry(result: Result) -> str:
    """Return a result in full: statement, verdict with conditions and scope, witness, correction, steps and control."""
    claim = result.claim
    nature = f" ({claim.nature.value})" if claim.nature else ""
    given = ", given " + ", ".join(f"`{name}`" for name in result.conditions) if result.conditions else ""
    parts = [claim.statement]
    if claim.hypotheses:
        parts.append("Given: " + "; ".join(claim.hypotheses))
    parts.append(f"**{result.verdict.value}**{nature}{given}. Scope: {claim.scope}.")
    if result.reason:
        parts.append(f"Reason: {result.reason}.")
    if result.witness:
        parts.append(f"Witness: {result.witness}.")
    if claim.corrected_by:
        parts.append(f"What holds instead: `{claim.corrected_by}`.")
    if result.derivation.steps:
        parts += ["Derivation:", derivation(result)]
    parts.append(f"Control ({result.control.value}): {claim.control.statement}")
    return "\n\n".join(parts)
