"""Commands for whoever shows the calendar to others: export, agenda, serve, publish."""

import argparse
import datetime as dt
import json
import socket
import sys
from collections.abc import Sequence

from summitcal import feed, publish, site, store
from summitcal.addresses import Narrowing
from summitcal.agenda import at_moment, countdown, known_places, narrowed
from summitcal.cli.talking import Command, chosen_file, count, file_argument, out, refuse_overwriting, say, table
from summitcal.files import write_whole
from summitcal.history import as_published, history_file, read_history, record
from summitcal.model import Calendar, Certainty, Kind, Meeting
from summitcal.notation import read_moment
from summitcal.options import Client, read_options
from summitcal.problems import SummitcalError, guess
from summitcal.search import chosen, read_text
from summitcal.site import facts
from summitcal.store.texts import web_address
from summitcal.wording import summary


def add_commands(command: Command) -> None:
    """Add the commands of this room to the parser."""
    export = command("export", _export, "write the feed", example="summitcal export -o calendar.ics --kind call")
    file_argument(export)
    export.add_argument("-o", "--out", metavar="OUT", help="a file; else standard output")
    export.add_argument("--participant", action="append", default=[], metavar="ID", help="only their meetings")
    export.add_argument("--place", action="append", default=[], metavar="NAME", help="only there; CH: in that country")
    export.add_argument("--text", default="", metavar="WORDS", help="only those of which all these words are said")
    kinds = [str(kind) for kind in Kind]
    sure = [str(certainty) for certainty in Certainty]
    export.add_argument("--certainty", action="append", default=[], choices=sure, metavar="C", help=", ".join(sure))
    clients = [str(client) for client in Client]
    export.add_argument("--client", default="", choices=clients, metavar="P", help=f"for {', '.join(clients)}")
    export.add_argument("--alarm", default="", metavar="T", help="ring before each meeting, as PT30M")
    export.add_argument("--undated", default="", choices=["span"], help="span: with what has no day, as long entries")
    export.add_argument("--kind", action="append", default=[], choices=kinds, metavar="K", help=", ".join(kinds))

    agenda = command("agenda", _agenda, "show what is next", example="summitcal agenda --now 2022-01-05T12:00Z")
    file_argument(agenda)
    agenda.add_argument("--now", metavar="T", help="as of that moment, as 2022-01-05T12:00Z")
    agenda.add_argument("--format", choices=("text", "json"), default="text")

    telling = command("history", _history, "say what changed and when, newest first", example="summitcal history")
    file_argument(telling)

    serve = command("serve", _serve, "serve the page and the feed", example="summitcal serve --port 8080")
    file_argument(serve)
    serve.add_argument("--host", default="127.0.0.1", metavar="H", help="0.0.0.0 to be reached from elsewhere")
    serve.add_argument("--port", default=8501, type=_port, metavar="P", help="8501 unless given")

    example = "summitcal publish public --base-url https://example.org/talks"
    publishing = command("publish", _publish, "write the page and the feeds as static files", example=example)
    publishing.add_argument("words", nargs="+", metavar="[FILE] DEST", help="the calendar file, and a folder")
    publishing.add_argument(
        "--base-url", default="", type=_web_address, metavar="URL", help="where the folder will be found on the web"
    )


def _export(arguments: argparse.Namespace) -> int:
    file = chosen_file(arguments.file)
    refuse_overwriting(arguments.out, file, str(history_file(file)))
    calendar = store.load(file)
    narrowing = _narrowing(arguments, calendar)
    published = as_published(calendar, file=file, now=dt.datetime.now(dt.UTC))  # noqa: TID251 - the clock of this shell
    options = read_options(client=arguments.client, alarm=arguments.alarm, undated=arguments.undated)
    chosen = narrowed(calendar, **narrowing)
    data = site.feed(published, narrowing, options=options).body
    undated = sum(not feed.has_entry(meeting, options) for meeting in chosen.meetings)
    entries = data.count(b"\nBEGIN:VEVENT\r")
    if arguments.out:
        write_whole(arguments.out, data)
        say(f"{arguments.out}: {count(entries, 'meeting')}, {len(data):,} bytes")
    else:
        sys.stdout.buffer.write(data)
    if undated:
        say(f"left out, as no day is known: {undated}")
    # A meeting that was deleted can have an entry that says so.
    long_over = len(chosen.meetings) - undated - entries
    if long_over > 0:
        say(f"left out, as the feed would be too big: {long_over}, over for more than {feed.LOOKS_BACK.days} days")
    return 0


def _narrowing(arguments: argparse.Namespace, calendar: Calendar) -> Narrowing:
    ids, places = [each.id for each in site.known_participants(calendar)], known_places(calendar)
    for id_ in arguments.participant:
        if id_ not in ids:
            raise _unknown("participant", id_, ids)
    for place in arguments.place:
        if not chosen(place, places):
            raise _unknown("place", place, places)
    return Narrowing(
        participants=arguments.participant,
        kinds=[Kind(kind) for kind in arguments.kind],
        certainties=[Certainty(certainty) for certainty in arguments.certainty],
        places=arguments.place,
        text=read_text(arguments.text),
    )


def _unknown(what: str, asked: str, known: Sequence[str]) -> SummitcalError:
    hint = guess(asked, known) or (f"there are {', '.join(known)}" if known else "there are none")
    return SummitcalError(f"the calendar has no {what} {asked!r}; {hint}")


def _agenda(arguments: argparse.Namespace) -> int:
    calendar = store.load(chosen_file(arguments.file))
    clock = dt.datetime.now(dt.UTC)  # noqa: TID251 - the clock of this shell
    now = read_moment(arguments.now, calendar.timezone) if arguments.now else clock
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
        out(json.dumps({"now": now.isoformat(), **as_json}, ensure_ascii=False, indent=2))
        return 0
    for name, group in groups.items():
        if group:
            out(name.upper())
            for line in table([_row(meeting, now) for meeting in group]):
                out(line)
    if not agenda.under_way and not agenda.upcoming:
        say("nothing is ahead; --now 2022-01-05 shows the calendar as of that day")
    return 0


def _history(arguments: argparse.Namespace) -> int:
    path = history_file(chosen_file(arguments.file))
    history = read_history(path)
    rows: list[tuple[str, ...]] = []
    known: set[str] = set()
    for each in history:
        changes = each.changes or ("details" if each.id in known else "added",)
        known.add(each.id)
        rows = [*((f"{each.at:%Y-%m-%d %H:%M}", each.id, change) for change in changes), *rows]
    for line in table(rows):
        out(line)
    for fault in history.faults:
        say(fault)
    if not rows:
        say(f"{path}: nothing has been published yet; summitcal serve and summitcal publish keep it")
    return 0


def _serve(arguments: argparse.Namespace) -> int:
    try:
        from summitcal.page import serve  # noqa: PLC0415 - the page is an extra; every other command works without
    except ModuleNotFoundError as missing:
        raise SummitcalError(f"the page needs {missing.name}; pip install 'summitcal[page]'") from None
    try:
        socket.create_server((arguments.host, arguments.port)).close()
    except OSError as error:
        what = f"cannot listen at {arguments.host}, port {arguments.port}: {error.strerror or error}"
        raise SummitcalError(f"{what}; choose another --port or --host") from None
    serve(chosen_file(arguments.file), host=arguments.host, port=arguments.port)
    return 0


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 2**16:
        raise argparse.ArgumentTypeError(f"{text!r} is no port; use a number from 1 to 65535, as 8501")
    return int(text)


def _web_address(text: str) -> str:
    address = web_address(text) if text else ""
    if address is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no web address; write it as https://example.org/talks")
    return address.rstrip("/")


def _publish(arguments: argparse.Namespace) -> int:
    *file, destination = arguments.words
    if len(file) > 1:
        raise SummitcalError("publish takes the calendar file, if it is not the usual one, and a folder")
    name, now = chosen_file(file[0] if file else None), dt.datetime.now(dt.UTC)  # noqa: TID251 - as above
    calendar = store.load(name)
    history = record(history_file(name), calendar, now=now)
    for fault in history.faults:
        say(fault)
    written = publish.to_folder(history.published(calendar, now=now), destination, base_url=arguments.base_url)
    say(f"{destination}: {count(written, 'file')} written")
    return 0


def _row(meeting: Meeting, now: dt.datetime) -> tuple[str, ...]:
    place = meeting.place.name if meeting.place else ""
    return countdown(meeting, now=now), meeting.when.in_words(), summary(meeting), place
