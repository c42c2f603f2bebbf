"""The command for whoever reads the news: extract."""

import argparse
import datetime as dt
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from summitcal import store
from summitcal.cli.adding import add_new
from summitcal.cli.talking import Command, chosen_file, count, out, refuse_overwriting, say
from summitcal.extract import find_meetings, to_json
from summitcal.files import read_lines, read_stream, read_text, write_whole
from summitcal.model import UTC, Calendar, Draft
from summitcal.notation import read_point
from summitcal.problems import SummitcalError, UnreadableDate, UnreadableFile
from summitcal.reconcile import reconciled


def add_commands(command: Command) -> None:
    """Add the commands of this room to the parser."""
    example = "summitcal extract article.txt --published 2021-12-31"
    extract = command("extract", _extract, "find the meetings in an article", example=example)
    extract.add_argument("article", nargs="?", metavar="TEXT", help="a text file, or - for standard input")
    extract.add_argument("--published", metavar="DATE", help="the day the article was published, as 2021-12-31")
    extract.add_argument("--format", choices=("text", "yaml", "json"), default="text")
    extract.add_argument("--add", nargs="?", const="", metavar="FILE", help="put what is new into the calendar file")
    extract.add_argument("--batch", metavar="IN.jsonl", help='many articles, a line each: {"id", "published", "text"}')
    extract.add_argument("-o", "--out", metavar="OUT.jsonl", help="where --batch writes; else standard output")


def _extract(arguments: argparse.Namespace) -> int:
    if arguments.batch:
        return _extract_batch(arguments)
    _refuse_what_means_nothing(arguments)
    published = _published(arguments.published)
    drafts = find_meetings(_article(arguments.article or "-"), published=published)
    match arguments.format:
        case "json":
            out(json.dumps({"meetings": [to_json(draft) for draft in drafts]}, ensure_ascii=False, indent=2))
        case "yaml":
            for draft in drafts:
                out(store.to_yaml(draft.meeting, Calendar()))
        case _:
            for draft in drafts:
                out(_in_words(draft))
            say(f"{count(len(drafts), 'meeting')} found")
    if arguments.add is not None:
        add_new(partial(reconciled, drafts), chosen_file(arguments.add), told_by="article")
    return 0


def _refuse_what_means_nothing(arguments: argparse.Namespace) -> None:
    if arguments.out:
        raise SummitcalError("-o is where --batch writes; to keep what is found, say > FILE or --add FILE")
    if arguments.article is None and arguments.add and not arguments.add.endswith((".yaml", ".yml")):
        hint = f"summitcal extract {arguments.add} --published DATE --add"
        raise SummitcalError(f"--add {arguments.add}: this names the calendar file; name the article first: {hint}")


def _extract_batch(arguments: argparse.Namespace) -> int:
    name = arguments.batch
    for option, given in (("TEXT", arguments.article), ("--add", arguments.add), ("--published", arguments.published)):
        if given is not None:
            raise SummitcalError(f"--batch and {option} do not go together: each line of {name} says what it is")
    refuse_overwriting(arguments.out, name)
    with _lines_to(arguments.out) as write:
        for number, line in enumerate(read_lines(name), start=1):
            if line.strip():
                identity, published, text = _batch_item(line, f"{name}:{number}")
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
    return identity, _published(published, name=f"{where}: published"), text


def _published(text: object, *, name: str = "--published") -> dt.date:
    if not text:
        why = "weekdays, months and years in the text are counted from that day"
        raise SummitcalError(f"say when the article was published, as --published 2021-12-31; {why}")
    try:
        day = read_point(str(text), UTC)
    except UnreadableDate as error:
        raise SummitcalError(f"{name}: {error.what}; write it as 2021-12-31") from None
    if isinstance(day, dt.datetime) or not isinstance(day, dt.date):
        raise SummitcalError(f"{name}: {text!r} is not a day; write it as 2021-12-31")
    return day


def _article(name: str) -> str:
    if name == "-":
        if sys.stdin.isatty():
            say("paste the article, then press Ctrl-D")
        name = "standard input"
        text = read_stream(sys.stdin.buffer, name=name)
    else:
        text = read_text(name)
    if text.lstrip()[:15].casefold().startswith(("<!doctype html", "<html")):
        raise UnreadableFile(f"{name}: this is HTML, which is not read yet; save the text of the article")
    return text


def _in_words(draft: Draft) -> str:
    meeting = draft.meeting
    lines = [
        f"{meeting.when.in_words()}  [{to_json(draft)['status']} {meeting.kind}]  {meeting.title}",
        f"    who    {', '.join(each.name for each in meeting.participants) or 'not said'}",
        f"    where  {meeting.place.name if meeting.place else 'not said'}",
        f"    says   {draft.quote.text!r}, at character {draft.quote.start}",
        *(f"    note   {note}" for note in draft.inferred),
    ]
    return "\n".join(lines)


@contextmanager
def _lines_to(name: str | None) -> Iterator[Callable[[str], None]]:
    """Yield a function that writes lines: to standard output as they come, to a file whole at the end."""
    if not name:
        yield out
        return
    lines: list[str] = []
    yield lines.append
    write_whole(name, "".join(f"{line}\n" for line in lines).encode())
