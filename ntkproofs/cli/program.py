"""The group of commands and the way out of it: one line on standard error for bad input, never a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from ntkproofs import __version__

from .check import check
from .claims import claims
from .decay import decay
from .errata import errata
from .kernels import kernels
from .mutate import mutate
from .plot import plot
from .replay import replay
from .show import show
from .smoothness import smoothness
from .spectrum import spectrum
from .store import store
from .sweep import sweep


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="ntkproofs", message="%(prog)s %(version)s")
def commands() -> None:
    """Executable, certified theory of neural tangent kernels.

    Exit status: 0 every verdict that was reached is the expected one; 1 some verdict is not; 2 usage; 3 nothing ran.
    """


for command in (check, replay, mutate, claims, show, errata, kernels, spectrum, decay, smoothness, plot, sweep, store):
    commands.add_command(command)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run a command and exit with its status."""
    # A closed standard stream is None; whatever goes there is meant for nobody.
    sys.stdout, sys.stderr = (stream or open(os.devnull, "w") for stream in (sys.stdout, sys.stderr))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter gets its code instead of an exception.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        status = commands.main(args=arguments, prog_name="ntkproofs", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        status = 2
    except click.ClickException as error:
        status = refuse(error.format_message())
    except (click.Abort, KeyboardInterrupt):
        status = refuse("interrupted", 130)
    except BrokenPipeError:
        # Whoever read our output closed it; a second flush at exit must not complain of it either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 141
    except OSError as error:
        status = refuse(f"{error.filename}: {error.strerror}" if error.filename else str(error))
    except Exception as error:
        # Our own errors and ValueError carry a sentence for whoever typed the command; anything else is a bug of ours.
        if not isinstance(error, ValueError) and not type(error).__module__.startswith("ntkproofs."):
            raise
        status = refuse(str(error))
    sys.exit(status)


def refuse(message: str, status: int = 2) -> int:
    """Say in one line on standard error what is wrong, and return the status."""
    click.echo(f"ntkproofs: {' '.join(message.split())}", err=True)
    return status
