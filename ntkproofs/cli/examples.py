"""Examples below the help of a command; the tests run every one of them."""

from __future__ import annotations


def examples(*lines: str) -> str:
    r"""Return the end of a help text that shows command lines, one a line and never folded.

    >>> examples("ntkproofs claims").splitlines()[1:]
    ['Examples:', '  ntkproofs claims']
    """
    # A line with a backspace alone tells click to leave the paragraph as it is.
    return "\b\n" + "\n".join(["Examples:", *(f"  {line}" for line in lines)])
