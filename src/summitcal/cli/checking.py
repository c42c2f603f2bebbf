"""Commands for whoever edits the calendar file: check, fmt, diff, schema."""

import argparse
import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from summitcal import changes, feed, history, store
from summitcal.cli.talking import Command, chosen_file, count, files_argument, out, say
from summitcal.files import read_text
from summitcal.model import Calendar
from summitcal.problems import Problem, UnreadableFile, has_mistakes
from summitcal.schema import json_schema
from summitcal.store.document import examine
from summitcal.store.editor import save
from summitcal.store.formatter import formatted
from summitcal.store.mender import mended

_STATUS = {"unreadable-file": 2}


def add_commands(command: Command) -> None:
    """Add the commands of this room to the parser."""
    check = command("check", _check, "say every mistake in the file, with line and column", example="summitcal check")
    files_argument(check)
    check.add_argument("--format", choices=("text", "json", "github"), default="text")
    check.add_argument("--fix", action="store_true", help="mend what is safe: missing ids, spelling of dates, order")
    fmt = command("fmt", _fmt, "write dates and words one way, and leave all else as it is", example="summitcal fmt")
    files_argument(fmt)
    fmt.add_argument("--check", action="store_true", help="change nothing; exit 1 if something would change")
    example = "summitcal diff HEAD~1 data/events.yaml"
    diff = command("diff", _diff, "say what changed between two versions of a file", example=example)
    diff.add_argument("old", metavar="OLD", help="a file, or a git revision of NEW")
    diff.add_argument("new", metavar="NEW", help="a file")
    command("schema", _schema, "print the JSON Schema of the file", example="summitcal schema > events.schema.json")


def _check(arguments: argparse.Namespace) -> int:
    now = dt.datetime.now(dt.UTC)  # noqa: TID251 - the clock of this shell
    found: list[Problem] = []
    for file in arguments.files or [chosen_file(None)]:
        try:
            text = _fixed(file) if arguments.fix else read_text(file)
        except UnreadableFile as error:
            found.append(_unreadable(file, error))
            say(f"summitcal: {error}")
            continue
        calendar, problems = _looked_at(text, file, now)
        found += problems
        if arguments.format == "text":
            lines = text.splitlines()
            for problem in problems:
                out(_shown(problem, lines))
            _sum_up(file, calendar, problems)
    if arguments.format == "json":
        out(json.dumps([_facts(problem) for problem in found], ensure_ascii=False, indent=2))
    elif arguments.format == "github":
        for problem in found:
            out(_annotation(problem))
    return max((_STATUS.get(problem.rule, int(not problem.is_warning)) for problem in found), default=0)


def _looked_at(text: str, file: str, now: dt.datetime) -> tuple[Calendar, list[Problem]]:
    """Return a calendar with all that is wrong with it; if it can be published, also what others will make of it."""
    examined = examine(text, file=file, now=now)
    problems = list(examined.problems)
    if not has_mistakes(problems):
        gone = _vanished(examined.calendar, file, now)
        problems = [*gone, *feed.find_problems(examined.calendar, file=file, today=now.date()), *problems]
    return examined.calendar, problems


def _vanished(calendar: Calendar, file: str, now: dt.datetime) -> list[Problem]:
    try:
        return history.find_problems(calendar, file=file, now=now)
    except UnreadableFile as error:
        say(f"summitcal: what was published is not known: {error}")
        return []


def _unreadable(file: str, error: UnreadableFile) -> Problem:
    what = str(error).removeprefix(f"{file}: ")
    return Problem(rule="unreadable-file", path=(), what=what, file=file, line=1, column=1)


def _fixed(file: str) -> str:
    for each in _files_of(file):
        before = read_text(each)
        after = mended(before, file=each)
        save(Path(each), after, before=before)
        if after != before:
            say(f"{each}: mended")
    return read_text(file)


def _files_of(file: str) -> list[str]:
    """Return a calendar file with the files that it includes."""
    included = examine(read_text(file), file=file).included
    return [file, *dict.fromkeys(str(path) for path in included if path.is_file())]


def _sum_up(file: str, calendar: Calendar, problems: Sequence[Problem]) -> None:
    warnings = sum(problem.is_warning for problem in problems)
    mistakes = len(problems) - warnings
    if mistakes:
        say(f"{file}: {count(mistakes, 'problem')}")
        return
    found = f"{count(len(calendar.meetings), 'meeting')} and {count(len(calendar.everyone()), 'participant')}"
    out(f"{file}: fine, {found}" + (f", {count(warnings, 'warning')}" if warnings else ""))


def _fmt(arguments: argparse.Namespace) -> int:
    status = 0
    for file in arguments.files or [chosen_file(None)]:
        store.load(file)
        status = max(status, *(_respell(each, only_tell=arguments.check) for each in _files_of(file)))
    return status


def _respell(file: str, *, only_tell: bool) -> int:
    before = read_text(file)
    after = formatted(before)
    if after == before:
        say(f"{file}: nothing to change")
        return 0
    if only_tell:
        say(f"{file}: not in its canonical spelling; run summitcal fmt")
        return 1
    save(Path(file), after, before=before)
    say(f"{file}: respelled")
    return 0


def _schema(_: argparse.Namespace) -> int:
    # As bytes, so that the file is the same whatever the terminal's encoding and the system's ends of lines.
    sys.stdout.buffer.write(f"{json.dumps(json_schema(), ensure_ascii=False, indent=2)}\n".encode())
    return 0


def _diff(arguments: argparse.Namespace) -> int:
    new = store.load(arguments.new)
    old = store.load(arguments.old) if Path(arguments.old).exists() else _at_revision(arguments.old, arguments.new)
    found = changes.between(old, new)
    for change in found:
        out(str(change))
    if not found:
        say("no meeting has changed")
    return 0


def _at_revision(revision: str, file: str) -> Calendar:
    """Read a calendar file as it was at a git revision."""
    path = Path(os.path.realpath(file))
    command = ["git", "-C", str(path.parent), "show", "--end-of-options", f"{revision}:./{path.name}"]
    try:
        done = subprocess.run(command, capture_output=True, check=True)  # noqa: S603 - git takes it as one word
    except (OSError, subprocess.CalledProcessError) as error:
        said = getattr(error, "stderr", b"") or str(error).encode()
        why = said.decode(errors="replace").strip().splitlines()[0]
        raise UnreadableFile(f"{revision}: this is neither a file nor a git revision of {file} ({why})") from None
    return store.parse(done.stdout.decode("utf-8-sig", errors="replace"), file=f"{revision}:{file}")


def _shown(problem: Problem, lines: Sequence[str]) -> str:
    """Return a problem as one line; for a person at a terminal, with the line of the file and a caret under it."""
    if not sys.stdout.isatty() or not 0 < problem.line <= len(lines):
        return str(problem)
    line = lines[problem.line - 1].expandtabs(1)
    caret = " " * (problem.column - 1) + "^"
    if "NO_COLOR" not in os.environ:
        caret = f"\033[1;{33 if problem.is_warning else 31}m{caret}\033[0m"
    return f"{problem}\n  {line}\n  {caret}"


def _facts(problem: Problem) -> dict[str, object]:
    names = ("rule", "file", "line", "column", "what", "mend")
    facts = {name: getattr(problem, name) for name in names}
    return facts | {"path": list(problem.path), "severity": "warning" if problem.is_warning else "error"}


def _annotation(problem: Problem) -> str:
    """Return a problem as a workflow command of GitHub Actions."""

    def escaped(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    severity = "warning" if problem.is_warning else "error"
    place = f"file={escaped(problem.file)},line={problem.line},col={problem.column},title={problem.rule}"
    return f"::{severity} {place}::{escaped(f'{problem.what}; {problem.mend}')}"
