"""The command for whoever wants back what was in the calendar file: versions."""

import argparse
import datetime as dt
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from summitcal.cli.talking import Command, chosen_file, count, file_argument, out, say, table
from summitcal.files import read_text
from summitcal.problems import SummitcalError
from summitcal.saving import Editing, digest_of, restore
from summitcal.versions import Draft, Version, difference, drafts, find_draft, find_version, text_of, versions

_DRAFT = "draft-"


def add_commands(command: Command) -> None:
    """Add the command of this room to the parser."""
    example = "summitcal versions --diff 2026-11-24T183000Z"
    telling = command("versions", _versions, "list what was saved, newest first, or bring it back", example=example)
    file_argument(telling)
    telling.add_argument(
        "--part-of", metavar="WHOLE", help="the calendar file that includes FILE, to restore one of it"
    )
    one = telling.add_mutually_exclusive_group()
    one.add_argument("--show", metavar="V", help="write the text of a version or a draft")
    one.add_argument("--diff", nargs="+", metavar="V", help="show what is different from V to W, or to the file")
    one.add_argument("--restore", metavar="V", help="put that version into the file again")


def _versions(arguments: argparse.Namespace) -> int:
    file = chosen_file(arguments.file)
    if arguments.show:
        sys.stdout.buffer.write(text_of(_found(file, arguments.show)).encode())
    elif arguments.diff:
        _show_difference(file, arguments.diff)
    elif arguments.restore:
        _restore(file, arguments.restore, arguments.part_of)
    else:
        _list(file)
    return 0


def _list(file: str) -> None:
    known = versions(file)
    for line in table([row for each in known for row in _rows(each)]):
        out(line)
    for draft in drafts(file):
        by = f", by {draft.who}" if draft.who else ""
        say(f"{draft.name}: a draft{by}; it is not served")
    if not known:
        read_text(file)  # a misspelled name is told from a file that was never saved here
        say(f"{file}: nothing has been saved in the page yet")


def _rows(version: Version) -> list[tuple[str, ...]]:
    """Return the row of a version, and one more for each thing that changed after the first."""
    meetings = "" if version.meetings is None else count(version.meetings, "meeting")
    first, *more = filter(None, (version.why, *version.changes)) or ("",)
    return [(version.name, version.who, meetings, first), *(("", "", "", each) for each in more)]


def _show_difference(file: str, names: Sequence[str]) -> None:
    if len(names) > 2:
        raise SummitcalError("--diff takes one version or two; name the calendar file before it")
    kept = [_found(file, name) for name in names]
    texts = [*((each.name, text_of(each)) for each in kept), *([(file, read_text(file))] if len(kept) < 2 else [])]
    (old_name, old), (new_name, new) = texts
    found = difference(old, new, names=(old_name, new_name))
    if found:
        out(found)
    else:
        say(f"{old_name} and {new_name} are the same")


def _restore(file: str, name: str, part_of: str | None) -> None:
    now = dt.datetime.now(dt.UTC)  # noqa: TID251 - the clock of this shell
    who = os.environ.get("USER") or os.environ.get("USERNAME") or ""
    version, before = find_version(file, name), digest_of(file)
    editing = Editing(file=Path(file), who=who, whole=Path(part_of) if part_of else None)
    saved = restore(editing, version.name, before=before, now=now)
    if saved.digest == before:
        say(f"{file}: nothing to restore, it is {version.name} already")
    else:
        say(f"{file}: restored {version.name}, as {saved.version.name}")
    for change in saved.changes:
        out(change)


def _found(file: str, name: str) -> Version | Draft:
    return find_draft(file, name) if name.startswith(_DRAFT) else find_version(file, name)
