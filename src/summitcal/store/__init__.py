"""events.yaml ⇄ Calendar: read with line and column, edited without harm to what people wrote."""

from summitcal.store.document import load, parse
from summitcal.store.editor import add
from summitcal.store.reviser import Plan, carry_out, plan
from summitcal.store.writer import to_yaml

__all__ = ["Plan", "add", "carry_out", "load", "parse", "plan", "to_yaml"]
