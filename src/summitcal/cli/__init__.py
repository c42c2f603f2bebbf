"""The command: words in, exit status out. 0 is fine, 1 is problems in a calendar, 2 is cannot read or bad usage."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from summitcal.cli.talking import Run, out, say
from summitcal.problems import InvalidCalendar, SummitcalError

_ROOMS = ("checking", "editing", "extracting", "importing", "keeping", "showing")
_ALONE = {"extract": ("extracting",)}
"""Commands that only their own room is loaded for: extract is run article by article, and the others take long."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; ``argv`` is ``sys.argv[1:]`` unless given."""
    try:
        words = sys.argv[1:] if argv is None else argv
        arguments = _parser(_ALONE.get(words[0], _ROOMS) if words else _ROOMS).parse_args(words)
    except SystemExit as leaving:
        return int(leaving.code or 0)
    try:
        run: Run = arguments.run
        status = run(arguments)
        sys.stdout.flush()
    except InvalidCalendar as error:
        say(str(error))
        return 1
    except SummitcalError as error:
        say(f"summitcal: {error}")
        return 2
    except BrokenPipeError:
        # Whoever read our output has seen enough; keep Python from complaining about it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (KeyboardInterrupt, EOFError):
        return 130
    return status


class _Version(argparse.Action):
    """Says the version only when it is asked for, as what finds it takes longer to load than a command to parse."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        out(f"summitcal {import_module('importlib.metadata').version('summitcal')}")
        parser.exit()


def _parser(rooms: Sequence[str] = _ROOMS) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="summitcal", description="News about diplomatic meetings, as a calendar.")
    parser.add_argument("--version", action=_Version, nargs=0, help="show program's version number and exit")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Run, about: str, *, example: str) -> argparse.ArgumentParser:
        description = f"{about[0].upper()}{about[1:]}. Example: {example}"
        made = commands.add_parser(name, help=about, description=description)
        made.set_defaults(run=run)
        return made

    for room in rooms:
        import_module(f"{__name__}.{room}").add_commands(command)
    completion = command(
        "completion", _complete, "print shell completion", example='eval "$(summitcal completion bash)"'
    )
    completion.add_argument("shell", choices=("bash", "zsh", "tcsh"))
    return parser


def _complete(arguments: argparse.Namespace) -> int:
    try:
        import shtab  # noqa: PLC0415 - an extra that nothing else needs
    except ModuleNotFoundError:
        raise SummitcalError("completion needs shtab; pip install 'summitcal[completion]'") from None
    out(shtab.complete(_parser(), shell=arguments.shell))
    return 0
