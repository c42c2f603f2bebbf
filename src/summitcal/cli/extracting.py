"""The command for whoever reads the news: extract."""

import argparse
import datetime as dt
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from summitcal.cli.talking import Command, chosen_file, count, dry_run_argument, out, refuse_overwriting, say
from summitcal.extract import find_meetings, to_json
from summitcal.files import read_bytes, read_lines, stream_bytes, write_whole
from summitcal.ingest import Article, Form, read_article
from summitcal.model import UTC, Calendar, Draft
from summitcal.notation import read_point
from summitcal.problems import SummitcalError, UnreadableDate, UnreadableFile
from summitcal.when import When, day_words


def add_commands(command: Command) -> None:
    """Add the commands of this room to the parser."""
    example = "summitcal extract article.txt --published 2021-12-31"
    extract = command("extract", _extract, "find the meetings in an article", example=example)
    what = "an article as text, HTML or PDF, or - for standard input; HTML and PDF need the extra summitcal[web]"
    extract.add_argument("article", nargs="?", metavar="ARTICLE", help=what)
    day = "the day the article was published, as 2021-12-31; only a page of HTML may say it itself"
    extract.add_argument("--published", metavar="DATE", help=day)
    extract.add_argument("--format", choices=("text", "yaml", "json"), default="text")
    extract.add_argument(
        "--text", metavar="OUT.txt", help="where to write the text that was read, which spans count in"
    )
    extract.add_argument("--add", nargs="?", const="", metavar="FILE", help="put what is found into the calendar file")
    dry_run_argument(extract)
    extract.add_argument("--batch", metavar="IN.jsonl", help='many articles, a line each: {"id", "published", "text"}')
    extract.add_argument("-o", "--out", metavar="OUT.jsonl", help="where --batch writes; else standard output")


def _extract(arguments: argparse.Namespace) -> int:
    if arguments.batch:
        return _extract_batch(arguments)
    _refuse_what_means_nothing(arguments)
    name = arguments.article or "-"
    if name == "-" and sys.stdin.isatty():
        _published(arguments.published)  # before anyone pastes a text for nothing
        say("paste the article, then press Ctrl-D")
    article, published = _article(name, arguments.published)
    drafts = find_meetings(article.text, published=published)
    if arguments.text:
        write_whole(arguments.text, article.text.encode())
    if not arguments.dry_run:
        _show(drafts, article, published, arguments.format)
    if arguments.add is not None:
        _add(article, drafts, chosen_file(arguments.add), dry_run=arguments.dry_run)
    return 0


def _add(article: Article, drafts: Sequence[Draft], file: str, *, dry_run: bool) -> None:
    from summitcal.cli.adding import add_new  # noqa: PLC0415 - the store takes long to load; mere reading does without
    from summitcal.desk import told_by  # noqa: PLC0415 - as above
    from summitcal.reconcile import reconciled  # noqa: PLC0415 - as above

    add_new(partial(reconciled, told_by(article, drafts)), file, told_by="article", dry_run=dry_run)


def _show(drafts: Sequence[Draft], article: Article, published: dt.date, form: str) -> None:
    match form:
        case "json":
            found = {"meetings": [to_json(draft) for draft in drafts]}
            out(json.dumps(_about(article, published) | found, ensure_ascii=False, indent=2))
        case "yaml":
            from summitcal.desk import told_by  # noqa: PLC0415 - as above
            from summitcal.store import to_yaml  # noqa: PLC0415 - as above

            for draft in told_by(article, drafts):
                out(to_yaml(draft.meeting, Calendar()))
        case _:
            for draft in drafts:
                out(_in_words(draft))
            say(f"{count(len(drafts), 'meeting')} found")


def _refuse_what_means_nothing(arguments: argparse.Namespace) -> None:
    if arguments.out:
        raise SummitcalError("-o is where --batch writes; to keep what is found, say > FILE or --add FILE")
    if arguments.dry_run and arguments.add is None:
        raise SummitcalError("--dry-run shows what --add would write; say --add --dry-run")
    if arguments.dry_run and arguments.format != "text":
        raise SummitcalError("--dry-run shows the difference and nothing else; leave --format out")
    calendar = [] if arguments.add is None else [chosen_file(arguments.add)]
    refuse_overwriting(arguments.text, *filter(None, [arguments.article]), *calendar)
    if arguments.article is None and arguments.add and not arguments.add.endswith((".yaml", ".yml")):
        hint = f"summitcal extract {arguments.add} --published DATE --add"
        raise SummitcalError(f"--add {arguments.add}: this names the calendar file; name the article first: {hint}")


def _extract_batch(arguments: argparse.Namespace) -> int:
    name = arguments.batch
    for option, given in (
        ("ARTICLE", arguments.article),
        ("--text", arguments.text),
        ("--add", arguments.add),
        ("--published", arguments.published),
        ("--dry-run", arguments.dry_run or None),
    ):
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


def _article(name: str, given: str | None) -> tuple[Article, dt.date]:
    """Read an article and settle when it was published: as somebody says, else as it says itself."""
    if name == "-":
        name = "standard input"
        data = stream_bytes(sys.stdin.buffer, name=name)
    else:
        data = read_bytes(name)
    article = read_article(data, name)
    if article.title or article.outlet or article.url:
        from summitcal.desk import as_filed  # noqa: PLC0415 - the store takes long to load; a plain text does without

        article = as_filed(article)
    return article, _settled(article, name, given)


def _settled(article: Article, name: str, given: str | None) -> dt.date:
    told = article.published
    if given is None and told:
        say(f"published {day_words(told)}, from the page's metadata")
        return told
    if given is None and article.hint:
        day, why = article.hint.day, article.hint.why
        mend = f"if that is right, say --published {day}"
        raise SummitcalError(f"{name}: it does not say when it was published; {why} {day_words(day)}: {mend}")
    if given is None and article.form is not Form.TEXT:
        raise SummitcalError(f"{name}: it does not say when it was published; say so, as --published 2021-12-31")
    published = _published(given)
    if told and told != published:
        say(f"published {day_words(published)}, as you say; the page's metadata says {day_words(told)}")
    return published


def _about(article: Article, published: dt.date) -> dict[str, str | None]:
    """Return what the JSON says of an article that was not text to begin with."""
    if article.form is Form.TEXT:
        return {}
    about = {"title": article.title, "outlet": article.outlet, "url": article.url}
    return {"text": article.text, **about, "published": published.isoformat()}


def _in_words(draft: Draft) -> str:
    meeting = draft.meeting
    lines = [
        f"{meeting.when.in_words()}  [{to_json(draft)['status']} {meeting.kind}]  {meeting.title}",
        f"    who    {', '.join(each.name for each in meeting.participants) or 'not said'}",
        f"    where  {meeting.place.name if meeting.place else 'not said'}",
        *([f"    was    {When(meeting.was, None, meeting.timezone).in_words()}"] if meeting.was else []),
        f"    says   {draft.quote.text!r}, at character {draft.quote.start}; {draft.confidence:.0%} sure",
        *(f"    note   {note}" for note in draft.inferred),
        *(f"    check  {doubt}" for doubt in draft.doubts),
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
