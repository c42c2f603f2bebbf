import os
from pathlib import Path

import pytest
from streamlit import config

from summitcal import page


def test_our_settings_hold_from_any_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUMMITCAL_FILE", str(tmp_path / "events.yaml"))
    page.joined()

    assert config.get_option("server.fileWatcherType") == "none"
    assert config.get_option("runner.postScriptGC") is False
    assert config.get_option("browser.gatherUsageStats") is False
    assert config.get_option("theme.dark.backgroundColor") == "#131210"


def test_what_somebody_has_set_stays(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("SUMMITCAL_FILE", str(tmp_path / "events.yaml"))
    before = config.get_option("server.maxUploadSize")
    config.set_option("server.maxUploadSize", 7, "the command line")
    page.joined()

    assert config.get_option("server.maxUploadSize") == 7
    config.set_option("server.maxUploadSize", before, "the command line")


@pytest.mark.parametrize(
    ("setting", "prefix"), [("", ""), ("sub/cal", "/sub/cal"), ("/sub/cal/", "/sub/cal"), ("/", "")]
)
def test_our_addresses_are_under_the_path_of_the_page(
    setting: str, prefix: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setenv("SUMMITCAL_FILE", str(tmp_path / "events.yaml"))
    before = config.get_option("server.baseUrlPath")
    config.set_option("server.baseUrlPath", setting, "the command line")
    try:
        assert page.joined()["middleware"][0].kwargs["prefix"] == prefix
    finally:
        config.set_option("server.baseUrlPath", before, "the command line")


def test_the_page_and_the_routes_share_one_calendar(week: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SUMMITCAL_FILE", str(week))
    joined = page.joined()

    assert joined["middleware"][0].kwargs["live"] is page.live_calendar()
    assert page.live_calendar().file == week


def test_the_calendar_file_is_the_given_one_unless_the_environment_names_another(
    monkeypatch: pytest.MonkeyPatch, week: Path, tmp_path: Path
):
    monkeypatch.setenv("SUMMITCAL_FILE", "")  # restores whatever it was
    monkeypatch.delenv("SUMMITCAL_FILE")
    page.joined(week)
    assert page.live_calendar().file == week

    monkeypatch.setenv("SUMMITCAL_FILE", str(tmp_path / "another.yaml"))
    page.joined(week)
    assert page.live_calendar().file == tmp_path / "another.yaml"


def test_what_is_kept_between_two_starts_is_kept_in_the_cache_folder(week: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SUMMITCAL_FILE", str(week))
    keep = page.live_calendar().keep

    assert keep
    assert keep.is_relative_to(os.environ["XDG_CACHE_HOME"])
    assert keep.name.endswith("-events.yaml")
