"""events.yaml ⇄ Calendar: read with line and column, edited without harm to what people wrote."""

from summitcal.store.amender import edited
from summitcal.store.document import load, parse
from summitcal.store.editor import add, added, save, to_yaml

__all__ = ["add", "added", "edited", "load", "parse", "save", "to_yaml"]
