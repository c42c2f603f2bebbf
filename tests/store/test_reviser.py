import datetime as dt
import tempfile
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitcal import store
from summitcal.model import Calendar, Meeting, Participant, ParticipantKind, Place, Source, Status
from summitcal.problems import InvalidCalendar, SummitcalError
from summitcal.when import UNKNOWN, month_of

ZURICH = ZoneInfo("Europe/Zurich")
GENEVA = Place(name="Geneva", country="CH", timezone=ZURICH)
ADA = Participant(id="ada", name="Ada Example", kind=ParticipantKind.PERSON, country="CH", aliases=("Ada",))
BOB = Participant(id="bob-example", name="Bob Example", kind=ParticipantKind.PERSON, office="Envoy")
OFF = Source(published=dt.date(2022, 1, 5), quote="The talks: 'off', said one; “on, perhaps”, said another.")

EVENTS = """\
# A header that says what this is.
calendar: {timezone: Europe/Zurich}
participants:
  ada: {name: Ada Example, kind: person, country: CH, aliases: [Ada]}   # our own

meetings:
  - id: first      # the first
    title: 'First: talks'
    start: "2022-01-09"  # a Sunday
    sources:
      - {title: A, published: 2021-12-31}
      # - {title: B}

  # The second is in brackets.
  - {id: second, title: Second talks, start: 2022-01-10, status: tentative}
# The end.
"""


def meeting(file: Path, id: str) -> Meeting:  # noqa: A002 - the field's own name
    found = store.load(file).meeting(id)
    assert found
    return found


def revise(file: Path, *meetings: Meeting) -> str:
    """Write meetings into a file and return its text; nothing is refused."""
    plan = store.plan(file, meetings)
    assert plan.refused == {}
    store.carry_out(plan)
    return file.read_text(encoding="utf-8")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "events.yaml").write_text(EVENTS, encoding="utf-8")
    return tmp_path / "events.yaml"


def test_a_meeting_is_changed_where_it_stands_and_all_else_stays(file: Path):
    first, second = meeting(file, "first"), meeting(file, "second")
    moved = replace(first, start=dt.date(2022, 1, 16), was=first.start, sources=(*first.sources, OFF))
    text = revise(file, moved, replace(second, status=Status.CANCELLED, place=GENEVA))

    quote = """'The talks: ''off'', said one; “on, perhaps”, said another.'"""
    assert text == (
        EVENTS.replace('start: "2022-01-09"', 'start: "2022-01-16"')
        .replace("  # a Sunday\n", "  # a Sunday\n    was: 2022-01-09\n")
        .replace("2021-12-31}\n", f"2021-12-31}}\n      - {{published: 2022-01-05, quote: {quote}}}\n")
        .replace("2022-01-10, status: tentative}", "2022-01-10, place: Geneva, status: cancelled}")
    )


def test_changed_and_new_ones_are_written_together_with_whoever_is_unknown(file: Path):
    first = meeting(file, "first")
    third = Meeting(id="third", title="Third", start=dt.date(2022, 2, 1), participants=(BOB,), timezone=ZURICH)

    text = revise(file, replace(first, participants=(ADA, BOB)), third)

    assert "    participants: [ada, bob-example]\n" in text
    assert text.count("bob-example: {name: Bob Example") == 1
    assert [each.participants for each in store.load(file).meetings] == [(ADA, BOB), (), (BOB,)]


def test_what_stands_as_it_should_is_not_written(file: Path):
    assert store.plan(file, store.load(file).meetings) == store.Plan()


def test_nothing_is_written_before_it_is_carried_out(file: Path):
    plan = store.plan(file, [replace(meeting(file, "first"), status=Status.CANCELLED)])
    [rewrite] = plan.rewrites

    assert (rewrite.path, rewrite.before) == (file, EVENTS)
    assert "    status: cancelled\n" in rewrite.after
    assert file.read_text(encoding="utf-8") == EVENTS


def test_a_file_that_is_not_there_is_made(tmp_path: Path):
    new = Meeting(id="new", title="New", start=UNKNOWN)

    store.carry_out(store.plan(tmp_path / "new.yaml", [new]))

    assert store.load(tmp_path / "new.yaml").meetings == (new,)


def test_a_meeting_is_changed_in_the_file_that_it_is_in(tmp_path: Path):
    main, nato, osce = tmp_path / "events.yaml", tmp_path / "nato.yaml", tmp_path / "osce" / "talks.yaml"
    osce.parent.mkdir()
    main.write_text("calendar: {timezone: Europe/Zurich}\ninclude: [nato.yaml, osce/*.yaml]\n")
    nato.write_text("# theirs\nmeetings:\n- {id: a, title: A, start: 2022-01-09}\n")
    osce.write_text("calendar: {timezone: Europe/Vienna}\nmeetings:\n- id: b\n  title: B\n  start: 2022-01-09 10:00\n")
    before = store.load(main)
    first, second = before.meetings

    plan = store.plan(
        main,
        [
            replace(first, participants=(BOB,)),
            replace(second, start=dt.datetime(2022, 1, 9, 12, tzinfo=ZoneInfo("Europe/Vienna"))),
        ],
    )
    store.carry_out(plan)

    assert [rewrite.path for rewrite in plan.rewrites] == [nato, osce, main]
    assert (
        nato.read_text() == "# theirs\nmeetings:\n- {id: a, title: A, start: 2022-01-09, participants: [bob-example]}\n"
    )
    assert osce.read_text().endswith("  start: 2022-01-09 12:00\n")
    assert "bob-example: {name: Bob Example" in main.read_text()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("  sources:\n    title: A\n", "its `sources` is no list"),
        ("  ? url\n  : https://example.org\n", "it is written in a way that cannot be changed without harm"),
    ],
)
def test_what_cannot_be_changed_safely_is_refused_and_the_others_are_written(text: str, why: str, tmp_path: Path):
    file = tmp_path / "events.yaml"
    file.write_text(
        f"meetings:\n- id: odd\n  title: Odd\n  start: 2022-01-09\n{text}- {{id: b, title: B, start: unknown}}\n"
    )
    odd, plain = store.load(file).meetings

    plan = store.plan(
        file, [replace(odd, sources=(*odd.sources, OFF)), replace(plain, start=month_of(dt.date(2022, 1, 1)))]
    )
    store.carry_out(plan)

    quote = """'The talks: ''off'', said one; “on, perhaps”, said another.'"""
    by_hand = f"edit it by hand: in sources: - {{published: 2022-01-05, quote: {quote}}}"
    assert plan.refused == {"odd": f"{why}; {by_hand}"}
    assert file.read_text().endswith(f"{text}- {{id: b, title: B, start: 2022-01}}\n")


def test_a_file_with_mistakes_is_left_alone(tmp_path: Path):
    file = tmp_path / "events.yaml"
    file.write_text("meetings:\n  - {id: first}\n")

    with pytest.raises(InvalidCalendar):
        store.plan(file, [Meeting(id="new", title="New", start=UNKNOWN)])


def test_what_would_be_a_mistake_is_refused(file: Path):
    plan = store.plan(file, [replace(meeting(file, "first"), end=dt.date(2021, 1, 1))])

    why = "it is written in a way that cannot be changed without harm; edit it by hand: end: 2021-01-01"
    assert plan == store.Plan(refused={"first": why})


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(file: Path):
    plan = store.plan(file, [replace(meeting(file, "first"), status=Status.CANCELLED)])
    file.write_text(EVENTS.replace("First", "Theirs"), encoding="utf-8")

    with pytest.raises(SummitcalError, match="changed it meanwhile"):
        store.carry_out(plan)

    assert "Theirs" in file.read_text(encoding="utf-8")


def test_a_byte_order_mark_stays(file: Path):
    file.write_bytes(b"\xef\xbb\xbf" + EVENTS.encode())

    store.carry_out(store.plan(file, [replace(meeting(file, "first"), status=Status.CANCELLED)]))

    assert file.read_bytes().startswith(b"\xef\xbb\xbf# A header")


# What people write, a line or a key in brackets each, and how the same can be written.
STARTS = ("2022-01-09", "'2022-01-09'", '"2022-01-09"', "9 January 2022", "2022-01-09 10:00", "2022-01", "unknown")
PARTICIPANTS = ("", "participants: US", "participants: [US]", "participants: [{who: US, role: host}, 'NO' ]")
LISTED = (*PARTICIPANTS, "participants:\n  - US\n  - {who: NO}", "participants:\n- US   # us\n- who: NO\n  role: guest")
SOURCES = ("", "sources: []", "sources: {title: A}", "sources: [{title: A}, {title: 'B, C'}]")
MORE_SOURCES = (
    "sources:\n  - {title: A}   # here\n  # - {title: B}",
    "sources:\n- title: A\n  quote: >\n    folded\n    text\n\n\n-   title: B",
    "sources: [{title: A},\n  {title: B},   # the last\n  ]",
)
TITLES = ("A", "{en: A, fr: B}", "{'no': 'A, B'}")
MORE_TITLES = ("\n  en: A  # ours\n  # theirs\n  no: B", "\n  fr: >-\n    A\n    B\n  zh-Hant: 會談")
RESTS = (
    "",
    "description: {en: A, ar: محادثات}",
    "description:\n  en: |\n    two\n\n    lines\n  fr: x  # a comment",
    "description: |\n  two\n  lines\n",
    "url: https://example.org/a   # a comment",
    "timezone: Europe/Kyiv",
)
ENDS = ("", "end: 2022-01-10", "end: '2022-01-10'   # the last day")
STATUSES = ("", "status: confirmed", 'status: "tentative"', "status: Postponed  # for now")


def block(lines: list[str]) -> str:
    return "\n".join(f"    {line}" if line else line for each in lines if each for line in each.split("\n"))


@st.composite
def files(draw: st.DrawFn) -> str:
    """Draw the text of a calendar whose first meeting is written in one of the ways that people write them."""
    start = draw(st.sampled_from(STARTS))
    end = draw(st.sampled_from(ENDS)) if "-09" in start and ":" not in start else ""
    in_line = draw(st.booleans())
    keys = [
        f"start: {start}",
        end.partition("  #")[0] if in_line else end,
        draw(st.sampled_from(PARTICIPANTS if in_line else LISTED)),
        draw(st.sampled_from(STATUSES)).partition("  #")[0] if in_line else draw(st.sampled_from(STATUSES)),
        draw(st.sampled_from(SOURCES if in_line else (*SOURCES, *MORE_SOURCES))),
        "" if in_line else draw(st.sampled_from(RESTS)),
    ]
    keys = draw(st.permutations(keys))
    title = draw(st.sampled_from(TITLES if in_line else (*TITLES, *MORE_TITLES)))
    if in_line:
        text = f"  - {{id: a, title: {title}, {', '.join(filter(None, keys))}}}"
    else:
        gap = draw(st.sampled_from(("", "# about the rest")))
        text = f"  - id: a   # an id\n{block([f'title: {title}', *keys[:2], gap, *keys[2:]])}"
    heading = draw(st.sampled_from(("", "calendar: {timezone: Europe/Zurich}\n")))
    rest = draw(
        st.sampled_from(("", "\n\n  # the second\n  - {id: b, title: B, start: unknown}\n\n# the end\n", "\n...\n"))
    )
    return f"# header\n{heading}meetings:\n{text}{rest}".replace("\n", draw(st.sampled_from(("\n", "\r\n"))))


CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "start": st.sampled_from(
            (
                dt.date(2022, 1, 12),
                dt.datetime(2022, 1, 12, 15, tzinfo=ZURICH),
                dt.datetime(2022, 10, 30, 0, 30, tzinfo=dt.UTC),
                month_of(dt.date(2022, 2, 1)),
            )
        ),
        "was": st.sampled_from((dt.date(2022, 1, 9), dt.datetime(2022, 1, 9, 10, tzinfo=ZURICH))),
        "status": st.sampled_from(Status),
        "place": st.sampled_from((GENEVA, Place(name="Palais: the old one"), Place(name="Kyiv hall", timezone=ZURICH))),
        "participants": st.just((BOB,)),
        "sources": st.just((OFF,)),
    },
)


@given(files(), CHANGES)
def test_however_a_meeting_is_written_what_changes_is_changed_and_all_else_stays(text: str, facts: dict[str, object]):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "events.yaml"
        file.write_bytes(text.encode())
        before = store.load(file)
        known = before.meetings[0]
        lists = {key: (*getattr(known, key), *facts[key]) for key in ("participants", "sources") if key in facts}  # type: ignore[misc]
        edited = replace(known, **(facts | lists | ({"end": None} if "start" in facts else {})))  # type: ignore[arg-type]
        plan = store.plan(file, [edited])
        store.carry_out(plan)
        after, written = store.load(file), file.read_bytes().decode()

    assert not plan.refused
    found = {participant.name: participant for participant in after.participants}
    who = tuple(replace(found.get(each.name, each), role=each.role) for each in edited.participants)
    assert after.meetings == (replace(edited, participants=who), *before.meetings[1:])
    assert lines_that_stay(text, facts) <= lines_of(written)
    assert written.count("\r\n") in {0, written.count("\n")}


def lines_of(text: str) -> set[str]:
    return {line.strip() for line in text.splitlines()}


def lines_that_stay(text: str, facts: dict[str, object]) -> set[str]:
    """Return the lines that have nothing to do with what changes; its keys all begin a line, or stand in one."""
    keys = {f"{key}:" for key in (*facts, *(("end",) if "start" in facts else ()))}
    touched = {line for line in text.splitlines() if "{id: a" in line or line.strip().startswith((*keys, "{title: B}"))}
    return lines_of("\n".join(line for line in text.splitlines() if line not in touched))


IN_LANGUAGES = "meetings:\n  - id: a\n    title: {en: A, fr: B}\n    start: 2022-01-10\n"


def test_a_translation_that_changes_is_for_a_person_to_write(file: Path):
    file.write_text(IN_LANGUAGES)
    [known] = store.load(file).meetings

    plan = store.plan(file, [replace(known, titles=(("en", "A"), ("fr", "C")))])

    assert plan == store.Plan(
        refused={"a": "its `title` has keys, items or lines of its own; edit it by hand: title: {en: A, fr: C}"}
    )


def test_texts_in_several_languages_come_in_where_none_was_named(file: Path):
    file.write_text(IN_LANGUAGES.replace("{en: A, fr: B}", "'A'   # ours"))
    [known] = store.load(file).meetings
    titles, descriptions = (("en", "A"), ("fr", "B, C")), (("en", "D"),)

    text = revise(file, replace(known, titles=titles, description="D", descriptions=descriptions))

    assert text == (
        IN_LANGUAGES.replace("{en: A, fr: B}", "{en: A, fr: 'B, C'}   # ours") + "    description:\n      en: D\n"
    )


def test_an_empty_file_is_begun_like_a_new_one(tmp_path: Path):
    (tmp_path / "events.yaml").touch()
    new = Meeting(id="new", title="New", start=UNKNOWN)

    store.carry_out(store.plan(tmp_path / "events.yaml", [new]))

    assert store.load(tmp_path / "events.yaml") == Calendar(meetings=(new,))
