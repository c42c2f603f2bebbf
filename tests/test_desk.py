import datetime as dt
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from summitcal import desk, store
from summitcal.desk import Proposal
from summitcal.ingest import Article, Form
from summitcal.model import Calendar, Certainty, Draft, Evidence, Kind, Meeting, Role, Source, Status
from summitcal.problems import InvalidCalendar
from summitcal.reconcile import Match, Verdict
from summitcal.store.reviser import Rewrite
from summitcal.when import UNKNOWN, month_of, quarter_of, week_of
from tests.store.test_editor import MEETINGS

PUBLISHED = dt.date(2022, 1, 4)
FILE = """\
calendar: {title: Talks, timezone: Europe/Zurich}
participants:
  us: {name: United States, country: US}
  russia: {name: Russia, country: RU}
  koreans: {name: "Korea, Republic of", country: KR}
  ada: {name: Ada Example, kind: person, country: CH}
meetings:
  - id: geneva
    title: {en: Geneva talks, fr: Entretiens de Genève}
    kind: talks
    start: 2022-01-12
    end: 2022-01-13
    participants: [us, {who: russia, role: host}]
    place: {name: Geneva, country: CH, timezone: Europe/Zurich, coordinates: [46.2, 6.1]}
    reason: Snow.
    description: {en: They meet., fr: Elles se voient.}
    url: https://example.org/talks
"""
CALENDAR = store.parse(FILE, file="events.yaml")
[GENEVA] = CALENDAR.meetings
KNOWN = "The United States and Russia will hold talks in Geneva on 12 January, the ministry said."
MOVED = "The talks between the United States and Russia, planned for 12 January in Geneva, were moved to 14 January."
OFF = "The talks between the United States and Russia in Geneva on 12 January were called off."
NEW = "France and Germany will hold talks in Paris on 20 January, the ministry said."
LATER = "The United States and Russia will hold talks in Vienna on 25 January, the ministry said."


def article(text: str, **facts: str) -> Article:
    return Article(form=Form.TEXT, text=text, **facts)  # type: ignore[arg-type]


def proposal(text: str, calendar: Calendar = CALENDAR) -> Proposal:
    [only] = desk.proposals(article(text), calendar, published=PUBLISHED)
    return only


def correct(meeting: Meeting = GENEVA, **fields: str) -> Meeting:
    return desk.corrected(meeting, {**desk.fields_of(meeting, CALENDAR), **fields}, CALENDAR)


def mistakes(**fields: str) -> list[str]:
    with pytest.raises(InvalidCalendar) as raised:
        correct(**fields)
    return list(map(desk.mistake, raised.value.problems))


class TestProposals:
    def test_what_the_calendar_does_not_have_is_new_and_sure(self):
        found = proposal(NEW)

        assert found.match.verdict is Verdict.NEW
        assert found.becomes == found.match.meeting
        assert found.is_sure

    def test_what_it_has_gets_one_more_source(self):
        found = proposal(KNOWN)

        assert found.match.verdict is Verdict.KNOWN
        assert found.becomes
        assert [each.quote for each in found.becomes.sources] == [KNOWN]
        assert replace(found.becomes, sources=()) == GENEVA
        assert found.is_sure

    def test_what_was_moved_is_for_a_person_to_take(self):
        found = proposal(MOVED)

        assert found.match.verdict is Verdict.MOVED
        assert found.becomes
        assert (found.becomes.start, found.becomes.was) == (dt.date(2022, 1, 14), dt.date(2022, 1, 12))
        assert not found.is_sure

    def test_what_was_called_off_is_for_a_person_to_take(self):
        found = proposal(OFF)

        assert found.match.verdict is Verdict.CANCELLED
        assert found.becomes
        assert found.becomes.status is Status.CANCELLED
        assert not found.is_sure

    def test_what_may_be_a_known_meeting_moved_is_not_sure(self):
        found = proposal(LATER)

        assert found.match.verdict is Verdict.NEW
        assert found.match.why == "perhaps geneva, 12–13 January 2022, moved"
        assert not found.is_sure

    def test_an_article_that_was_taken_before_changes_nothing_more(self, tmp_path: Path):
        file = tmp_path / "events.yaml"
        file.write_text(FILE, encoding="utf-8")
        for text in (KNOWN, NEW):
            taken = proposal(text, store.load(file)).becomes
            assert taken
            store.carry_out(store.plan(file, [taken]))
            again = proposal(text, store.load(file))

            assert again.match.verdict is Verdict.KNOWN
            assert again.becomes is None
            assert not again.is_sure

    def test_the_sources_say_which_article_it_was_as_the_file_can_have_it(self):
        told = desk.as_filed(article(KNOWN, title="Talks\nin \u202eGeneva", outlet="\u200b", url="javascript:alert(1)"))
        [found] = desk.proposals(told, CALENDAR, published=PUBLISHED)

        assert found.becomes
        assert found.becomes.sources == (Source(title="Talks in Geneva", published=PUBLISHED, quote=KNOWN),)

    def test_an_article_without_meetings_proposes_none(self):
        assert desk.proposals(article("It rained."), CALENDAR, published=PUBLISHED) == ()


def judged(*, confidence: float = 1.0, doubts: tuple[str, ...] = (), **match: object) -> Proposal:
    draft = Draft(meeting=GENEVA, quote=Evidence(start=0, end=0, text=""), confidence=confidence, doubts=doubts)
    facts: dict[str, object] = {"meeting": GENEVA, "verdict": Verdict.NEW, **match}
    return Proposal(draft=draft, match=Match(**facts))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("proposed", "sure"),
    [
        (judged(), True),
        (judged(confidence=desk.SURE), True),
        (judged(confidence=desk.SURE - 0.01), False),
        (judged(doubts=("perhaps another day",)), False),
        (judged(why="perhaps geneva, moved"), False),
        (judged(verdict=Verdict.KNOWN), False),
        (judged(verdict=Verdict.KNOWN, becomes=GENEVA), True),
        (judged(verdict=Verdict.KNOWN, becomes=GENEVA, doubts=("perhaps not",)), False),
        (judged(verdict=Verdict.CHANGED, why="otherwise"), False),
    ],
)
def test_only_what_is_probable_and_leaves_no_doubt_is_taken_unasked(proposed: Proposal, sure: bool):  # noqa: FBT001
    assert proposed.is_sure is sure


class TestFields:
    def test_they_say_what_a_person_would_write(self):
        assert desk.fields_of(GENEVA, CALENDAR) == {
            "title": "Geneva talks",
            "kind": "talks",
            "start": "2022-01-12",
            "end": "2022-01-13",
            "place": "Geneva",
            "participants": "us, russia",
            "status": "",
            "certainty": "",
            "was": "",
            "reason": "Snow.",
            "description": "They meet.",
            "url": "https://example.org/talks",
        }

    @given(MEETINGS)
    def test_what_is_not_touched_stays_what_it_is(self, meeting: Meeting):
        assert desk.corrected(meeting, desk.fields_of(meeting, CALENDAR), CALENDAR) is meeting

    @given(MEETINGS)
    def test_one_field_corrected_leaves_all_others_as_they_are(self, meeting: Meeting):
        calendar = replace(CALENDAR, participants=tuple(dict.fromkeys(meeting.participants)))
        calendar = replace(calendar, participants=tuple(replace(each, role=None) for each in calendar.participants))
        fields = {**desk.fields_of(meeting, calendar), "url": "https://example.org/corrected"}

        assert desk.corrected(meeting, fields, calendar) == replace(meeting, url="https://example.org/corrected")

    @pytest.mark.parametrize(
        "start", [UNKNOWN, month_of(dt.date(2022, 1, 1)), quarter_of(dt.date(2022, 1, 1)), week_of(dt.date(2022, 1, 1))]
    )
    def test_a_meeting_without_its_day_can_be_corrected_too(self, start):  # type: ignore[no-untyped-def]
        meeting = replace(GENEVA, start=start, end=None)

        assert correct(meeting, reason="Rain.") == replace(meeting, reason="Rain.")

    def test_a_meeting_keeps_its_own_zone(self):
        at = dt.datetime(2022, 1, 12, 9, tzinfo=ZoneInfo("Asia/Tokyo"))
        meeting = replace(GENEVA, start=at, end=None, timezone=ZoneInfo("Asia/Tokyo"))

        assert correct(meeting, reason="Rain.") == replace(meeting, reason="Rain.")


@pytest.mark.parametrize(
    ("field", "text", "facts"),
    [
        ("title", "Talks", {"title": "Talks", "titles": (("en", "Talks"), ("fr", "Entretiens de Genève"))}),
        ("kind", "summit", {"kind": Kind.SUMMIT}),
        ("start", "11 January 2022", {"start": dt.date(2022, 1, 11)}),
        ("end", "2022-01-14", {"end": dt.date(2022, 1, 14)}),
        ("end", "", {"end": None}),
        ("place", "A villa", {"place": replace(GENEVA.place, name="A villa", country=None)}),  # type: ignore[type-var]
        ("status", "tentative", {"status": Status.TENTATIVE}),
        ("certainty", "reported", {"certainty": Certainty.REPORTED}),
        ("was", "2022-01-05", {"was": dt.date(2022, 1, 5)}),
        ("reason", "", {"reason": None}),
        ("reason", "  Rain. ", {"reason": "Rain."}),
        ("description", "", {"description": None, "descriptions": ()}),
        ("url", "", {"url": None}),
        ("url", "https://example.org/2", {"url": "https://example.org/2"}),
        ("participants", "", {"participants": ()}),
    ],
)
def test_each_field_can_be_corrected_or_cleared(field: str, text: str, facts: dict[str, object]):
    if field == "place":
        facts = {
            "place": store.parse("meetings: [{id: a, title: A, start: unknown, place: A villa}]", file="")
            .meetings[0]
            .place
        }
    assert correct(**{field: text}) == replace(GENEVA, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("title", "", "'title' is missing; add `title:`"),
        ("start", "", "'start' is missing; add `start:`"),
        ("start", "2022-02-30", "Start: there is no 30 February 2022; February 2022 has 28 days"),
        ("end", "2022-01-01", "End: 2022-01-01 is before start 2022-01-12; the end is the last day of the meeting"),
        (
            "kind",
            "party",
            "Kind: 'party' is no kind; use one of summit, talks, meeting, session, call, visit, conference",
        ),
        (
            "url",
            "javascript:alert(1)",
            (
                "Url: 'javascript:alert(1)' is not a web address; "
                "write a whole address, as https://example.org/page, with %20 for a space"
            ),
        ),
        ("title", "a\u202eb", "Title: title (en) has the control character U+202E; delete it"),
        (
            "participants",
            "us, Nobody Known",
            "Participants: participant 'Nobody Known' is unknown; add them to `participants:` at the top of the file",
        ),
        ("participants", "us, rusia", "Participants: participant 'rusia' is unknown; did you mean 'Russia'?"),
    ],
)
def test_a_mistake_is_named_with_its_field_and_its_mend(field: str, text: str, said: str):
    assert mistakes(**{field: text}) == [said]


def test_all_mistakes_are_told_at_once():
    assert [each.partition(":")[0] for each in mistakes(start="soon", url="x", kind="party")] == [
        "Kind",
        "Start",
        "Url",
    ]


class TestParticipants:
    def test_who_stays_keeps_the_role(self):
        found = correct(participants="Ada Example, russia").participants

        assert [(each.id, each.role) for each in found] == [("ada", None), ("russia", Role.HOST)]

    def test_a_name_with_a_comma_is_one_name(self):
        meeting = replace(
            GENEVA, participants=(replace(GENEVA.participants[0], id="x", name="Smith, J.", country=None),)
        )

        assert desk.fields_of(meeting, CALENDAR)["participants"] == "Smith, J."
        found = correct(meeting, participants="Smith, J., us,, Korea, Republic of").participants
        assert [each.name for each in found] == ["Smith, J.", "United States", "Korea, Republic of"]

    def test_whom_the_gazetteer_knows_needs_no_line_in_the_registry(self):
        assert [each.name for each in correct(participants="France, NATO").participants] == ["France", "NATO"]


class TestDifference:
    def test_it_is_a_diff_that_names_files_and_no_folder(self, tmp_path: Path):
        file = tmp_path / "events.yaml"
        file.write_text(FILE, encoding="utf-8")
        written = desk.difference(store.plan(file, [replace(GENEVA, reason="Rain.")]))

        assert written.startswith("--- events.yaml\n+++ events.yaml\n@@ ")
        assert "-    reason: Snow.\n+    reason: Rain.\n" in written
        assert str(tmp_path) not in written

    def test_a_new_file_comes_from_nothing(self, tmp_path: Path):
        written = desk.difference(store.plan(tmp_path / "new.yaml", [GENEVA]))

        assert written.startswith("--- /dev/null\n+++ new.yaml\n@@ -0,0 ")

    def test_a_last_line_without_its_end_is_said(self, tmp_path: Path):
        file = tmp_path / "events.yaml"
        rewrite = store.Plan(rewrites=(Rewrite(path=file, before="a", after="a\n"),))

        assert desk.difference(rewrite).endswith("-a\n\\ No newline at end of file\n+a")

    def test_only_the_ends_of_lines_part_lines(self, tmp_path: Path):
        rewrite = Rewrite(path=tmp_path / "events.yaml", before="a\u2028b\x85c\n", after="a\u2028b\x85d\n")

        assert desk.difference(store.Plan(rewrites=(rewrite,))).count("\n-") == 1

    def test_nothing_to_write_is_no_difference(self, tmp_path: Path):
        file = tmp_path / "events.yaml"
        file.write_text(FILE, encoding="utf-8")

        assert desk.difference(store.plan(file, [GENEVA])) == ""
