"""What extract and import share: what is new goes into the calendar file, what is known is left as it is."""

from collections.abc import Callable
from pathlib import Path

from summitcal import store
from summitcal.cli.talking import count, say
from summitcal.model import Calendar
from summitcal.reconcile import Match, Verdict

Reconcile = Callable[[Calendar], tuple[Match, ...]]


def add_new(reconcile: Reconcile, file: str, *, told_by: str) -> None:
    """Add what is new to a calendar file, which is made if it does not exist, and say what becomes of each meeting.

    ``reconcile`` holds the meetings against the calendar of the file, ``told_by`` is where they are from.
    """
    calendar = store.load(file) if Path(file).exists() else Calendar()
    matches = reconcile(calendar)
    new = [match.meeting for match in matches if match.verdict is Verdict.NEW]
    if new:
        store.add(file, new)
    for match in matches:
        if match.known is None:
            say(f"added {match.meeting.id}: {match.meeting.title}, {match.meeting.when.in_words()}")
        elif match.verdict is Verdict.CHANGED:
            mend = f"the file is left as it is, edit it if the {told_by} is right"
            say(f"CHECK {match.known.id}: the {told_by} says {match.why}; {mend}")
        else:
            say(f"known {match.known.id}: left as it is")
    say(f"{file}: {count(len(new), 'meeting')} added" + ("; read them before you publish" if new else ""))
