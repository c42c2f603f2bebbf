import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

from summitcal import store
from summitcal.cadence import read_repeat
from summitcal.model import Calendar, Kind, Meeting, Occurrence, Participant, ParticipantKind, Place, Role, Status
from summitcal.registry import Registry
from summitcal.store.writer import Flow, Line, dump, facts_of, reference, registry_line

ZURICH = ZoneInfo("Europe/Zurich")
TALKS = Meeting(id="talks", title="Talks", kind=Kind.TALKS, start=dt.date(2022, 2, 1))
US = Participant(id="us", name="United States", country="US", aliases=("USA",))


def test_the_zone_of_the_calendar_goes_without_saying():
    calendar = Calendar(timezone=ZURICH)

    assert "timezone" not in store.to_yaml(replace(TALKS, timezone=ZURICH), calendar)
    assert "timezone: Asia/Tokyo\n" in store.to_yaml(replace(TALKS, timezone=ZoneInfo("Asia/Tokyo"), url="u"), calendar)


def test_a_rule_is_one_line_of_words_as_long_as_no_day_differs():
    meeting = replace(TALKS, repeat=read_repeat("every 2 weeks on tuesday until 2022-06-30"))

    assert "  repeat: every 2 weeks on tuesday until 2022-06-30\n" in f"{store.to_yaml(meeting, Calendar())}\n"


def test_days_that_differ_stand_below_the_rule():
    changes = (
        Occurrence(
            on=dt.date(2022, 2, 8), start=dt.datetime(2022, 2, 9, 11, tzinfo=ZURICH), place=Place(name="A villa")
        ),
        Occurrence(on=dt.date(2022, 2, 15), status=Status.CANCELLED, reason="Snow"),
    )
    rule = replace(read_repeat("weekly on tuesday, 9 times"), excepted=(dt.date(2022, 2, 22),), changes=changes)

    assert (
        store.to_yaml(replace(TALKS, repeat=rule), Calendar()).partition("2022-02-01\n")[2]
        == """\
  repeat:
    every: week
    on: [tuesday]
    times: 9
    except: [2022-02-22]
    changes:
      - on: 2022-02-08
        start: 2022-02-09 11:00 Europe/Zurich
        place: A villa
      - on: 2022-02-15
        status: cancelled
        reason: Snow"""
    )


def test_a_long_title_stays_on_one_line_and_an_unknown_place_is_a_word():
    title = "Talks " * 60 + "end"
    talks = replace(TALKS, title=title, place=Place(name="A villa"))

    assert f"  title: {title}\n" in store.to_yaml(talks, Calendar())
    assert store.to_yaml(talks, Calendar()).endswith("\n  place: A villa")


def test_a_draft_is_shown_as_it_would_stand_in_the_file():
    assert store.to_yaml(TALKS, Calendar()) == "- id: talks\n  title: Talks\n  kind: talks\n  start: 2022-02-01"


def test_a_participant_is_named_as_the_registry_or_everyone_does():
    stranger = Participant(id="ada", name="Ada Example", kind=ParticipantKind.PERSON)
    registry = Registry([US])

    assert reference(Participant(id="united-states", name="United States", country="US"), registry) == "us"
    assert reference(Participant(id="norway", name="Norway", country="NO"), registry) == "Norway"
    assert reference(stranger, registry) is None
    assert registry_line(US) == "us: {name: United States, kind: state, country: US, aliases: [USA]}"


def test_facts_are_those_that_do_not_go_without_saying():
    meeting = replace(TALKS, participants=(replace(US, role=Role.HOST),))

    assert facts_of(meeting, Registry([US]), TALKS.timezone) == {
        "id": "talks",
        "title": "Talks",
        "kind": "talks",
        "start": dt.date(2022, 2, 1),
        "participants": [{"who": "us", "role": "host"}],
    }


def test_what_is_meant_for_one_line_stands_in_brackets():
    assert dump({"x": Flow([1, Line(a="b: c")])}) == "x: [1, {a: 'b: c'}]\n"


def test_a_title_in_several_languages_has_a_line_for_each():
    titles = (("en", "Talks"), ("fr", "Pourparlers: la suite"), ("no", "Samtaler"))

    assert store.to_yaml(
        replace(TALKS, titles=titles, description="So.", descriptions=(("en", "So."),)), Calendar()
    ) == (
        "- id: talks\n  title:\n    en: Talks\n    fr: 'Pourparlers: la suite'\n    no: Samtaler\n  kind: talks\n"
        "  start: 2022-02-01\n  description:\n    en: So."
    )
