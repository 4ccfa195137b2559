"""The command line: one file a command, and nothing heavy is imported before a command needs it."""

from .program import commands as commands
from .program import main as main
