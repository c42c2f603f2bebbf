"""What extract and import share: what is new goes into the calendar file, what is known is changed where sure."""

from collections.abc import Callable, Mapping
from pathlib import Path

from summitcal import store
from summitcal.cli.talking import count, out, say
from summitcal.desk import difference
from summitcal.files import read_text
from summitcal.filling import additions
from summitcal.model import Calendar, Meeting
from summitcal.reconcile import Match, Verdict
from summitcal.when import When

Reconcile = Callable[[Calendar], tuple[Match, ...]]


def add_new(reconcile: Reconcile, file: str, *, told_by: str, dry_run: bool = False) -> None:
    """Put what was found into a calendar file, made if it does not exist, and say what becomes of each meeting.

    ``reconcile`` holds the meetings against the calendar of the file, ``told_by`` is where they are from. With
    ``dry_run`` nothing is written: standard output gets the difference as a unified diff.
    """
    text = read_text(file) if Path(file).exists() else ""
    matches = reconcile(store.parse(text, file=file) if text else Calendar())
    becomes = {match.becomes.id: match.becomes for match in matches if match.becomes}
    new = [match.meeting for match in matches if match.verdict is Verdict.NEW]
    plan = store.plan(file, (*becomes.values(), *new)) if becomes or new else store.Plan()
    if dry_run:
        if text := difference(plan):
            out(text)
    else:
        store.carry_out(plan)
    for match in matches:
        say(_outcome(match, plan.refused, told_by))
    say(f"{file}: {_sum(len(new), len(becomes) - len(plan.refused), dry_run=dry_run)}")


def _outcome(match: Match, refused: Mapping[str, str], told_by: str) -> str:
    """Say what became of one meeting."""
    known, becomes = match.known, match.becomes
    if known is None:
        doubt = f"; CHECK, {match.why}" if match.why else ""
        return f"added {match.meeting.id}: {_named(match.meeting)}{doubt}"
    if match.verdict is Verdict.CHANGED:
        mend = f"the file is left as it is, edit it if the {told_by} is right"
        return f"CHECK {known.id}: the {told_by} says {match.why}; {mend}"
    if becomes and known.id in refused:
        return f"CHECK {known.id}: {refused[known.id]}"
    added = "; ".join(additions(known, becomes)) if becomes else ""
    if becomes is None or match.verdict is Verdict.KNOWN:
        return f"known {known.id}: {added or 'left as it is'}"
    if match.verdict is Verdict.MOVED:
        return f"moved {known.id}: from {_apart(known.when)} to {becomes.when.in_words()}" + (
            f"; {added}" if added else ""
        )
    return f"{match.verdict} {known.id}: {_named(known)}" + (f"; {added}" if added else "")


def _named(meeting: Meeting) -> str:
    return f"{meeting.title}, {meeting.when.in_words()}"


def _apart(when: When) -> str:
    words = when.in_words()
    return f"{words}," if "," in words else words


def _sum(new: int, changed: int, *, dry_run: bool) -> str:
    if dry_run:
        return f"nothing is written; {count(new, 'meeting')} to add, {changed} to change"
    done = f"{count(new, 'meeting')} added" + (f", {changed} changed" if changed else "")
    return f"{done}; read them before you publish" if new or changed else done
