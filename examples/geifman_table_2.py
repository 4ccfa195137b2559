"""Table 2 of Geifman et al. (2020) at reduced size: Nystroem regression with four kernels.

``NTKPROOFS_DATA=DIR python examples/geifman_table_2.py classification FOLDER`` (odd against even digits of MNIST) and
``... regression FOLDER`` (Abalone) perform the experiments of ``ntkproofs/papers/geifman2020/large_scale.py``, in a
minute each, and write their records to FOLDER.
"""

from __future__ import annotations

import sys
from pathlib import Path

from ntkproofs.papers.geifman2020 import large_scale
from ntkproofs.papers.records import write

if __name__ == "__main__":
    match sys.argv[1:]:
        case ["classification", folder]:
            print(write(large_scale.classification(), Path(folder)))
        case ["regression", folder]:
            print(write(large_scale.regression(), Path(folder)))
        case _:
            sys.exit(__doc__)
