"""Claims, derivations, verdicts and the runner; standard library only."""

from .certificate import canonical, certificate, digest, statement_digest
from .claim import Claim, Control
from .derivation import Derivation, Rule, Status, Step
from .evidence import Evidence, EvidenceKind
from .registry import UnknownClaim, in_module, in_package, in_path, select, unique, with_dependencies
from .result import Report, Result
from .runner import Trial, judge, run, try_claim
from .verdict import Nature, Verdict, weakest

__all__ = [
    "Claim",
    "Control",
    "Derivation",
    "Evidence",
    "EvidenceKind",
    "Nature",
    "Report",
    "Result",
    "Rule",
    "Status",
    "Step",
    "Trial",
    "UnknownClaim",
    "Verdict",
    "canonical",
    "certificate",
    "digest",
    "in_module",
    "in_package",
    "in_path",
    "judge",
    "run",
    "select",
    "statement_digest",
    "try_claim",
    "unique",
    "weakest",
    "with_dependencies",
]
