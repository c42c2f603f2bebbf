from pathlib import Path

import pytest

from tests.page.desks import can_save, change, desk_page, html, said, write, written


def test_a_form_shows_the_meeting_as_readers_and_subscribers_will_see_it(week: Path):
    app = desk_page(week, "meeting", "geneva")
    write(app, "Title", "Talks <b>by the lake</b>")

    assert "Talks &lt;b&gt;by the lake&lt;/b&gt;" in html(app)
    assert "Talks <b>by the lake</b>" in app.text[0].value
    assert "+  - {id: geneva, title: Talks <b>by the lake</b>," in written(app)


@pytest.mark.parametrize(
    ("field_", "text", "words"),
    [
        ("Start", "", "'start' is missing"),
        ("End", "2022-01-01", "End: 2022-01-01 is before start"),
        ("Participants", "us, nobody at all", "Participants: participant 'nobody at all' is unknown"),
        ("Url", "javascript:alert(1)", "Url: 'javascript:alert(1)' is not a web address"),
    ],
)
def test_a_mistake_is_said_by_its_field_and_nothing_can_be_saved(week: Path, field_: str, text: str, words: str):
    app = desk_page(week, "meeting", "geneva")
    write(app, field_, text)

    assert words.replace("'", "&#x27;") in said(app)
    assert not can_save(app)


def test_what_is_written_back_as_it_was_needs_no_saving(week: Path):
    app = desk_page(week, "meeting", "off")
    write(app, "Status", "confirmed")
    assert can_save(app)
    write(app, "Status", "cancelled")

    assert not can_save(app)


def test_a_meeting_that_is_no_more_is_told(week: Path):
    app = desk_page(week, "meeting", "perhaps")
    change(week, "id: perhaps", "id: surely")
    app.run()

    assert not app.exception
    assert "There is no such meeting" in html(app)


def test_every_meeting_of_the_week_can_be_edited(week: Path):
    for name in ("council", "geneva", "perhaps", "off", "later", "spring", "someday"):
        app = desk_page(week, "meeting", name)
        assert not can_save(app)
        write(app, "Reason", "Snow.")
        assert "Snow." in written(app)


class TestFile:
    """The text itself stands in the browser: what it does there is tried in ``test_desk_browser``."""

    def test_what_nobody_has_touched_needs_no_saving(self, week: Path):
        app = desk_page(week, "file")

        assert not can_save(app)
        assert said(app) == ""

    def test_a_broken_file_is_shown_with_its_mistakes_and_the_files_name_alone(self, week: Path):
        change(week, "2022-01-20", "2022-01-32")
        app = desk_page(week, "file")

        assert "events.yaml:34:" in said(app)
        assert "there is no 32 January 2022" in said(app)
        assert str(week.parent) not in html(app)
        assert not can_save(app)

    def test_what_it_includes_is_looked_for_beside_it(self, week: Path):
        week.with_name("more.yaml").write_text("meetings: []\n", encoding="utf-8")
        change(week, "participants:\n  us", "include: [more.yaml]\nparticipants:\n  us")
        app = desk_page(week, "file")

        assert said(app) == ""

    def test_a_file_that_is_no_text_is_told(self, week: Path):
        app = desk_page(week, "file")
        week.write_bytes(b"\xff\xfea\0")
        app.run()

        assert not app.exception
        assert "this looks like UTF-16; save it as UTF-8" in said(app)
        assert str(week.parent) not in said(app)
        assert not can_save(app)
