"""What a shell may complete: ids of claims and calls of kernels.

Completion is click's own; `eval "$(_NTKPROOFS_COMPLETE=bash_source ntkproofs)"` switches it on in bash.
"""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem


def claim_ids(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete an id up to its next dot, as a shell does with folders."""
    from ntkproofs import papers

    stems: dict[str, None] = {}
    for claim_id in papers.claims():
        if claim_id.startswith(incomplete):
            dot = claim_id.find(".", len(incomplete))
            stems[claim_id if dot < 0 else claim_id[: dot + 1]] = None
    return [CompletionItem(stem) for stem in stems]


def kernel_calls(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the call of a kernel by the example of the catalogue."""
    from ntkproofs.kernels.catalogue import KERNELS

    return [CompletionItem(entry.example, help=entry.summary) for entry in KERNELS if entry.name.startswith(incomplete)]
