from pathlib import Path

import pytest

GOOD = "meetings:\n  - id: talks\n    title: Talks\n    start: 2022-01-09\n"


@pytest.fixture
def events(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A calendar file in a folder of its own, which is also the working folder."""
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "data" / "events.yaml"
    file.parent.mkdir()
    file.write_text(GOOD)
    return file


@pytest.fixture(autouse=True)
def no_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SUMMITCAL_FILE", raising=False)
