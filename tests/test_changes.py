import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from summitcal.changes import between, of_a_translation
from summitcal.model import (
    UTC,
    AgendaItem,
    Calendar,
    Certainty,
    Frequency,
    Kind,
    Meeting,
    Occurrence,
    Participant,
    Place,
    Repeat,
    Source,
    Status,
    file_keys,
)
from summitcal.when import month_of

TALKS = Meeting(id="geneva", title="Talks", start=dt.date(2022, 1, 9), end=dt.date(2022, 1, 10))


def words(before: Meeting | None, after: Meeting | None) -> list[str]:
    old, new = (Calendar(meetings=(meeting,) if meeting else ()) for meeting in (before, after))
    return [str(change) for change in between(old, new)]


def test_nothing_changed_is_nothing_to_say():
    assert words(TALKS, TALKS) == []


def test_a_new_meeting_is_said_with_its_date():
    assert words(None, TALKS) == ["added: Talks, 9–10 January 2022"]


def test_a_meeting_that_is_gone_is_said():
    assert words(TALKS, None) == ["removed: Talks"]


def test_a_moved_meeting_is_said_with_both_dates():
    assert words(TALKS, replace(TALKS, start=dt.date(2022, 1, 10), end=None)) == [
        "moved: Talks, 9–10 → 10 January 2022"
    ]
    assert words(TALKS, replace(TALKS, start=dt.date(2021, 12, 30), end=None)) == [
        "moved: Talks, 9–10 January 2022 → 30 December 2021"
    ]


def test_a_meeting_moved_by_hours_is_said_with_its_hours():
    early, late = (replace(TALKS, start=dt.datetime(2022, 1, 9, hour, tzinfo=UTC), end=None) for hour in (9, 11))

    assert words(early, late) == ["moved: Talks, 9 January 2022, 09:00 → 9 January 2022, 11:00 UTC"]


def test_a_month_that_gets_its_day_is_said():
    month = replace(TALKS, start=month_of(dt.date(2022, 1, 1)), end=None)

    assert words(month, TALKS) == ["moved: Talks, January → 9–10 January 2022"]


def test_a_meeting_that_is_called_off_or_stands_again_is_said():
    off = replace(TALKS, status=Status.CANCELLED)

    assert words(TALKS, off) == ["cancelled: Talks, confirmed → cancelled"]
    assert words(off, TALKS) == ["stands again: Talks, cancelled → confirmed"]


def test_a_new_place_is_said():
    lausanne = replace(TALKS, place=Place(name="Lausanne"))

    assert words(TALKS, lausanne) == ["place: Talks, none → Lausanne"]


US = Participant(id="us", name="United States", country="US", aliases=("Washington",))
# For each field of a meeting another value, and what is said of it.
DIFFERENT = {
    "title": ("Long talks", ["title: Long talks, Talks → Long talks"]),
    "start": (dt.date(2022, 1, 8), ["moved: Talks, 9–10 → 8–10 January 2022"]),
    "kind": (Kind.TALKS, ["kind: Talks, meeting → talks"]),
    "end": (None, ["moved: Talks, 9–10 → 9 January 2022"]),
    "timezone": (ZoneInfo("Europe/Zurich"), ["time zone: Talks, UTC → Europe/Zurich"]),
    "participants": ((replace(US, office="Host"),), ["participants: Talks, none → United States (Host)"]),
    "place": (Place(name="Geneva", country="CH"), ["place: Talks, none → Geneva, CH"]),
    "status": (Status.TENTATIVE, ["tentative: Talks, confirmed → tentative"]),
    "certainty": (Certainty.REPORTED, ["certainty: Talks, confirmed → reported"]),
    "was": (dt.date(2022, 1, 2), ["was: Talks, none → Sunday 2 January 2022"]),
    "reason": ("Snow.", ["reason: Talks, none → Snow."]),
    "description": ("Two days.\n\nOr three.", ["description: Talks, none → Two days. Or three."]),
    "url": ("https://example.org", ["url: Talks, none → https://example.org"]),
    "repeat": (
        Repeat(
            every=1,
            unit=Frequency.WEEK,
            until=dt.date(2022, 3, 1),
            excepted=(dt.date(2022, 1, 16),),
            changes=(Occurrence(on=dt.date(2022, 1, 23), status=Status.CANCELLED, reason="Snow."),),
        ),
        [
            "repeats: Talks, none → Every week on Sunday until 1 March 2022; not on 16 January …",
            "on 23 January 2022: Talks, as the others → cancelled, Snow.",
        ],
    ),
    "conference": ("https://example.org/live", ["conference: Talks, none → https://example.org/live"]),
    "replaces": ("vienna", ["replaces: Talks, none → vienna"]),
    "agenda": (
        (AgendaItem(topic="Opening", at=dt.date(2022, 1, 9)), AgendaItem(topic="Lunch")),
        ["agenda: Talks, none → Sunday 9 January 2022: Opening; Lunch"],
    ),
    "sources": (
        (Source(title="Talks agreed", outlet="Example News", published=dt.date(2021, 12, 31)),),
        ["sources: Talks, none → Talks agreed, Example News, 31 December 2021"],
    ),
}


@pytest.mark.parametrize("name", [key for key in file_keys(Meeting) if key != "id"])
def test_no_field_changes_in_silence(name: str):
    value, said = DIFFERENT[name]

    assert words(TALKS, replace(TALKS, **{name: value})) == said


def test_a_change_of_many_words_is_said_in_few():
    before, after = (f"{'The same words. ' * 9} They meet {what} {'and then some ' * 9}" for what in ("early", "late"))

    [said] = words(replace(TALKS, description=before), replace(TALKS, description=after))

    assert said == (
        "description: Talks, … early and then some and then some and then some and then … "
        "→ … late and then some and then some and then some and then …"
    )


def test_a_word_that_differs_is_said_whole_however_long_it_is():
    before, after = (f"https://example.org/{'a' * 80}/{number}" for number in (1, 2))

    assert words(replace(TALKS, url=before), replace(TALKS, url=after)) == [f"url: Talks, {before} → {after}"]


def test_another_alias_of_a_participant_changes_no_meeting():
    before, after = (replace(TALKS, participants=(who,)) for who in (US, replace(US, aliases=())))

    assert words(before, after) == []


def test_a_single_occurrence_that_moves_is_said_by_its_day():
    weekly = replace(TALKS, end=None, repeat=Repeat(every=1, unit=Frequency.WEEK))
    changes = tuple(
        replace(weekly, repeat=Repeat(every=1, unit=Frequency.WEEK, changes=(each,)))
        for each in (
            Occurrence(on=dt.date(2022, 1, 16), start=dt.date(2022, 1, 17)),
            Occurrence(on=dt.date(2022, 1, 16), start=dt.date(2022, 1, 18), place=Place(name="Oslo")),
        )
    )

    assert words(weekly, changes[0]) == ["on 16 January 2022: Talks, as the others → Monday 17 January 2022"]
    assert words(*changes) == [
        "on 16 January 2022: Talks, Monday 17 January 2022 → Tuesday 18 January 2022, another place",
    ]
    assert words(changes[1], weekly) == [
        "on 16 January 2022: Talks, Tuesday 18 January 2022, another place → as the others",
    ]


def in_languages(**titles: str) -> Meeting:
    return replace(TALKS, title=next(iter(titles.values())), titles=tuple(titles.items()))


def test_a_translation_that_comes_changes_or_goes_is_said_by_its_language():
    before, after = in_languages(en="Talks", fr="Pourparlers"), in_languages(en="Talks", fr="Dialogue", ar="محادثات")

    assert words(before, after) == ["title (ar): Talks, none → محادثات", "title (fr): Talks, Pourparlers → Dialogue"]
    assert words(after, in_languages(en="Talks")) == [
        "title (ar): Talks, محادثات → none",
        "title (fr): Talks, Dialogue → none",
    ]


def test_a_plain_title_that_changes_is_said_once():
    before, after = in_languages(en="Talks", fr="Pourparlers"), in_languages(en="Long talks", fr="Pourparlers")

    assert words(before, after) == ["title: Long talks, Talks → Long talks"]


def test_another_language_of_the_plain_title_is_said():
    assert words(TALKS, in_languages(en="Talks")) == ["title (en): Talks, none → Talks"]


def test_a_description_in_a_language_is_said_in_few_words():
    before, after = (
        replace(TALKS, description="So.", descriptions=(("en", "So."), ("fr", f"{'Ainsi ' * 20}{end}")))
        for end in ("un", "deux")
    )

    assert words(before, after) == ["description (fr): Talks, … un → … deux"]


def test_a_translation_of_a_single_occurrence_is_said_by_its_day():
    rule, on = Repeat(every=1, unit=Frequency.WEEK), dt.date(2022, 1, 16)
    before, after = (
        replace(TALKS, repeat=replace(rule, changes=(Occurrence(on=on, title="Last", titles=titles),)))
        for titles in ((), (("en", "Last"), ("fr", "Dernier")))
    )

    assert words(before, after) == [
        "title on 16 January 2022 (en): Talks, none → Last",
        "title on 16 January 2022 (fr): Talks, none → Dernier",
    ]


@pytest.mark.parametrize("what", ["title (fr)", "description (zh-Hant)", "title on 16 January 2022 (fr)"])
def test_what_is_said_of_a_translation_is_known_for_it(what: str):
    assert of_a_translation(what)


@pytest.mark.parametrize("what", ["title", "description", "participants", "on 16 January 2022", "moved"])
def test_what_is_said_of_anything_else_is_not(what: str):
    assert not of_a_translation(what)
