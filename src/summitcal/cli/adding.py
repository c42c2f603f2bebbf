"""What extract and import share: what is new goes into the calendar file, what is known is changed where sure."""

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from summitcal import store
from summitcal.cli.talking import count, out, say
from summitcal.files import read_text
from summitcal.model import Calendar, Meeting
from summitcal.problems import SummitcalError
from summitcal.reconcile import Match, Verdict
from summitcal.when import When

Reconcile = Callable[[Calendar], tuple[Match, ...]]


def add_new(reconcile: Reconcile, file: str, *, told_by: str, dry_run: bool = False) -> None:
    """Put what was found into a calendar file, made if it does not exist, and say what becomes of each meeting.

    ``reconcile`` holds the meetings against the calendar of the file, ``told_by`` is where they are from. With
    ``dry_run`` nothing is written: standard output gets the difference as a unified diff.
    """
    before = read_text(file) if Path(file).exists() else None
    matches = reconcile(store.parse(before, file=file) if before else Calendar())
    becomes = {match.becomes.id: match.becomes for match in matches if match.becomes}
    text, refused = _edited(before or "", becomes.values(), file)
    new = [match.meeting for match in matches if match.verdict is Verdict.NEW]
    text = store.added(text, new, file=file) if new else text
    if new:
        store.parse(text, file=file)
    if dry_run:
        _show_difference(before, text, file)
    elif text:
        store.save(Path(file), text, before=before)
    # Told with the lines that the file has now.
    _, refused = _edited((before if dry_run else text) or "", [becomes[id_] for id_ in refused], file)
    for match in matches:
        say(_outcome(match, refused, told_by))
    say(f"{file}: {_sum(len(new), len(becomes) - len(refused), dry_run=dry_run)}")


def _edited(text: str, meetings: Iterable[Meeting], file: str) -> tuple[str, Mapping[str, str]]:
    """Return the text with known meetings as they are to be, and by its id why one is left as it is."""
    refused = {}
    for meeting in meetings:
        try:
            text = store.edited(text, [meeting], file=file)
        except SummitcalError as error:
            refused[meeting.id] = str(error)
    return text, refused


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
        return f"CHECK {refused[known.id]}"
    if becomes is None or match.verdict is Verdict.KNOWN:
        return f"known {known.id}: {'source added' if becomes else 'left as it is'}"
    if match.verdict is Verdict.MOVED:
        return f"moved {known.id}: from {_apart(known.when)} to {becomes.when.in_words()}"
    return f"{match.verdict} {known.id}: {_named(known)}"


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


def _show_difference(before: str | None, after: str, file: str) -> None:
    old, new = _lines(before or ""), _lines(after)
    found = difflib.unified_diff(old, new, file if before is not None else "/dev/null", file)
    if difference := "".join(found):
        out(difference.removesuffix("\n"))


def _lines(text: str) -> Sequence[str]:
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n\\ No newline at end of file\n"
    return lines
