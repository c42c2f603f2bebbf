"""The rules of the house that no other tool checks."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import summitcal

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "summitcal"
# What runs or re-exports has nothing of its own to test; the journey and the page's own tests cover it.
WITHOUT_TESTS = {"__init__", "__main__", "script"}
MODULES = sorted(
    path.relative_to(PACKAGE).with_suffix("") for path in PACKAGE.rglob("*.py") if path.stem not in WITHOUT_TESTS
)


def test_the_public_face_is_sorted_and_whole():
    assert list(summitcal.__all__) == sorted(summitcal.__all__)
    assert all(hasattr(summitcal, name) for name in summitcal.__all__)


def test_no_public_name_hides_a_module():
    assert not set(summitcal.__all__) & {path.stem for path in PACKAGE.glob("*.py")}


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_every_module_has_its_tests(module: Path):
    assert (ROOT / "tests" / module.parent / f"test_{module.name}.py").exists()


def test_the_package_loads_neither_the_page_nor_the_server_nor_what_reads_html_and_pdf():
    extras = {"streamlit", "starlette", "uvicorn", "trafilatura", "htmldate", "lxml", "pypdf"}
    code = f"import sys, summitcal, summitcal.cli; print(sorted({extras} & set(sys.modules)))"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout

    assert loaded.strip() == "[]"


def test_every_command_is_in_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    help_text = subprocess.run(
        [sys.executable, "-m", "summitcal", "--help"], check=True, capture_output=True, text=True
    ).stdout
    commands = [line.split()[0] for line in help_text.splitlines() if line.startswith("    ") and line[4] != " "]

    assert commands
    assert [command for command in commands if f"summitcal {command}" not in readme] == []


def test_the_lock_holds_hashes_and_no_addresses():
    lock = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    pins = re.findall(r"^[^\s#].*(?:\n[ \t]+.*)*", lock, re.MULTILINE)
    pinned = re.compile(r"[\w.-]+==\S+( ; [^\\]+)?( \\\n +--hash=sha256:[0-9a-f]{64})+")

    assert "://" not in lock
    assert len(pins) > 50
    assert [pin for pin in pins if not pinned.fullmatch(pin)] == []


def test_the_lock_of_the_parsers_holds_hashes_and_no_addresses():
    lock = (ROOT / "tests" / "readers" / "package-lock.json").read_text(encoding="utf-8")
    installed = {name: each for name, each in json.loads(lock)["packages"].items() if name}

    assert "://" not in lock
    assert installed
    assert all(each["integrity"].startswith("sha512-") for each in installed.values())


def test_what_only_extracts_does_not_load_what_writes_feeds():
    """An article is read in less time than icalendar takes to load."""
    code = (
        "import sys; from summitcal.cli import main; main(['extract', 'none.txt']); print('icalendar' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ran.stdout == "False\n"


def test_a_name_that_is_not_public_is_missed_as_in_any_module():
    with pytest.raises(AttributeError, match="module 'summitcal' has no attribute 'nothing'"):
        summitcal.nothing  # noqa: B018
