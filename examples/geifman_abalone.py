"""Two experiments of Geifman et al. (2020) on the Abalone table: its spectra (Figure 1), and random labels (3.3).

``NTKPROOFS_DATA=DIR python examples/geifman_abalone.py FOLDER`` performs both, in about a minute, and writes
``abalone_spectrum.csv`` and ``noisy_labels.csv`` to FOLDER; with ``ntkproofs/papers/geifman2020/records`` it makes the
records of the library again.
"""

from __future__ import annotations

import sys
from pathlib import Path

from ntkproofs.papers.geifman2020 import abalone
from ntkproofs.papers.records import write

if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    for experiment in (abalone.noisy_labels(), abalone.spectrum()):
        print(write(experiment, Path(sys.argv[1])))
