import datetime as dt
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from summitcal import store
from tests.page.desks import NEWS, can_save, change, desk_page, field, html, said, save, write, written

PASTE = "Or paste the article"
WHEN = "When was it published? Weekdays and years hang on it."
DAY = dt.date(2022, 1, 4)


def pasted(file: Path, text: str, day: dt.date = DAY) -> AppTest:
    app = desk_page(file, "import")
    write(app, PASTE, text)
    write(app, WHEN, day)
    return app


def test_the_day_of_publication_is_asked_before_anything_is_proposed(week: Path):
    app = desk_page(week, "import")
    assert not app.date_input
    write(app, PASTE, NEWS)

    assert field(app, WHEN).value is None
    assert not app.checkbox


def test_an_article_that_says_its_day_is_not_asked_but_can_be_corrected(week: Path):
    app = desk_page(week, "import")
    head = '<meta property="article:published_time" content="2022-01-03T08:00:00Z">'
    write(app, PASTE, f"<!doctype html><html><head><title>T</title>{head}</head><body><p>{NEWS} {'x ' * 99}</p></body>")

    assert field(app, "Published (its own page says so)").value == dt.date(2022, 1, 3)
    assert field(app, "Title").value
    assert '<mark class="sc-when"' in html(app)


def test_a_proposal_stands_beside_the_marked_article_and_is_saved_as_corrected(week: Path):
    app = pasted(week, NEWS)
    for words in ("United States</mark>", "Vienna</mark>", "20 February</mark>", "Year from the publication date."):
        assert words in html(app)
    assert field(app, "Take it").value is True
    write(app, "Title", "Vienna talks")
    write(app, "End", "2022-02-21")

    assert "+    title: Vienna talks\n" in written(app)
    save(app)
    found = store.load(week).meetings[-1]
    assert (found.title, found.start, found.end) == ("Vienna talks", dt.date(2022, 2, 20), dt.date(2022, 2, 21))
    assert "Already there: one more source" in html(app)
    assert not can_save(app)


def test_what_is_doubtful_is_not_taken_unasked(week: Path):
    app = pasted(week, "The United States and Russia will hold talks in Geneva on 17 January, the ministry said.")

    assert "perhaps geneva" in html(app)
    assert field(app, "Take it").value is False
    assert not can_save(app)
    write(app, "Take it", True)  # noqa: FBT003 - what the box says
    assert can_save(app)


def test_what_was_moved_says_so_and_is_written_when_it_is_taken(week: Path):
    app = pasted(
        week,
        "The talks between the United States and Russia, planned for 9 January in Geneva, were moved to 16 January.",
    )

    assert "Moved: Geneva talks" in html(app)
    assert field(app, "Take it").value is False
    write(app, "Take it", True)  # noqa: FBT003 - what the box says
    save(app)
    found = store.load(week).meeting("geneva")
    assert found
    assert (found.start, found.was) == (dt.date(2022, 1, 16), dt.date(2022, 1, 9))


def test_a_correction_that_cannot_be_read_is_said_by_its_field_and_keeps_it_from_being_saved(week: Path):
    app = pasted(week, NEWS)
    write(app, "Start", "soon")

    assert "Start: &#x27;soon&#x27; is not a date" in html(app)
    assert not can_save(app)
    write(app, "Start", "2022-02-19")
    assert can_save(app)


def test_another_article_or_another_day_of_publication_begins_anew(week: Path):
    app = pasted(week, NEWS)
    write(app, "Title", "Mine")
    write(app, WHEN, dt.date(2021, 1, 4))
    assert field(app, "Start").value == "2021-02-20"
    assert field(app, "Title").value == "Mine"
    write(app, PASTE, NEWS.replace("20 February", "21 February"))
    assert field(app, WHEN).value is None
    write(app, WHEN, DAY)

    assert field(app, "Start").value == "2022-02-21"
    assert field(app, "Title").value != "Mine"


@pytest.mark.parametrize("text", ["It rained.", "<script>alert(1)</script>", "`$x^2$` :material/home:"])
def test_an_article_without_a_meeting_says_so(week: Path, text: str):
    app = pasted(week, text)

    assert "No meeting was found in this article." in said(app)


def test_what_cannot_be_read_is_said_in_words(week: Path):
    app = desk_page(week, "import")
    write(app, PASTE, "{\\rtf1 hello")

    assert "It cannot be read." in said(app)
    assert "save it as PDF or as text" in said(app)


def test_with_a_broken_file_the_desk_says_where(week: Path):
    app = pasted(week, NEWS)
    change(week, "2022-01-20", "2022-01-32")
    app.run()

    assert not app.exception
    assert "events.yaml:37:" in said(app) or "there is no 32 January 2022" in said(app)
    assert not can_save(app)


def test_without_a_file_there_is_nothing_known_yet(week: Path):
    app = pasted(week, NEWS)
    week.unlink()
    app.run()
    assert not app.exception
    save(app)

    assert [each.start for each in store.load(week).meetings] == [dt.date(2022, 2, 20)]
