"""The command for whoever has a calendar already: import."""

import argparse
import sys

from summitcal import ics
from summitcal.cli.adding import add_new
from summitcal.cli.talking import Command, chosen_file, dry_run_argument, file_argument, say
from summitcal.files import read_bytes, stream_bytes
from summitcal.model import Calendar
from summitcal.problems import SummitcalError
from summitcal.reconcile import Match, recognised


def add_commands(command: Command) -> None:
    """Add the commands of this room to the parser."""
    example = "summitcal import ministry.ics data/events.yaml"
    about = "put the meetings of an .ics into the calendar file"
    imports = command("import", _import, about, example=example)
    imports.add_argument("feed", metavar="FEED.ics", help="an .ics file, or - for standard input")
    file_argument(imports)
    dry_run_argument(imports)


def _import(arguments: argparse.Namespace) -> int:
    file = chosen_file(arguments.file)
    if file.casefold().endswith(".ics"):
        raise SummitcalError(
            f"{file}: the meetings go into a calendar file, as data/events.yaml; name one feed at a time"
        )
    name = "standard input" if arguments.feed == "-" else arguments.feed
    data = stream_bytes(sys.stdin.buffer, name=name) if arguments.feed == "-" else read_bytes(arguments.feed)

    def held_against(calendar: Calendar) -> tuple[Match, ...]:
        found = ics.meetings(data, calendar=calendar, name=name)
        for each in found.left:
            say(f"{name}:{each}")
        return recognised(found.meetings, calendar)

    add_new(held_against, file, told_by="feed", dry_run=arguments.dry_run)
    return 0
