"""The command: words in, exit status out. 0 is fine, 1 is problems in a calendar, 2 is cannot read or bad usage."""

import argparse
import datetime as dt
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from summitcal import feed, history, publish, reconcile, store
from summitcal.agenda import at_moment, countdown, narrowed
from summitcal.extract import find_meetings, to_json
from summitcal.files import read_text, write_whole
from summitcal.model import UTC, Calendar, Draft, Kind, Meeting
from summitcal.notation import read_moment, read_point
from summitcal.problems import InvalidCalendar, Problem, SummitcalError, UnreadableDate, UnreadableFile, guess
from summitcal.site import facts

DEFAULT_FILE = "data/events.yaml"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; ``argv`` is ``sys.argv[1:]`` unless given."""
    try:
        arguments = _parser().parse_args(argv)
    except SystemExit as leaving:
        return int(leaving.code or 0)
    try:
        run: Callable[[argparse.Namespace], int] = arguments.run
        status = run(arguments)
        sys.stdout.flush()
    except InvalidCalendar as error:
        _say(str(error))
        return 1
    except SummitcalError as error:
        _say(f"summitcal: {error}")
        return 2
    except BrokenPipeError:
        # Whoever read our output has seen enough; keep Python from complaining about it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    return status


def _check(arguments: argparse.Namespace) -> int:
    file = _file(arguments.file)
    try:
        calendar = store.load(file)
        problems: Sequence[Problem] = ()
    except InvalidCalendar as error:
        problems = error.problems
    match arguments.format:
        case "json":
            _out(json.dumps([_problem_facts(problem) for problem in problems], ensure_ascii=False, indent=2))
        case "github":
            for problem in problems:
                _out(_github(problem))
        case _:
            for problem in problems:
                _out(str(problem))
    if problems:
        _say(f"{file}: {_count(len(problems), 'problem')}")
        return 1
    if arguments.format == "text":
        meetings, people = len(calendar.meetings), len(calendar.everyone())
        _out(f"{file}: fine, {_count(meetings, 'meeting')} and {_count(people, 'participant')}")
    return 0


def _export(arguments: argparse.Namespace) -> int:
    calendar = store.load(_file(arguments.file))
    for id_ in arguments.participant:
        if id_ not in (ids := [each.id for each in calendar.everyone()]):
            hint = guess(id_, ids) or f"those who do: {', '.join(ids)}"
            raise SummitcalError(f"no participant {id_!r} takes part in a meeting; {hint}")
    chosen = narrowed(calendar, participants=arguments.participant, kinds=[Kind(kind) for kind in arguments.kind])
    data = feed.to_ical(chosen)
    left_out = sum(not meeting.when.dated for meeting in chosen.meetings)
    if arguments.out:
        write_whole(arguments.out, data)
        _say(f"{arguments.out}: {_count(len(chosen.meetings) - left_out, 'meeting')}, {len(data):,} bytes")
    else:
        sys.stdout.buffer.write(data)
    if left_out:
        _say(f"left out, as no day is known: {left_out}")
    return 0


def _extract(arguments: argparse.Namespace) -> int:
    if arguments.batch:
        return _extract_batch(arguments)
    published = _published(arguments.published)
    text = _article(arguments.article)
    drafts = find_meetings(text, published=published)
    match arguments.format:
        case "json":
            _out(json.dumps({"meetings": [to_json(draft) for draft in drafts]}, ensure_ascii=False, indent=2))
        case "yaml":
            for draft in drafts:
                _out(store.to_yaml(draft.meeting, Calendar()))
        case _:
            for draft in drafts:
                _out(_draft_words(draft))
            _say(f"{_count(len(drafts), 'meeting')} found")
    if arguments.add is not None:
        _add(drafts, _file(arguments.add))
    return 0


def _add(drafts: Iterable[Draft], file: str) -> None:
    calendar = store.load(file) if Path(file).exists() else Calendar()
    matches = reconcile.reconciled(drafts, calendar)
    new = [match.meeting for match in matches if match.verdict is reconcile.Verdict.NEW]
    store.add(file, new)
    for match in matches:
        match match.verdict:
            case reconcile.Verdict.NEW:
                _say(f"added {match.meeting.id}: {match.meeting.title}, {match.meeting.when.in_words()}")
            case reconcile.Verdict.KNOWN if match.known:
                _say(f"known {match.known.id}: left as it is")
            case reconcile.Verdict.CHANGED if match.known:
                _say(f"CHECK {match.known.id}: {match.why}; the file is left as it is, edit it if the article is right")
    _say(f"{file}: {_count(len(new), 'meeting')} added; read them before you publish")


def _extract_batch(arguments: argparse.Namespace) -> int:
    with _output(arguments.out) as write:
        for number, line in enumerate(read_text(arguments.batch).split("\n"), start=1):
            if line.strip():
                identity, published, text = _batch_item(line, f"{arguments.batch}:{number}")
                meetings = [to_json(draft) for draft in find_meetings(text, published=published)]
                write(json.dumps({"id": identity, "meetings": meetings}, ensure_ascii=False))
    return 0


def _batch_item(line: str, where: str) -> tuple[object, dt.date, str]:
    try:
        item = json.loads(line)
        identity, published, text = item["id"], item["published"], str(item["text"])
    except (ValueError, KeyError, TypeError) as error:
        keys = 'each line is an object with "id", "published" and "text"'
        raise UnreadableFile(f"{where}: {type(error).__name__}: {error}; {keys}") from None
    return identity, _published(published, where=f"{where}: "), text


def _agenda(arguments: argparse.Namespace) -> int:
    calendar = store.load(_file(arguments.file))
    now = read_moment(arguments.now, calendar.timezone) if arguments.now else _now()
    agenda = at_moment(calendar.meetings, now=now)
    groups = {
        "under way": agenda.under_way,
        "upcoming": agenda.upcoming,
        "day not set": agenda.undated,
        "past": agenda.past,
    }
    if arguments.format == "json":
        as_json = {
            name.replace(" ", "_"): [facts(meeting) | {"countdown": countdown(meeting, now=now)} for meeting in group]
            for name, group in groups.items()
        }
        _out(json.dumps({"now": now.isoformat(), **as_json}, ensure_ascii=False, indent=2))
        return 0
    for name, group in groups.items():
        if group:
            _out(name.upper())
            for meeting in group:
                _out(_agenda_words(meeting, now))
    if not agenda.under_way and not agenda.upcoming:
        _say("nothing is ahead; --now 2022-01-05 shows the calendar as of that day")
    return 0


def _diff(arguments: argparse.Namespace) -> int:
    for change in history.changes(store.load(arguments.old), store.load(arguments.new)):
        _out(str(change))
    return 0


def _serve(arguments: argparse.Namespace) -> int:
    try:
        from summitcal.page import serve  # noqa: PLC0415 - the page is an extra; every other command works without
    except ModuleNotFoundError as missing:
        raise SummitcalError(f"the page needs {missing.name}; pip install 'summitcal[page]'") from None
    serve(_file(arguments.file), host=arguments.host, port=arguments.port)
    return 0


def _publish(arguments: argparse.Namespace) -> int:
    # One word is the destination; two are the file and the destination.
    *file, destination = arguments.words
    if len(file) > 1:
        raise SummitcalError("publish takes [FILE] DEST")
    calendar = store.load(_file(file[0] if file else None))
    count = publish.to_folder(calendar, destination, base_url=arguments.base_url)
    _say(f"{destination}: {_count(count, 'file')} written")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="summitcal", description="News about diplomatic meetings, as a calendar.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], int], help: str) -> argparse.ArgumentParser:  # noqa: A002
        made = commands.add_parser(name, help=help, description=f"{help[0].upper()}{help[1:]}.")
        made.set_defaults(run=run)
        return made

    def file(made: argparse.ArgumentParser) -> None:
        made.add_argument("file", nargs="?", metavar="FILE", help=f"$SUMMITCAL_FILE, else {DEFAULT_FILE}")

    check = command("check", _check, "say every mistake in the file, with line and column")
    file(check)
    check.add_argument("--format", choices=("text", "json", "github"), default="text")

    export = command("export", _export, "write the feed")
    file(export)
    export.add_argument("-o", "--out", metavar="OUT", help="a file; else standard output")
    export.add_argument("--participant", action="append", default=[], metavar="ID", help="only their meetings")
    export.add_argument("--kind", action="append", default=[], choices=[str(kind) for kind in Kind], metavar="K")

    extract = command("extract", _extract, "find the meetings in an article")
    extract.add_argument("article", nargs="?", default="-", metavar="TEXT", help="a text file, or - for standard input")
    extract.add_argument("--published", metavar="DATE", help="the day the article was published, as 2021-12-31")
    extract.add_argument("--format", choices=("text", "yaml", "json"), default="text")
    extract.add_argument("--add", nargs="?", const="", metavar="FILE", help="put what is new into the calendar file")
    extract.add_argument("--batch", metavar="IN.jsonl", help='many articles, a line each: {"id", "published", "text"}')
    extract.add_argument("-o", "--out", metavar="OUT.jsonl", help="where --batch writes; else standard output")

    agenda = command("agenda", _agenda, "show what is next")
    file(agenda)
    agenda.add_argument("--now", metavar="T", help="as of that moment, as 2022-01-05T12:00Z")
    agenda.add_argument("--format", choices=("text", "json"), default="text")

    diff = command("diff", _diff, "say what changed between two versions of a file")
    diff.add_argument("old", metavar="OLD")
    diff.add_argument("new", metavar="NEW")

    serve = command("serve", _serve, "serve the page and the feed")
    file(serve)
    serve.add_argument("--host", default="127.0.0.1", metavar="H")
    serve.add_argument("--port", default=8501, type=int, metavar="P")

    publishing = command("publish", _publish, "write the page and the feeds as static files")
    publishing.add_argument("words", nargs="+", metavar="[FILE] DEST", help="the calendar file, and a folder")
    publishing.add_argument("--base-url", default="", metavar="URL", help="where the folder will be found on the web")
    return parser


def _file(given: str | None) -> str:
    return given or os.environ.get("SUMMITCAL_FILE") or DEFAULT_FILE


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)  # noqa: TID251 - the one clock of this shell


def _published(text: object, *, where: str = "") -> dt.date:
    if not text:
        why = "weekdays, months and years in the text are counted from that day"
        raise SummitcalError(f"{where}say when the article was published, as --published 2021-12-31; {why}")
    try:
        day = read_point(str(text), UTC)
    except UnreadableDate as error:
        raise SummitcalError(f"{where}--published: {error.what}; write it as 2021-12-31") from None
    if isinstance(day, dt.datetime) or not isinstance(day, dt.date):
        raise SummitcalError(f"{where}--published: {text!r} is not a day; write it as 2021-12-31")
    return day


def _article(name: str) -> str:
    if name == "-":
        if sys.stdin.isatty():
            _say("paste the article, then press Ctrl-D")
        try:
            return sys.stdin.buffer.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise UnreadableFile(f"standard input: byte {error.start} is not UTF-8; send the text as UTF-8") from None
    text = read_text(name)
    if text.lstrip()[:15].casefold().startswith(("<!doctype html", "<html")):
        raise UnreadableFile(f"{name}: this is HTML, which is not read yet; save the text of the article")
    return text


def _draft_words(draft: Draft) -> str:
    meeting = draft.meeting
    lines = [
        f"{meeting.when.in_words()}  [{to_json(draft)['status']} {meeting.kind}]  {meeting.title}",
        f"    who    {', '.join(each.name for each in meeting.participants) or 'not said'}",
        f"    where  {meeting.place.name if meeting.place else 'not said'}",
        f"    says   {draft.quote.text!r}, at character {draft.quote.start}",
        *(f"    note   {note}" for note in draft.inferred),
    ]
    return "\n".join(lines)


def _agenda_words(meeting: Meeting, now: dt.datetime) -> str:
    place = f", {meeting.place.name}" if meeting.place else ""
    lines = [f"  {feed.summary(meeting)}: {meeting.when.in_words()}{place} ({countdown(meeting, now=now)})"]
    return "\n".join((*lines, *(f"    - {item.topic}" for item in meeting.agenda)))


def _problem_facts(problem: Problem) -> dict[str, object]:
    names = ("rule", "file", "line", "column", "what", "mend")
    return {name: getattr(problem, name) for name in names} | {"path": list(problem.path)}


def _github(problem: Problem) -> str:
    def escaped(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    place = f"file={problem.file},line={problem.line},col={problem.column},title={problem.rule}"
    return f"::error {place}::{escaped(f'{problem.what}; {problem.mend}')}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _out(text: str) -> None:
    print(text)  # noqa: T201 - the command's output


def _say(text: str) -> None:
    print(text, file=sys.stderr)  # noqa: T201 - words for people


@contextmanager
def _output(name: str | None) -> Iterator[Callable[[str], None]]:
    """Yield a function that writes lines: to standard output as they come, to a file whole at the end."""
    if not name:
        yield _out
        return
    lines: list[str] = []
    yield lines.append
    write_whole(name, "".join(f"{line}\n" for line in lines).encode())
