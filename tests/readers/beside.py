"""The parsers that are not Python's: each is a process, started once, that answers one line of JSON for each feed."""

import base64
import json
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.readers import Entry, Reader, Reading

FOLDER = Path(__file__).parent
DEBIANS_PYTHON = "/usr/bin/python3"
"""The Python that Debian's binding of libical is made for; the one that runs the tests is another."""

EXPANDING = ("node", str(FOLDER / "expand_icaljs.mjs"))
"""What follows rules with ical.js, in place of reading them."""

COMMANDS = {
    "ical.js": ("node", str(FOLDER / "read_icaljs.mjs")),
    "libical": (DEBIANS_PYTHON, "-I", str(FOLDER / "read_libical.py")),
}


def what_is_missing(name: str) -> str | None:
    """Say what to install to read feeds with that parser; None if all is there."""
    if name == "ical.js":
        if not shutil.which("node"):
            return "no Node.js for ical.js; install it with npm (on Debian: apt install nodejs npm), then: make readers"
        if not (FOLDER / "node_modules" / "ical.js").exists():
            return "ical.js is not installed; run: rm -f .venv/readers; make readers"
        return None
    binding = "import gi; gi.require_version('ICalGLib', '3.0')"
    if not shutil.which(DEBIANS_PYTHON) or _fails(DEBIANS_PYTHON, "-I", "-c", binding):
        return f"{DEBIANS_PYTHON} has no binding of libical; on Debian: apt install gir1.2-ical-3.0 python3-gi"
    return None


@contextmanager
def reading_with(name: str, command: Sequence[str] = ()) -> Iterator[Reader]:
    """Start a parser, and ask it as often as need be. What it says on standard error is shown with a test's failure.

    ``command`` is another one that does its work in the same way.
    """
    with subprocess.Popen(command or COMMANDS[name], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        questions, answers = process.stdin, process.stdout

        def read(feed: bytes) -> Reading:
            questions.write(base64.b64encode(feed) + b"\n")
            questions.flush()
            answer = answers.readline()
            assert answer, f"the reader of {name} ended without an answer"
            return _reading(json.loads(answer))

        yield read


def _reading(answer: dict[str, Any]) -> Reading:
    entries = (Entry(**{**entry, "categories": tuple(entry["categories"])}) for entry in answer["entries"])
    return Reading(entries=tuple(entries), errors=tuple(answer["errors"]))


def _fails(*command: str) -> bool:
    return subprocess.run(command, check=False, capture_output=True).returncode != 0
