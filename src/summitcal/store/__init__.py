"""events.yaml ⇄ Calendar: read with line and column, edited without harm to what people wrote."""

from summitcal.store.document import load, parse
from summitcal.store.editor import add, to_yaml

__all__ = ["add", "load", "parse", "to_yaml"]
