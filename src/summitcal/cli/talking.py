"""What every command shares: data goes to standard output, words for people to standard error."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from summitcal.problems import SummitcalError

DEFAULT_FILE = "data/events.yaml"

Run = Callable[[argparse.Namespace], int]


class Command(Protocol):
    """Makes one command: its name, what it runs, what it does in a few words, and an example."""

    def __call__(self, name: str, run: Run, about: str, *, example: str) -> argparse.ArgumentParser:
        """Return its parser, for its arguments to be added."""


def out(text: str) -> None:
    """Print a line of a command's output."""
    print(text)  # noqa: T201 - this is the one place that prints


def say(text: str) -> None:
    """Tell the person at the terminal something, beside the output."""
    print(text, file=sys.stderr)  # noqa: T201 - as above


def count(number: int, noun: str) -> str:
    """Say a number of things: ``1 meeting``, ``2 meetings``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def table(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Set rows in columns as wide as they need to be."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def file_argument(parser: argparse.ArgumentParser) -> None:
    """Give a command its FILE."""
    parser.add_argument("file", nargs="?", metavar="FILE", help=f"$SUMMITCAL_FILE, else {DEFAULT_FILE}")


def dry_run_argument(parser: argparse.ArgumentParser) -> None:
    """Give a command that writes into the calendar file its --dry-run."""
    parser.add_argument("--dry-run", action="store_true", help="show what would be written, and write nothing")


def files_argument(parser: argparse.ArgumentParser) -> None:
    """Give a command its FILEs; none is the usual one."""
    parser.add_argument("files", nargs="*", metavar="FILE", help=f"$SUMMITCAL_FILE, else {DEFAULT_FILE}")


def refuse_overwriting(destination: str | None, *sources: str) -> None:
    """Refuse to write where something is read from: what people wrote would be gone.

    Raises:
        SummitcalError: the destination is one of the sources.
    """
    if destination and any(os.path.realpath(destination) == os.path.realpath(source) for source in sources):
        raise SummitcalError(f"{destination}: this is what is read, and would be overwritten; name another file")


def chosen_file(given: str | None) -> str:
    """Return the calendar file that a command works on."""
    return given or os.environ.get("SUMMITCAL_FILE") or DEFAULT_FILE
