"""A calendar file saved from an editor: nobody's work is lost by it, neither the editor's nor anybody else's.

It is written only if it is still what the editor started from, and what was in it before is kept as a version first.
"""

import codecs
import datetime as dt
import logging
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from summitcal.changes import between
from summitcal.files import digest, locked, read_bytes, read_text, write_whole
from summitcal.problems import Conflict, InvalidCalendar, Problem, SummitcalError, UnreadableFile
from summitcal.store.document import Examined, examine
from summitcal.store.editor import refuse_too_large
from summitcal.store.reviser import Plan
from summitcal.versions import (
    Draft,
    Version,
    find_draft,
    find_version,
    forget,
    keep_new_draft,
    keep_version,
    text_of,
    versions,
)

FOUND = "found in the file"
"""Why a version is there that was not saved here: somebody edited the file by other means."""

_MOST_CHANGES = 20
_log = logging.getLogger("summitcal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Editing:
    """Who edits which file of a calendar.

    ``who`` that is, is kept with what they save. ``whole`` is the calendar file that includes this one, if that is
    another. Of the versions before the newest, those of more than ``keep`` days ago are deleted at each save; without
    it all stay.
    """

    file: Path
    who: str = ""
    whole: Path | None = None
    keep: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What was saved: the version that is now in the file, and the digest by which the next save knows it.

    ``changes`` say in words what is different; empty too where the file before could not be read.
    """

    version: Version
    digest: str
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """A text to be written into one file of a calendar, as part of the ``whole``."""

    file: Path
    text: str
    before: str | None
    now: dt.datetime
    editing: Editing
    why: str = ""

    @property
    def path(self) -> Path:
        return Path(os.path.realpath(self.file))

    @property
    def whole(self) -> Path:
        return self.editing.whole or self.editing.file


def digest_of(file: str | Path) -> str | None:
    """Return the digest of what is in a file, for whoever starts to edit it; None if there is no such file.

    Raises:
        UnreadableFile: it cannot be read.
    """
    present = _present(Path(os.path.realpath(file)))
    return None if present is None else digest(present)


def save(editing: Editing, text: str, *, before: str | None, now: dt.datetime, draft: str = "") -> Saved:
    """Write a calendar file, and keep what was in it and what is in it now as versions.

    ``before`` is the digest of what the editor started from, None if there was no file. ``now`` is an aware datetime.
    The ``draft`` of that name is deleted once it is saved.

    Raises:
        Conflict: somebody else changed the file meanwhile; nothing is written.
        InvalidCalendar: the text has mistakes; nothing is written. ``keep_draft`` takes it.
        SummitcalError: it is too large, or no part of the whole calendar, or there is no such draft.
        UnreadableFile: it cannot be written.
    """
    kept = find_draft(editing.file, draft) if draft else None
    task = _Task(file=editing.file, text=text.removeprefix("\ufeff"), before=before, now=now, editing=editing)
    saved = _carried_out(task)
    if kept:
        with suppress(OSError):  # it is saved all the same
            kept.path.unlink()
    return saved


def restore(editing: Editing, name: str, *, before: str | None, now: dt.datetime) -> Saved:
    """Save the text of a version again; that is a version too. All else is as for ``save``.

    Raises:
        SummitcalError: there is no such version, or as for ``save``.
    """
    version = find_version(editing.file, name)
    why = f"restored {version.name}"
    return _carried_out(
        _Task(file=editing.file, text=text_of(version), before=before, now=now, editing=editing, why=why)
    )


def save_plan(editing: Editing, plan: Plan, *, now: dt.datetime, why: str = "") -> tuple[Saved, ...]:
    """Write what was planned for the calendar file that is edited and those it includes, each as ``save`` does.

    The plan has read its texts together; one of them alone, before the others are written, need not be right. ``why``
    is kept with each version, as the name of the article.

    Raises:
        Conflict: somebody changed a file since it was read; it is not written, nor are those that come after.
        UnreadableFile: it cannot be written.
    """
    tasks = [
        _Task(
            file=each.path,
            text=each.after,
            before=None if each.before is None else digest(each.before),
            now=now,
            editing=editing,
            why=_one_line(why),
        )
        for each in plan.rewrites
    ]
    return tuple(_carried_out(task, is_checked=True) for task in tasks)


def keep_draft(editing: Editing, text: str, *, before: str | None, now: dt.datetime, instead: str = "") -> Draft:
    """Keep a text aside, whatever is wrong with it: it is never served. All else is as for ``save``.

    With ``instead`` it takes the place of the draft that has that name.

    Raises:
        SummitcalError: it is too large, or there is no such draft.
        UnreadableFile: it cannot be written.
    """
    path = Path(os.path.realpath(editing.file))
    data, mode = _bytes_of(text, editing.file), _mode(path)
    with locked(_folder(path)):
        if instead:
            draft = find_draft(path, instead)
            write_whole(draft.path, data)
            return draft
        return keep_new_draft(path, data, at=now, mode=mode, who=_one_line(editing.who), before=before)


def drop_draft(file: str | Path, name: str) -> None:
    """Delete a draft.

    Raises:
        SummitcalError: there is none of that name.
        UnreadableFile: it cannot be deleted.
    """
    path = find_draft(file, name).path
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise UnreadableFile(f"{path}: cannot be deleted: {error.strerror or error}") from None


def examined(file: str | Path, text: str, *, whole: str | Path, now: dt.datetime | None = None) -> Examined:
    """Read a text as if it were in ``file``, as part of the calendar file ``whole``, which may be the same.

    ``now`` is as for ``store.document.examine``.

    Raises:
        SummitcalError: the file is no part of that calendar.
        UnreadableFile: the calendar file cannot be read.
    """
    if os.path.realpath(file) == os.path.realpath(whole):
        return examine(text, file=str(whole), now=now)
    around = read_text(whole)
    included = examine(around, file=str(whole)).included
    name = next((str(each) for each in included if os.path.realpath(each) == os.path.realpath(file)), None)
    if name is None:
        raise SummitcalError(f"{file}: it is no part of {whole}; include it there first")
    return examine(around, file=str(whole), now=now, instead={name: text})


def _carried_out(task: _Task, *, is_checked: bool = False) -> Saved:
    path, data = task.path, _bytes_of(task.text, task.file)
    present = _unchanged(task)
    was = examined(task.file, _decoded(present), whole=task.whole)
    found = examined(task.file, task.text, whole=task.whole)
    if problems := () if is_checked else _own(task, found, was if present else None):
        raise InvalidCalendar(problems)
    changes, who = _words(was if present else None, found), _one_line(task.editing.who)
    with locked(_folder(path)):
        _unchanged(task)
        if present is not None:
            _keep_present(task, present, was)
        data = (codecs.BOM_UTF8 if (present or b"").startswith(codecs.BOM_UTF8) else b"") + data
        if data != present:
            write_whole(path, data)
        # After the file: a version that was never in it would be a lie. What a crash leaves out here is kept next time.
        facts = {"who": who, "why": task.why, "meetings": _count(found), "changes": changes}
        version = keep_version(path, data, at=task.now, mode=_mode(path), **facts)
        if task.editing.keep is not None:
            forget(path, before=task.now - dt.timedelta(days=task.editing.keep))
    _log.info("saved %s as %s, by %s: %s", task.file, version.name, who or "somebody", "; ".join(changes))
    return Saved(version=version, digest=digest(data), changes=changes)


def _unchanged(task: _Task) -> bytes | None:
    """Return what is in the file.

    Raises:
        Conflict: it is not what the editor started from.
    """
    present = _present(task.path)
    now = None if present is None else digest(present)
    if now != task.before:
        what = "somebody changed it meanwhile" if now else "somebody deleted it meanwhile"
        mend = "nothing was written, look at what is different and save again"
        raise Conflict(f"{task.file}: {what}; {mend}", text=_decoded(present), digest=now)
    return present


def _keep_present(task: _Task, present: bytes, was: Examined) -> None:
    """Keep what is in the file as a version, if it was not saved here."""
    path, known = task.path, versions(task.path)
    if known and read_bytes(known[0].path) == present:
        return
    edited = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
    last = None
    if known:
        last = examined(task.file, _decoded(read_bytes(known[0].path)), whole=task.whole)
    facts = {"who": "", "why": FOUND, "meetings": _count(was), "changes": _words(last, was) if last else ()}
    keep_version(path, present, at=min(edited, task.now), mode=_mode(path), **facts)


def _own(task: _Task, found: Examined, was: Examined | None) -> tuple[Problem, ...]:
    """Return the mistakes that saving would make: those of the file itself, and what it breaks in others.

    A mistake that another file of the calendar has in any case keeps nobody from mending this one.
    """

    def is_here(problem: Problem) -> bool:
        return os.path.realpath(problem.file) == str(task.path)

    known = {(each.file, each.rule, each.path) for each in (was.problems if was else ()) if not is_here(each)}
    return tuple(each for each in found.problems if (each.file, each.rule, each.path) not in known)


def _words(was: Examined | None, found: Examined) -> tuple[str, ...]:
    """Say what is different between two states; nothing where one of them could not be read whole."""
    if was is None or was.problems or found.problems:
        return ()
    words = [str(change) for change in between(was.calendar, found.calendar)]
    more = len(words) - _MOST_CHANGES
    return (*words[:_MOST_CHANGES], *([f"and {more} more"] if more > 0 else []))


def _count(found: Examined) -> int | None:
    return None if found.problems else len(found.calendar.meetings)


def _folder(path: Path) -> Path:
    """Return the folder of a file, made if it is not there."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnreadableFile(f"{path.parent}: cannot be made: {error.strerror or error}") from None
    return path.parent


def _present(path: Path) -> bytes | None:
    return read_bytes(path) if path.exists() else None


def _decoded(data: bytes | None) -> str:
    """Return the text of some bytes as well as it can be read: it is to be shown, not written."""
    return (data or b"").decode("utf-8-sig", errors="replace")


def _bytes_of(text: str, file: Path) -> bytes:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        what = f"the character at {error.start} is half of one"
        raise SummitcalError(f"{file}: {what}; delete it and save again") from None
    refuse_too_large(file, text)
    return text.encode()


def _mode(path: Path) -> int:
    """Return how a file may be read, for what is kept of it; as new files may if it is not there."""
    return path.stat().st_mode & 0o777 if path.exists() else 0o644


def _one_line(text: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())[:200]
