import datetime as dt
import gc
import logging
import os
from pathlib import Path

import icalendar
import pytest

from summitcal.history import TOMBSTONE
from summitcal.live import Live
from summitcal.model import Kind, Status
from summitcal.options import Options
from summitcal.problems import UnreadableFile

LATER = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)
EARLY = dt.datetime(2022, 1, 3, 9, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


def loaded(file: Path) -> Live:
    live = Live(file)
    live.refresh(now=LATER)
    assert live.status == "ok"
    return live


def write(file: Path, text: str) -> None:
    """Write a file such that its change can be seen however fast the test is."""
    before = file.stat().st_mtime_ns if file.exists() else 0
    file.write_text(text, encoding="utf-8")
    os.utime(file, ns=(before + 10**9, before + 10**9))


def test_an_edit_becomes_a_new_edition(week: Path):
    live = loaded(week)
    first = live.edition
    write(week, week.read_text(encoding="utf-8").replace("Geneva talks", "Talks in Geneva"))
    live.refresh(now=LATER)

    assert live.edition is not first
    assert live.edition
    assert b"Talks in Geneva" in live.edition.pages["/calendar.ics"].body


def test_a_file_that_has_not_changed_is_not_read_again(week: Path):
    live = loaded(week)
    first = live.edition
    live.refresh(now=LATER)

    assert live.edition is first


def test_a_broken_file_leaves_the_last_good_edition_and_says_what_is_wrong(
    week: Path, caplog: pytest.LogCaptureFixture
):
    live = loaded(week)
    first = live.edition
    write(week, week.read_text(encoding="utf-8").replace("2022-01-20", "2022-01-32"))
    with caplog.at_level(logging.WARNING, logger="summitcal"):
        live.refresh(now=LATER)
        live.refresh(now=LATER)

    assert live.edition is first
    assert live.status == "holding back"
    assert len(live.problems) == 1
    assert live.problems[0].startswith("events.yaml:")
    assert "there is no 32 January 2022" in live.problems[0]
    assert [record.levelname for record in caplog.records].count("WARNING") == 1


def test_a_mended_file_is_served_and_its_problems_are_forgotten(week: Path):
    good = week.read_text(encoding="utf-8")
    live = loaded(week)
    write(week, "meetings: [")
    live.refresh(now=LATER)
    write(week, good)
    live.refresh(now=LATER)

    assert (live.status, live.problems) == ("ok", ())


def test_a_file_that_goes_away_leaves_the_last_good_edition_and_may_come_back(week: Path):
    text = week.read_text(encoding="utf-8")
    live = loaded(week)
    week.unlink()
    live.refresh(now=LATER)

    assert live.status == "holding back"
    assert live.problems == ("events.yaml: there is no such file; check the name or create it",)
    write(week, text)
    live.refresh(now=LATER)
    assert live.status == "ok"


def test_without_any_good_state_there_is_no_edition(tmp_path: Path):
    live = Live(tmp_path / "nothing.yaml")
    live.refresh(now=LATER)

    assert (live.status, live.edition) == ("no calendar", None)


def test_a_file_still_being_written_is_read_on_a_later_look(week: Path):
    live = loaded(week)
    first = live.edition
    write(week, week.read_text(encoding="utf-8").replace("Geneva talks", "Talks in Geneva"))
    written = dt.datetime.fromtimestamp(week.stat().st_mtime, dt.UTC)
    live.refresh(now=written + dt.timedelta(milliseconds=1))
    assert live.edition is first
    live.refresh(now=written + dt.timedelta(seconds=1))

    assert live.edition is not first


def test_a_file_from_a_clock_that_is_ahead_is_read_all_the_same(week: Path):
    live = loaded(week)
    week.write_text(week.read_text(encoding="utf-8").replace("Geneva talks", "Talks in Geneva"), encoding="utf-8")
    os.utime(week, (LATER.timestamp() + 60,) * 2)
    live.refresh(now=LATER)

    assert live.edition
    assert b"Talks in Geneva" in live.edition.pages["/calendar.ics"].body


def test_an_included_file_is_followed_and_so_is_one_that_comes_into_a_folder(week: Path):
    folder = week.with_name("more")
    folder.mkdir()
    included = folder / "a.yaml"
    included.write_text("meetings: [{id: a, title: First, start: 2022-02-01}]\n", encoding="utf-8")
    week.write_text(f"include: more/*.yaml\n{week.read_text(encoding='utf-8')}", encoding="utf-8")
    live = loaded(week)
    first = live.edition
    assert first
    assert b"First" in first.pages["/calendar.ics"].body

    write(included, "meetings: [{id: a, title: Second, start: 2022-02-01}]\n")
    live.refresh(now=LATER)
    second = live.edition
    assert second is not first
    assert second
    assert b"Second" in second.pages["/calendar.ics"].body

    (folder / "b.yaml").write_text("meetings: [{id: b, title: Third, start: 2022-02-02}]\n", encoding="utf-8")
    os.utime(folder, (1, 1))
    live.refresh(now=LATER)
    assert live.edition
    assert b"Third" in live.edition.pages["/calendar.ics"].body

    (folder / "b.yaml").unlink()
    os.utime(folder, (2, 2))
    live.refresh(now=LATER)
    assert live.edition.pages["/calendar.ics"].body == second.pages["/calendar.ics"].body


def test_a_file_put_back_from_a_backup_is_seen_though_it_is_older(week: Path):
    live = loaded(week)
    backup = week.with_name("backup.yaml")
    backup.write_text(week.read_text(encoding="utf-8").replace("Geneva talks", "Older talks"), encoding="utf-8")
    os.utime(backup, (1, 1))
    backup.replace(week)
    first = live.edition
    live.refresh(now=LATER)

    assert first
    assert live.edition
    assert b"Older talks" in live.edition.pages["/calendar.ics"].body
    # Whoever asks by date alone must not be told that nothing has changed.
    assert live.edition.modified > first.modified


def test_whoever_comes_while_the_file_is_being_read_does_not_wait(week: Path):
    live = Live(week)
    with live._lock:  # noqa: SLF001 - what another thread holds while it reads
        live.refresh(now=LATER)

    assert live.edition is None


def test_a_narrowed_feed_is_made_once_and_old_ones_make_room(week: Path):
    edition = loaded(week).edition
    assert edition
    one = edition.feed(participants=["us", "russia"])

    assert edition.feed(participants=["russia", "us"]) is one
    assert edition.feed(participants=["us"], kinds=[Kind.TALKS]) is not one
    assert edition.feed(participants=["us", "russia"]) is one
    for number in range(100):
        edition.feed(participants=[f"nobody-{number}"])
    assert edition.feed(participants=["us", "russia"]) is not one
    assert edition.feed(participants=["us", "russia"]) == one


def test_an_agenda_is_made_once_until_something_begins_or_ends(week: Path):
    edition = loaded(week).edition
    assert edition
    before = edition.agenda(now=EARLY)
    assert before.until == dt.datetime(2022, 1, 8, 23, tzinfo=dt.UTC)

    assert edition.agenda(now=EARLY + DAY) is before
    assert edition.agenda(now=before.until - dt.timedelta(microseconds=1)) is before
    during = edition.agenda(now=before.until)
    assert during is not before
    assert [each.id for each in during.under_way] == ["geneva"]
    assert edition.agenda(now=before.until + DAY) is during


def test_an_agenda_is_made_anew_for_a_moment_before_the_last(week: Path):
    edition = loaded(week).edition
    assert edition
    during = edition.agenda(now=EARLY + 7 * DAY)

    assert edition.agenda(now=EARLY).under_way == ()
    assert edition.agenda(now=EARLY + 7 * DAY) == during


def test_an_agenda_of_each_narrowing_is_its_own(week: Path):
    edition = loaded(week).edition
    assert edition
    russia = edition.agenda(now=EARLY, participants=["russia"])

    assert [each.id for each in russia.upcoming] == ["geneva", "perhaps"]
    assert edition.agenda(now=EARLY, participants=["russia"], kinds=[Kind.CALL]).upcoming == russia.upcoming[1:]
    assert edition.agenda(now=EARLY, participants=["russia"]) is russia
    assert edition.agenda(now=EARLY, participants=["russia", "us"]) is edition.agenda(
        now=EARLY, participants=["us", "russia"]
    )
    for number in range(100):
        edition.agenda(now=EARLY, text=f"nothing {number}")
    assert edition.agenda(now=EARLY, participants=["russia"]) is not russia
    assert edition.agenda(now=EARLY, participants=["russia"]) == russia


def test_an_agenda_with_nothing_ahead_holds_for_good(week: Path):
    edition = loaded(week).edition
    assert edition

    assert edition.agenda(now=LATER).until is None
    assert edition.agenda(now=LATER + 365 * DAY) is edition.agenda(now=LATER)


def test_what_was_known_at_a_moment_is_worked_out_once(week: Path):
    live = Live(week)
    live.refresh(now=EARLY)
    write(week, week.read_text(encoding="utf-8").replace("start: 2022-01-20", "start: 2022-01-21"))
    live.refresh(now=EARLY + DAY)
    edition = live.edition
    assert edition

    first = edition.as_of(EARLY + DAY / 2)
    moved = first.calendar.meeting("perhaps")
    assert first.known.recorded
    assert moved
    assert moved.start == dt.date(2022, 1, 20)
    assert edition.as_of(EARLY + DAY / 2) is first
    for minutes in range(20):
        edition.as_of(EARLY + dt.timedelta(minutes=minutes))
    assert edition.as_of(EARLY + DAY / 2) is not first


def test_what_is_laid_out_of_a_calendar_is_made_once_and_old_things_make_room(week: Path):
    edition = loaded(week).edition
    assert edition
    arrangement = edition.arrangement
    off = arrangement.chosen(statuses=[Status.CANCELLED], participants=["us"])

    assert [(each.status, "us" in each.parties) for each in off] == [(Status.CANCELLED, True)]
    assert arrangement.chosen(statuses=[Status.CANCELLED], participants=["us"]) is off
    assert arrangement.agenda(now=EARLY, statuses=[Status.CANCELLED], participants=["us"]).upcoming == off
    assert arrangement.chosen() is edition.calendar.meetings
    assert arrangement.kept("weeks", lambda: ["a"]) is arrangement.kept("weeks", lambda: ["b"])
    for number in range(100):
        arrangement.kept(number, str)
    assert arrangement.kept("weeks", lambda: ["b"]) == ["b"]


def test_what_is_shown_without_scripts_is_written_once_for_each_address(week: Path):
    edition = loaded(week).edition
    assert edition
    plain = edition.without_script("/talks")

    assert 'href="/talks/meetings/geneva"' in plain
    assert edition.without_script("/talks") is plain
    for number in range(10):
        edition.without_script(f"/{number}")
    assert edition.without_script("/talks") is not plain


@pytest.mark.parametrize("collects", [True, False])
def test_garbage_is_looked_for_again_once_a_file_is_read_if_it_was_before(*, collects: bool, week: Path):
    was = gc.isenabled()
    (gc.enable if collects else gc.disable)()
    try:
        loaded(week)
        assert gc.isenabled() is collects
    finally:
        (gc.enable if was else gc.disable)()


def test_an_edition_says_who_takes_part_by_name_and_what_its_meetings_are(week: Path):
    edition = loaded(week).edition
    assert edition

    assert [(id_, each.name) for id_, each in edition.parties.items()] == [
        ("russia", "Russia"),
        ("ministers", "The <ministers>"),
        ("us", "United States"),
    ]
    assert edition.facets.participants == {"us": 3, "russia": 2, "ministers": 1}
    assert edition.facets.places == {"Brussels": 1, "Geneva": 1}
    assert edition.facets is edition.facets


def test_a_place_where_no_meeting_is_any_more_still_has_its_feed(week: Path):
    live = loaded(week)
    write(week, week.read_text(encoding="utf-8").replace("{name: Brussels, country: BE,", "{name: Ghent, country: BE,"))
    live.refresh(now=LATER)

    assert live.edition
    assert {"BE", "Brussels", "Ghent"} <= set(live.edition.places)
    assert b"VEVENT" not in live.edition.feed(places=["Brussels"]).body
    assert b"UID:council" in live.edition.feed(places=["Ghent"], text="opening").body


def test_a_start_with_a_broken_file_goes_on_with_what_was_last_good(week: Path, tmp_path: Path):
    keep = tmp_path / "cache" / "kept.yaml"
    Live(week, keep=keep).refresh(now=LATER)
    write(week, "meetings: [")
    live = Live(week, keep=keep)
    live.refresh(now=LATER)

    assert live.status == "holding back"
    assert live.edition
    assert len(live.edition.calendar.meetings) == 7


def test_a_start_with_a_broken_part_goes_on_with_all_that_was_last_good(tmp_path: Path):
    keep, file, part = tmp_path / "kept.yaml", tmp_path / "events.yaml", tmp_path / "nato.yaml"
    file.write_text("calendar: {title: Parts}\ninclude: nato.yaml\nmeetings: []\n", encoding="utf-8")
    part.write_text("meetings:\n  - {id: a, title: A, start: 2022-01-09, repeat: every week}\n", encoding="utf-8")
    before = Live(file, keep=keep)
    before.refresh(now=LATER)
    part.write_text("meetings: [", encoding="utf-8")
    live = Live(file, keep=keep)
    live.refresh(now=LATER)

    assert live.status == "holding back"
    assert before.edition
    assert live.edition
    assert live.edition.calendar == before.edition.calendar
    assert live.edition.pages["/calendar.ics"].body == before.edition.pages["/calendar.ics"].body


@pytest.mark.parametrize("kept", ["{", "[]", "{}", '{"meetings": [{}]}', '{"meetings": [{"id": 7}]}', '{"x": 1}'])
def test_a_joined_calendar_that_is_no_calendar_is_of_no_use(kept: str, week: Path, tmp_path: Path):
    keep = tmp_path / "kept.yaml"
    keep.write_text(f"# A calendar of several files, as it was last good.\n{kept}\n", encoding="utf-8")
    week.unlink()
    live = Live(week, keep=keep)
    live.refresh(now=LATER)

    assert live.status == "no calendar"


@pytest.mark.parametrize("kept", [b"meetings: [", b"\xff"])
def test_what_was_kept_is_of_no_use_if_it_is_broken_too(week: Path, tmp_path: Path, kept: bytes):
    keep = tmp_path / "kept.yaml"
    keep.write_bytes(kept)
    week.unlink()
    live = Live(week, keep=keep)
    live.refresh(now=LATER)

    assert live.status == "no calendar"


def test_a_place_that_cannot_be_written_only_costs_the_keeping(week: Path, tmp_path: Path):
    (tmp_path / "full").write_text("", encoding="utf-8")
    live = Live(week, keep=tmp_path / "full" / "kept.yaml")
    live.refresh(now=LATER)

    assert live.status == "ok"


def test_a_fault_of_our_own_is_told_and_costs_nobody_the_calendar(week: Path):
    class Failing(Live):
        failing = False

        def _edition(self, text, modified, now):
            if self.failing:
                raise RuntimeError("a fault")
            return super()._edition(text, modified, now)

    live = Failing(week)
    live.refresh(now=LATER)
    first = live.edition
    live.failing = True
    write(week, week.read_text(encoding="utf-8") + "\n")
    live.refresh(now=LATER)

    assert first
    assert live.edition is first
    assert live.problems == ("events.yaml: summitcal fails at this file (RuntimeError('a fault')); please report it",)


def entry(live: Live, id_: str) -> icalendar.Event:
    assert live.edition
    [found] = icalendar.Calendar.from_ical(live.edition.pages[f"/meetings/{id_}.ics"].body).walk("VEVENT")
    return found


def test_a_meeting_that_is_moved_is_published_with_the_next_number_and_the_others_stay_as_they_are(week: Path):
    live = loaded(week)
    assert live.edition
    council = live.edition.pages["/meetings/council.ics"].body
    write(week, week.read_text(encoding="utf-8").replace("start: 2022-01-20", "start: 2022-01-21"))
    live.refresh(now=LATER + DAY)

    moved = entry(live, "perhaps")
    assert (moved["SEQUENCE"], moved["LAST-MODIFIED"].dt) == (1, LATER + DAY)
    assert str(moved["DESCRIPTION"]).endswith("Changed 2 January 2100: moved 20 → 21 January 2022")
    assert live.edition.pages["/meetings/council.ics"].body == council


def test_revisions_outlive_the_process(week: Path):
    loaded(week)
    write(week, week.read_text(encoding="utf-8").replace("start: 2022-01-20", "start: 2022-01-21"))
    first = loaded(week)
    again = loaded(week)

    assert entry(again, "perhaps")["SEQUENCE"] == 1
    assert first.edition
    assert again.edition
    assert again.edition.pages == first.edition.pages


def test_a_meeting_that_is_deleted_while_ahead_is_called_off_until_everyone_has_heard(week: Path):
    live = Live(week)
    live.refresh(now=EARLY)
    text = week.read_text(encoding="utf-8")
    begin = text.index("  - {id: geneva,")
    write(week, text[:begin] + text[text.index("  - {id: perhaps,") :])
    live.refresh(now=EARLY + DAY)

    gone = entry(live, "geneva")
    assert (str(gone["STATUS"]), str(gone["SUMMARY"]), gone["SEQUENCE"]) == ("CANCELLED", "Cancelled: Geneva talks", 1)
    assert live.edition
    assert b"Cancelled: Geneva talks" in live.edition.pages["/calendar.ics"].body
    assert live.edition.calendar.meeting("geneva") is None
    assert "/meetings/geneva" not in live.edition.pages

    before = live.edition.modified
    live.refresh(now=EARLY + DAY + TOMBSTONE)
    assert b"Geneva talks" not in live.edition.pages["/calendar.ics"].body
    assert live.edition.modified > before


def test_two_editions_of_one_second_are_not_of_one_moment(week: Path):
    live = loaded(week)
    first = live.edition
    write(week, week.read_text(encoding="utf-8").replace("Geneva talks", "Talks in Geneva"))
    os.utime(week, ns=(1, 10**18))
    live.refresh(now=LATER)

    assert first
    assert live.edition
    assert live.edition.modified > first.modified


def test_a_meeting_that_loses_its_day_is_postponed_until_everyone_has_heard(week: Path):
    live = Live(week)
    live.refresh(now=EARLY)
    write(week, week.read_text(encoding="utf-8").replace("start: 2022-01-20", "start: 2022-02"))
    live.refresh(now=EARLY + DAY)

    waiting = entry(live, "perhaps")
    assert (str(waiting["SUMMARY"]), waiting["DTSTART"].dt) == ("Postponed: Perhaps a call", dt.date(2022, 1, 20))
    assert "Postponed: A new date is not set." in str(waiting["DESCRIPTION"])
    assert live.edition
    assert b"UID:perhaps@" in live.edition.feed(options=Options(undated=True)).body

    live.refresh(now=EARLY + DAY + TOMBSTONE)
    assert "/meetings/perhaps.ics" not in live.edition.pages


def test_who_takes_part_no_more_still_has_a_feed(week: Path):
    live = loaded(week)
    text = week.read_text(encoding="utf-8")
    for there, gone in (("  russia: {name: Russia, country: RU}\n", ""), ("[us, russia]", "[us]"), ("[russia]", "[]")):
        text = text.replace(there, gone)
    write(week, text)
    live.refresh(now=LATER)

    assert live.status == "ok"
    assert live.edition
    assert b"BEGIN:VEVENT" not in live.edition.pages["/feeds/participant/russia.ics"].body


def test_a_history_that_was_rolled_back_gets_back_what_went_out(week: Path):
    live = loaded(week)
    history = week.with_name("events.history.jsonl")
    before = history.read_bytes()
    text = week.read_text(encoding="utf-8")
    write(week, text.replace("start: 2022-01-20", "start: 2022-01-21"))
    live.refresh(now=LATER + DAY)
    history.write_bytes(before)
    write(week, text.replace("start: 2022-01-20", "start: 2022-01-22"))
    live.refresh(now=LATER + 2 * DAY)

    assert entry(live, "perhaps")["SEQUENCE"] == 2
    assert entry(loaded(week), "perhaps")["SEQUENCE"] == 2


def test_a_history_that_can_only_be_read_still_counts(week: Path, monkeypatch: pytest.MonkeyPatch):
    loaded(week)
    write(week, week.read_text(encoding="utf-8").replace("start: 2022-01-20", "start: 2022-01-21"))
    loaded(week)
    monkeypatch.setattr("summitcal.history.append", refused)
    write(week, week.read_text(encoding="utf-8").replace("start: 2022-01-21", "start: 2022-01-22"))
    live = loaded(week)

    assert entry(live, "perhaps")["SEQUENCE"] == 2
    assert live.notes[0].startswith("the history is not kept")


def refused(path: Path, text: str) -> None:
    raise UnreadableFile(f"{path}: cannot be written ({len(text)} characters)")


def test_a_history_that_cannot_be_written_is_told_and_counts_on(week: Path):
    week.with_name(f"{week.stem}.history.jsonl").mkdir()
    live = loaded(week)
    write(week, week.read_text(encoding="utf-8").replace("start: 2022-01-20", "start: 2022-01-21"))
    live.refresh(now=LATER)

    assert live.status == "ok"
    assert entry(live, "perhaps")["SEQUENCE"] == 1
    [note] = live.notes
    assert note.startswith("the history is not kept, and counted anew at the next start: ")
    assert note.endswith("history.jsonl: this is a folder; name a file in it")


def test_a_feed_that_would_be_too_big_moves_on_with_the_days(tmp_path: Path):
    days = (dt.date(2021, 1, 1) + dt.timedelta(days=number) for number in range(1_001))
    meetings = "".join(f"  - {{id: d{day}, title: Talks, start: {day}}}\n" for day in days)
    (tmp_path / "events.yaml").write_text(f"meetings:\n{meetings}", encoding="utf-8")
    live = Live(tmp_path / "events.yaml")
    live.refresh(now=EARLY)

    def first_day() -> dt.date:
        assert live.edition
        feed = icalendar.Calendar.from_ical(live.edition.pages["/calendar.ics"].body)
        return min(event["DTSTART"].dt for event in feed.walk("VEVENT"))

    assert first_day() == EARLY.date() - dt.timedelta(days=60)
    [note] = live.notes
    assert note.startswith(
        "the feed has 1,001 entries; some calendar programs drop all after 1,000; it keeps the last 60"
    )
    live.refresh(now=EARLY + DAY)
    assert first_day() == EARLY.date() - dt.timedelta(days=59)
    assert live.edition
    year = icalendar.Calendar.from_ical(live.edition.pages["/feeds/year/2021.ics"].body)
    assert len(year.walk("VEVENT")) == 365


def test_the_public_address_is_the_given_one_or_that_in_the_file(week: Path):
    text = week.read_text(encoding="utf-8").replace("calendar:", "calendar:\n  url: https://file.example/", 1)
    assert loaded(week).base_url == ""
    write(week, text)
    given = Live(week, base_url="https://given.example")

    assert given.base_url == "https://given.example"
    given.refresh(now=LATER)
    assert given.base_url == "https://given.example"
    assert loaded(week).base_url == "https://file.example"


def test_the_pages_of_a_proxy_have_its_links_and_share_all_else(week: Path):
    edition = loaded(week).edition
    assert edition
    there = edition.under("/talks")

    assert edition.under("") is edition.pages
    assert edition.under("/talks") is there
    assert list(there) == list(edition.pages)
    assert there["/calendar.ics"] is edition.pages["/calendar.ics"]
    assert b'href="/talks/meetings/geneva.ics"' in there["/meetings/geneva"].body
    for number in range(10):
        edition.under(f"/{number}")
    assert edition.under("/talks") is not there
