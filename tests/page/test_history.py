import datetime as dt
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from summitcal.files import digest
from summitcal.saving import Editing, keep_draft, save
from summitcal.versions import versions

NOW = dt.datetime(2022, 1, 5, 12, tzinfo=dt.UTC)


def desk(file: str) -> None:
    import datetime as dt  # noqa: PLC0415 - what Streamlit runs stands alone
    from pathlib import Path  # noqa: PLC0415 - as above

    from summitcal.live import Live  # noqa: PLC0415 - as above
    from summitcal.page.forms import Saving  # noqa: PLC0415 - as above
    from summitcal.page.history import show_versions  # noqa: PLC0415 - as above

    show_versions(Saving(live=Live(Path(file)), who="ann@example.org", now=dt.datetime(2022, 1, 6, tzinfo=dt.UTC)))


def drawn(file: Path) -> AppTest:
    app = AppTest.from_function(desk, args=(str(file),), default_timeout=30).run()
    assert not app.exception
    return app


@pytest.fixture
def saved(week: Path) -> Path:
    text = week.read_text(encoding="utf-8")
    changed = text.replace("Geneva talks", "Talks in Geneva")
    save(Editing(file=week, who="bob@example.org"), changed, before=digest(text), now=NOW)
    return week


def test_before_the_first_save_the_desk_says_that_there_is_nothing(week: Path):
    assert "Nothing has been saved in the page yet." in drawn(week).get("html")[-1].value


def test_versions_stand_newest_first_with_who_and_what(saved: Path):
    newest, oldest = drawn(saved).selectbox[0].options

    assert newest.startswith("2022-01-05 12:00 UTC, bob@example.org, 7 meetings, ")
    assert "Talks in Geneva" in newest
    assert "found in the file" in oldest


def test_what_is_in_the_file_now_changes_nothing(saved: Path):
    app = drawn(saved)

    assert app.caption[0].value == "This is what is in the file now."
    assert not app.button


def test_an_older_version_is_compared_and_can_be_restored(saved: Path):
    app = drawn(saved)
    app.selectbox[0].select_index(1).run()
    assert "+  - {id: geneva, title: Geneva talks" in app.code[0].value
    app.button[0].click().run()

    assert not app.exception
    assert "title: Geneva talks" in saved.read_text(encoding="utf-8")
    assert versions(saved)[0].who == "ann@example.org"


def test_a_draft_can_be_looked_at_and_deleted(week: Path):
    keep_draft(Editing(file=week, who="bob@example.org"), "meetings: [", before=None, now=NOW)
    app = drawn(week)
    assert app.selectbox[0].options == ["Draft of 2022-01-05 12:00 UTC, bob@example.org"]
    app.button[0].click().run()

    assert not app.exception
    assert "Nothing has been saved" in app.get("html")[-1].value
