"""Sweeps: plans over many kernels and dimensions, on many processes, and the store of their results."""

from ntkproofs.sweeps.compare import Comparison as Comparison
from ntkproofs.sweeps.compare import compare as compare
from ntkproofs.sweeps.database import StoreError as StoreError
from ntkproofs.sweeps.execution import EngineError as EngineError
from ntkproofs.sweeps.export import export as export
from ntkproofs.sweeps.plan import Plan as Plan
from ntkproofs.sweeps.plan import PlanError as PlanError
from ntkproofs.sweeps.plan import read_plan as read_plan
from ntkproofs.sweeps.store import Row as Row
from ntkproofs.sweeps.store import Store as Store
from ntkproofs.sweeps.sweep import Summary as Summary
from ntkproofs.sweeps.sweep import sweep as sweep
from ntkproofs.sweeps.trials import TrialStore as TrialStore
