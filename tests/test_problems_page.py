"""docs/problems.md against the program: every rule, and every message to the letter."""

import ast
import datetime as dt
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from summitcal.cli import main
from summitcal.history import history_file, record
from summitcal.problems import WARNINGS, Problem
from summitcal.store.document import examine, parse

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")
NOW = dt.datetime(2022, 1, 5, 12, tzinfo=dt.UTC)

PARTS = re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]
SECTIONS = {part.partition("\n")[0]: part.partition("\n# Warnings")[0] for part in PARTS}

MEETING = "meetings:\n  - id: geneva-talks\n    title: Talks in Geneva\n    start: 2022-01-12\n"
ENTRIES = "".join(f"  - {{id: talks-{number}, title: Talks, start: 2021-01-04}}\n" for number in range(1_001))
# These files are too large to be printed, or cannot be seen: the page says of what file its message is.
UNPRINTED = {
    "byte-order-mark": MEETING.replace("    title", "\ufeff    title"),
    "feed-too-big": f"meetings:\n{ENTRIES}",
    "vanished": "meetings: []\n",
    "unreadable-file": "",
    "too-many": MEETING + "".join(f"key-{number}: x\n" for number in range(600)),
    "yaml-depth": "meetings: " + "[" * 41,
    "yaml-size": "- \n" * 1_000_001,
}


def rules_in_code() -> set[str]:
    """Collect the names of rules where problems are made: ``rule=`` or the first texts of a ``report``."""
    found = set(WARNINGS)
    for path in (ROOT / "src" / "summitcal").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            named = [word.value for word in node.keywords if word.arg == "rule"]
            if isinstance(node.func, ast.Attribute) and node.func.attr in {"report", "_at"}:
                named += node.args[:2]
            constants = (part for value in named for part in ast.walk(value) if isinstance(part, ast.Constant))
            found |= {part.value for part in constants if isinstance(part.value, str) and is_name(part.value)}
    return found


def is_name(text: str) -> bool:
    return re.fullmatch(r"[a-z]+(-[a-z]+)+|stale|backslash", text) is not None


def blocks(section: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", section, flags=re.DOTALL)


# What is no matter of the file's own text is told by the command alone.
BEYOND_THE_FILE = {"feed-too-big", "unreadable-file", "vanished"}


@pytest.fixture
def told_by_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[[str, str], list[Problem]]:
    """Return what ``check`` says of a file by a rule."""
    monkeypatch.chdir(tmp_path)

    def told(rule: str, example: str) -> list[Problem]:
        if rule == "vanished":
            ahead = parse(MEETING.replace("2022", "2122"), file="events.yaml")
            record(history_file("events.yaml").absolute(), ahead, now=NOW)
        if rule != "unreadable-file":
            Path("events.yaml").write_text(example, encoding="utf-8")
        main(["check", "events.yaml", "--format", "json"])
        return [
            Problem(
                **{name: each[name] for name in ("rule", "what", "mend", "file", "line", "column")},
                path=(*each["path"],),
            )
            for each in json.loads(capsys.readouterr().out)
        ]

    return told


def test_every_rule_is_explained_and_every_explained_rule_exists():
    assert set(SECTIONS) == rules_in_code()


def test_warnings_and_mistakes_are_told_apart():
    mistakes, _, warnings = PAGE.partition("\n# Warnings")

    assert {rule for rule in SECTIONS if f"## {rule}\n" in warnings} == WARNINGS
    assert {rule for rule in SECTIONS if f"## {rule}\n" in mistakes} == set(SECTIONS) - WARNINGS


@pytest.mark.parametrize("rule", sorted(SECTIONS))
def test_an_example_gives_the_message_that_is_printed_below_it(
    rule: str, told_by_the_command: Callable[[str, str], list[Problem]]
):
    [message] = blocks(SECTIONS[rule], "text")
    example = UNPRINTED[rule] if rule in UNPRINTED else blocks(SECTIONS[rule], "yaml")[0]
    if rule in BEYOND_THE_FILE:
        problems = told_by_the_command(rule, example)
    else:
        problems = [*examine(example, file="events.yaml", now=NOW).problems]
    # What is one too many comes after many others, which its section does not list.
    told = problems[-1:] if rule == "too-many" else problems

    assert {problem.rule for problem in told} == {rule}
    assert "".join(f"{problem}\n" for problem in told) == message


MENDED = [(rule, text) for rule, section in SECTIONS.items() for text in blocks(section, "yaml")[1:]]


@pytest.mark.parametrize(("rule", "mended"), MENDED, ids=[rule for rule, _ in MENDED])
def test_what_is_shown_as_mended_is_fine(rule: str, mended: str):
    assert examine(mended, file="events.yaml", now=NOW).problems == (), rule


def test_a_file_that_can_be_printed_is():
    assert {rule for rule in SECTIONS if not blocks(SECTIONS[rule], "yaml")} == set(UNPRINTED)
