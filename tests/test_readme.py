"""The README's own words: its Python runs, its commands print what stands below them, its links lead somewhere."""

import re
import shlex
from pathlib import Path

import pytest

from summitcal.cli import main

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
README = PAGES[0].read_text(encoding="utf-8")
CONSOLE = re.findall(r"```console\n\$ \.venv/bin/summitcal (.*)\n([^`]*)```", README)


def test_its_python_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.chdir(ROOT)
    [code] = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)
    exec(compile(code, "README.md", "exec"), {})

    assert capsys.readouterr().out.startswith("in 4 days US–Russia security meeting\n")


@pytest.mark.parametrize(("words", "output"), CONSOLE, ids=[words for words, _ in CONSOLE])
def test_its_commands_print_what_stands_below_them(
    words: str, output: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(ROOT)
    monkeypatch.delenv("SUMMITCAL_FILE", raising=False)

    assert main(shlex.split(words)) == 0
    assert output in capsys.readouterr().out


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_its_links_lead_somewhere(page: Path):
    links = re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))

    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []
