"""The spectral bias outside the training set (Bowman and Montufar 2022), simulated: records and pictures.

    python examples/bowman_spectral_bias.py shallow     the shallow network, widths 64 to 8192, samples 64 to 4096
    python examples/bowman_spectral_bias.py deep        a fully connected, a residual, a convolutional network
    python examples/bowman_spectral_bias.py figure_1    spectra on the test digits of MNIST (NTKPROOFS_DATA=folder)

A part of the study writes `<part>.csv` into the folder of records of the paper, or where `--folder` says.
"""

from __future__ import annotations

import argparse
import sys
from importlib.resources import files
from pathlib import Path

from ntkproofs.papers.bowman2022 import deep_study, figure_1_spectra, shallow_study
from ntkproofs.papers.records import write

PARTS = {"shallow": shallow_study.perform, "deep": deep_study.perform, "figure_1": figure_1_spectra.perform}


def main(arguments: list[str] | None = None) -> None:
    """Perform one part of the study and write its record."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", choices=PARTS)
    parser.add_argument("--folder", type=Path, default=Path(str(files("ntkproofs.papers") / "bowman2022" / "records")))
    given = parser.parse_args(arguments)
    given.folder.mkdir(parents=True, exist_ok=True)
    print(write(PARTS[given.part](told=lambda line: print(line, file=sys.stderr)), given.folder))


if __name__ == "__main__":
    main()
