"""Claims, derivations, verdicts and the runner; standard library only."""

from .certificate import canonical, certificate, digest, statement_digest
from .claim import Claim, Control
from .derivation import Derivation, Rule, Status, Step
from .evidence import Evidence, EvidenceKind
from .extras import MissingExtra
from .mutation import Fate, Mutant, fate, judged, mutants, score
from .registry import UnknownClaim, in_module, in_package, in_path, select, unique, with_dependencies
from .result import Report, Result
from .runner import derive, judge, run, try_claim
from .trial import Memory, Trial
from .verdict import Nature, Verdict, weakest

__all__ = [
    "Claim",
    "Control",
    "Derivation",
    "Evidence",
    "EvidenceKind",
    "Fate",
    "Memory",
    "MissingExtra",
    "Mutant",
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
    "derive",
    "digest",
    "fate",
    "in_module",
    "in_package",
    "in_path",
    "judge",
    "judged",
    "mutants",
    "run",
    "score",
    "select",
    "statement_digest",
    "try_claim",
    "unique",
    "weakest",
    "with_dependencies",
]
