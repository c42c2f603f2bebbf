"""An existing .ics → meetings, with all that they cannot carry named line by line (RFC 5545 as programs write it)."""

from summitcal.ics.feeds import Imported, Left, meetings

__all__ = ["Imported", "Left", "meetings"]
