from pathlib import Path

from summitcal import store
from tests.page.desks import can_save, change, desk_page, field, said, save, write, written


def test_what_is_typed_is_shown_as_a_difference_and_written_once_it_is_saved(week: Path):
    before = week.read_text(encoding="utf-8")
    app = desk_page(week, "meeting", "geneva")
    assert not can_save(app)
    write(app, "Title", "Talks in Geneva")

    assert "-  - {id: geneva, title: Geneva talks," in written(app)
    assert "+  - {id: geneva, title: Talks in Geneva," in written(app)
    assert str(week.parent) not in written(app)
    assert week.read_text(encoding="utf-8") == before
    save(app)
    assert week.read_text(encoding="utf-8") == before.replace("Geneva talks", "Talks in Geneva")
    assert not can_save(app)
    assert field(app, "Title").value == "Talks in Geneva"


def test_an_untouched_field_follows_the_file_and_a_touched_one_keeps_what_was_typed(week: Path):
    app = desk_page(week, "meeting", "geneva")
    write(app, "Title", "Talks")
    change(week, "place: Geneva", "place: Vienna")
    app.run()

    assert field(app, "Place").value == "Vienna"
    assert field(app, "Title").value == "Talks"
    save(app)
    found = store.load(week).meeting("geneva")
    assert found
    assert found.place
    assert (found.title, found.place.name) == ("Talks", "Vienna")


def test_a_field_that_two_people_changed_says_so(week: Path):
    app = desk_page(week, "meeting", "geneva")
    write(app, "Title", "Talks")
    change(week, "Geneva talks", "Swiss <talks>")
    app.run()

    assert "Meanwhile this became “Swiss &lt;talks&gt;”; what stands here replaces it." in said(app)
    assert field(app, "Title").value == "Talks"


def test_what_somebody_else_saved_is_seen_before_it_is_replaced(week: Path):
    app = desk_page(week, "meeting", "geneva")
    write(app, "Title", "Talks")
    change(week, "Geneva talks", "Swiss talks")
    save(app)

    assert "Somebody else has just saved the file." in said(app)
    assert "title: Swiss talks," in week.read_text(encoding="utf-8")
    assert "-  - {id: geneva, title: Swiss talks," in written(app)
    save(app)
    assert "title: Talks," in week.read_text(encoding="utf-8")


def test_after_a_save_the_form_begins_anew(week: Path):
    app = desk_page(week, "meeting", "geneva")
    write(app, "Start", "8 January 2022")
    save(app)

    assert field(app, "Start").value == "2022-01-08"
    write(app, "Kind", "summit")
    assert written(app).count("\n+") == 2
    save(app)
    write(app, "Kind", "talks")
    save(app)
    assert "kind: talks, start: 2022-01-08" in week.read_text(encoding="utf-8")


def test_what_cannot_be_written_is_said_without_the_folders_of_the_server(week: Path):
    app = desk_page(week, "meeting", "geneva")
    write(app, "Title", "Talks")
    week.write_text("meetings: [", encoding="utf-8")
    app.run()

    assert "The calendar file cannot be used; mend it first." in said(app)
    assert "events.yaml:2:" in said(app)
    assert str(week.parent) not in said(app)
