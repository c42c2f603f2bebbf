import datetime as dt
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.repeats import rules

from summitcal import store
from summitcal.model import (
    AgendaItem,
    Certainty,
    Kind,
    Meeting,
    Occurrence,
    Participant,
    ParticipantKind,
    Place,
    Repeat,
    Role,
    Source,
    Status,
)
from summitcal.problems import Conflict, InvalidCalendar, SummitcalError
from summitcal.recurrence import nearest_day, rule_days
from summitcal.store.editor import added, save
from summitcal.store.texts import fault_of
from summitcal.when import UNKNOWN, month_of

ZURICH = ZoneInfo("Europe/Zurich")
US = Participant(id="united-states", name="United States", country="US")
STRANGER = Participant(
    id="ada-example", name="Ada Example", kind=ParticipantKind.PERSON, country="CH", office="Foreign Minister"
)
TALKS = Meeting(id="talks", title="Talks", kind=Kind.TALKS, start=dt.date(2022, 2, 1))

HAND_MADE = """\
# A header that says what this is.
participants:
  us: {name: United States, country: US}   # with a comment

meetings:
  - id: first      # the first
    title: 'First: talks'
    start: 2022-01-09

  - {id: second, title: Second talks, start: 2022-01-10}
# The end.
"""


def after(text: str, *meetings: Meeting) -> str:
    return added(text, meetings, file="events.yaml")


def test_what_people_wrote_stays_to_the_letter():
    written = [line for line in HAND_MADE.splitlines() if line]

    assert [line for line in after(HAND_MADE, TALKS).splitlines() if line in written] == written


def test_a_meeting_is_added_at_the_end_set_apart_as_the_others_are():
    assert after(HAND_MADE, TALKS) == HAND_MADE.replace(
        "# The end.\n",
        "\n  - id: talks\n    title: Talks\n    kind: talks\n    start: 2022-02-01\n# The end.\n",
    )


def test_lists_without_indentation_stay_without():
    text = "meetings:\n- id: first\n  title: First\n  start: 2022-01-09\n- id: second\n  title: S\n  start: 2022-01-10"

    assert after(text, TALKS) == f"{text}\n- id: talks\n  title: Talks\n  kind: talks\n  start: 2022-02-01\n"


def test_sections_after_the_meetings_stay_after_them():
    text = "meetings:\n  - {id: first, title: First, start: 2022-01-09}\n\n# who\nparticipants:\n  x: {name: X}\n"

    changed = after(text, TALKS)

    assert changed.index("id: talks") < changed.index("# who")
    assert changed.endswith("\n\n# who\nparticipants:\n  x: {name: X}\n")


@pytest.mark.parametrize("text", ["meetings: []\n", "meetings: [] # none yet\n"])
def test_an_empty_list_in_brackets_is_opened(text: str):
    opened = "meetings:  # none yet\n" if "#" in text else "meetings:\n"

    assert after(text, TALKS) == f"{opened}  - id: talks\n    title: Talks\n    kind: talks\n    start: 2022-02-01\n"


@pytest.mark.parametrize("end", ["...\n", "# The end.\n...\n"])
def test_what_is_added_stands_before_the_end_of_the_document(end: str):
    text = "meetings:\n  - {id: first, title: First, start: 2022-01-09}\n"
    talks = "\n  - id: talks\n    title: Talks\n    kind: talks\n    start: 2022-02-01\n"

    assert after(f"{text}{end}", TALKS) == f"{text}{talks}{end}"


def test_windows_line_ends_stay():
    changed = after(HAND_MADE.replace("\n", "\r\n"), TALKS)

    assert changed.count("\n") == changed.count("\r\n")


def test_whoever_the_registry_does_not_know_is_added_to_it_once():
    meeting = Meeting(id="talks", title="Talks", start=dt.date(2022, 2, 1), participants=(US, STRANGER))

    changed = after(HAND_MADE, meeting)

    assert "  ada-example: {name: Ada Example, kind: person, country: CH, office: Foreign Minister}\n" in changed
    assert "    participants: [us, ada-example]\n" in changed
    assert changed.count("ada-example:") == 1


def test_a_stranger_in_two_meetings_is_added_once():
    meetings = [replace(TALKS, id=id_, participants=(STRANGER,)) for id_ in ("one", "two")]

    assert after(HAND_MADE, *meetings).count("{name: Ada Example,") == 1


def test_two_strangers_who_want_one_id_get_two():
    twins = (STRANGER, replace(STRANGER, name="Ada Else"))
    [*_, found] = store.parse(after(HAND_MADE, replace(TALKS, participants=twins)), file="events.yaml").meetings

    assert found.participants == (STRANGER, replace(STRANGER, id="ada-example-2", name="Ada Else"))


def test_a_registry_is_made_where_there_is_none():
    meeting = Meeting(id="talks", title="Talks", start=dt.date(2022, 2, 1), participants=(STRANGER,))

    changed = after("# header\nmeetings:\n  - {id: first, title: First, start: 2022-01-09}\n", meeting)

    assert changed.startswith("# header\nparticipants:\n  ada-example: {name: Ada Example")
    assert "\n\nmeetings:\n" in changed


def test_a_registry_is_made_above_what_is_said_of_the_meetings():
    meeting = Meeting(id="talks", title="Talks", start=dt.date(2022, 2, 1), participants=(STRANGER,))
    text = "calendar: {title: T}\n\n# soonest first\nmeetings:\n  - {id: first, title: First, start: 2022-01-09}\n"

    assert after(text, meeting).startswith("calendar: {title: T}\n\nparticipants:\n  ada-example: {name: Ada Example")
    assert "\n\n# soonest first\nmeetings:\n" in after(text, meeting)


def test_a_file_that_only_includes_others_gets_meetings_of_its_own(tmp_path: Path):
    (tmp_path / "nato.yaml").write_text("meetings:\n  - {id: first, title: First, start: 2022-01-09}\n")
    (tmp_path / "events.yaml").write_text("include: nato.yaml\n")

    calendar = store.add(tmp_path / "events.yaml", [replace(TALKS, participants=(STRANGER,))])

    assert [meeting.id for meeting in calendar.meetings] == ["talks", "first"]
    with pytest.raises(SummitcalError, match="id 'first' is already used"):
        store.add(tmp_path / "events.yaml", [replace(TALKS, id="first")])


@pytest.mark.parametrize(
    "text",
    [
        "meetings: [{id: first, title: First, start: 2022-01-09}]\n",
        '{"meetings": [{"id": "first", "title": "First", "start": "2022-01-09"}]}\n',
        '{"meetings": []}\n',
    ],
)
def test_a_list_in_brackets_is_refused_with_the_mend(text: str):
    with pytest.raises(SummitcalError, match=r"give each .* a line of its own"):
        after(text, TALKS)


def test_an_id_that_is_taken_is_refused():
    with pytest.raises(SummitcalError, match="id 'talks' is already used; give the new meeting another"):
        after(HAND_MADE, TALKS, TALKS)


def test_a_file_with_mistakes_is_left_alone(tmp_path: Path):
    file = tmp_path / "events.yaml"
    file.write_text("meetings:\n  - {id: first}\n")

    with pytest.raises(InvalidCalendar):
        store.add(file, [TALKS])

    assert file.read_text() == "meetings:\n  - {id: first}\n"


def test_a_file_that_is_not_there_is_made(tmp_path: Path):
    calendar = store.add(tmp_path / "new" / "events.yaml", [TALKS])

    assert calendar == store.load(tmp_path / "new" / "events.yaml")
    assert [meeting.id for meeting in calendar.meetings] == ["talks"]


def test_an_empty_file_is_begun_like_a_new_one(tmp_path: Path):
    file = tmp_path / "events.yaml"
    file.touch()

    assert store.add(file, [TALKS]) == store.load(file) == store.add(tmp_path / "new.yaml", [TALKS])
    assert file.read_text() == (tmp_path / "new.yaml").read_text()


def test_adding_nothing_changes_nothing(tmp_path: Path):
    file = tmp_path / "events.yaml"
    file.write_text(HAND_MADE)

    store.add(file, [])

    assert file.read_text() == HAND_MADE


Worded = TypeVar("Worded", Meeting, Occurrence)
TEXTS = (
    st.text(st.characters(exclude_categories=("C", "Zl", "Zp"), exclude_characters="\\\xa0"), min_size=1, max_size=60)
    .map(str.strip)
    .filter(lambda text: text and fault_of(text, "it") is None)
)
NFC_TEXTS = TEXTS.map(lambda text: unicodedata.normalize("NFC", text)).filter(lambda text: not fault_of(text, ""))
TAGS = st.sampled_from(["ar", "de", "en", "fr", "fr-CH", "no", "on", "zh-Hant"])


def translations(text: str | None, others: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """Say that a text is in English, beside others."""
    return (("en", text), *sorted((tag, each) for tag, each in others.items() if tag != "en")) if text else ()


def translated(worded: Worded, titles: dict[str, str] | None, descriptions: dict[str, str] | None) -> Worded:
    """Give a meeting, or one occurrence, its texts in other languages too, or leave out that they are in any."""
    of_title = translations(worded.title, titles) if titles is not None else ()
    of_description = translations(worded.description, descriptions) if descriptions is not None else ()
    return replace(worded, titles=of_title, descriptions=of_description)


DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31))
STARTS = st.one_of(
    DAYS,
    DAYS.map(month_of),
    st.just(UNKNOWN),
    st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2100, 1, 1)).map(  # noqa: DTZ001
        lambda moment: moment.replace(second=0, microsecond=0, tzinfo=ZoneInfo("UTC"))
    ),
)


def with_end(meeting: Meeting) -> Meeting:
    """Let a meeting last until the next day, and its first topic be its beginning."""
    if not isinstance(meeting.start, dt.date):
        return meeting
    first = tuple(AgendaItem(topic=item.topic, at=meeting.start) for item in meeting.agenda[:1])
    return replace(meeting, end=meeting.start + dt.timedelta(days=1), agenda=(*first, *meeting.agenda[1:]))


def that_repeats(meeting: Meeting, rule: Repeat | None, changes: list[Occurrence], days: list[int]) -> Meeting:
    """Let a meeting repeat where it can: with its first on a day of the rule, and what differs on days of it too."""
    start = meeting.when.first_day
    if rule is None or start is None or not meeting.when.dated:
        return meeting
    rule = replace(rule, until=rule.until and max(rule.until, start))
    first = nearest_day(replace(meeting, repeat=rule), start)
    if first is None:
        return meeting
    meeting = replace(meeting, start=meeting.start + (first - start)) if isinstance(meeting.start, dt.date) else meeting
    if first != meeting.when.first_day or not any(rule_days(rule, first, first=first, last=first)):
        return replace(meeting, repeat=None)
    known = [*islice(rule_days(rule, first, first=first, last=dt.date.max), 20)]
    picked = list(dict.fromkeys(known[number % len(known)] for number in days))
    changed = [replace(change, on=day) for change, day in zip(changes, picked, strict=False)]
    return replace(meeting, repeat=replace(rule, excepted=tuple(picked[len(changed) :]), changes=tuple(changed)))


CHANGES = st.builds(
    Occurrence,
    on=DAYS,
    start=st.none() | DAYS,
    title=st.none() | NFC_TEXTS,
    place=st.sampled_from([None, Place(name="Geneva", country="CH", timezone=ZURICH), Place(name="A villa")]),
    status=st.none() | st.sampled_from(Status),
    reason=st.none() | NFC_TEXTS,
    description=st.none() | NFC_TEXTS,
    agenda=st.lists(st.builds(AgendaItem, topic=NFC_TEXTS), max_size=2).map(tuple),
    sources=st.lists(st.builds(Source, title=NFC_TEXTS, published=DAYS), max_size=2).map(tuple),
)
OTHERS = st.none() | st.dictionaries(TAGS, NFC_TEXTS, max_size=3)
TRANSLATED_CHANGES = st.builds(translated, CHANGES, OTHERS, OTHERS)
PLACES = (
    Place(name="Geneva", country="CH", timezone=ZURICH),
    Place(name="Geneva", country="CH", timezone=ZURICH, coordinates=(46.2, -6.125)),
    Place(name="A villa"),
    Place(name="A villa", coordinates=(0.0, 180.0)),
)
SINGLE_MEETINGS = st.builds(
    Meeting,
    id=st.from_regex(r"[a-z0-9][a-z0-9._-]{0,20}", fullmatch=True).map("new-{}".format),
    title=NFC_TEXTS,
    kind=st.sampled_from(Kind),
    start=STARTS,
    timezone=st.sampled_from([ZoneInfo("UTC"), ZURICH, ZoneInfo("Asia/Tokyo")]),
    participants=st.sampled_from([(), (US,), (US, STRANGER), (US, replace(STRANGER, role=Role.MEDIATOR))]),
    place=st.sampled_from([None, *PLACES]),
    conference=st.sampled_from([None, "https://example.org/live"]),
    status=st.sampled_from(Status),
    certainty=st.sampled_from(Certainty),
    was=st.none() | STARTS,
    reason=st.none() | NFC_TEXTS,
    description=st.none() | NFC_TEXTS,
    url=st.sampled_from([None, "https://example.org/a"]),
    agenda=st.lists(st.builds(AgendaItem, topic=NFC_TEXTS), max_size=3).map(tuple),
    sources=st.lists(
        st.builds(Source, title=NFC_TEXTS, outlet=st.none() | NFC_TEXTS, published=DAYS, quote=st.none() | NFC_TEXTS),
        max_size=2,
    ).map(tuple),
)
MEETINGS = st.builds(
    that_repeats,
    st.builds(translated, SINGLE_MEETINGS, OTHERS, OTHERS),
    st.none() | rules(),
    st.lists(TRANSLATED_CHANGES, max_size=2),
    st.lists(st.integers(0, 19)),
).map(with_end)


@given(MEETINGS)
def test_what_is_added_is_what_is_read(meeting: Meeting):
    [*_, found] = store.parse(after(HAND_MADE, meeting), file="events.yaml").meetings

    registered = {US: replace(US, id="us")}
    assert found == replace(meeting, participants=tuple(registered.get(each, each) for each in meeting.participants))


def test_whoever_has_the_id_of_somebody_else_gets_another():
    other = replace(STRANGER, id="us", name="Ada Else", aliases=("Else, A.",))

    changed = after(HAND_MADE, replace(TALKS, participants=(other,)))

    [*_, found] = store.parse(changed, file="events.yaml").meetings
    assert found.participants == (replace(other, id="us-2"),)


KYIV = ZoneInfo("Europe/Kyiv")
TOKYO = ZoneInfo("Asia/Tokyo")


@pytest.mark.parametrize(
    ("facts", "written"),
    [
        ({"timezone": ZURICH, "place": Place(name="Geneva")}, False),
        ({"timezone": KYIV, "place": Place(name="Geneva")}, True),
        ({"timezone": TOKYO, "place": Place(name="A villa")}, False),
        ({"timezone": ZURICH, "place": Place(name="A villa", timezone=ZURICH)}, False),
        ({"timezone": TOKYO, "place": Place(name="A villa", timezone=ZURICH)}, True),
        ({"timezone": KYIV, "start": dt.datetime(2022, 2, 1, 15, tzinfo=KYIV)}, False),
        ({"timezone": TOKYO, "start": dt.datetime(2022, 2, 1, 15, tzinfo=KYIV)}, True),
        ({"timezone": TOKYO, "start": dt.datetime(2022, 2, 1, 15, tzinfo=dt.UTC)}, False),
    ],
)
def test_a_zone_is_written_where_nothing_else_says_it_and_read_back(facts: dict[str, object], written: bool):  # noqa: FBT001
    text = "calendar: {timezone: Asia/Tokyo}\nmeetings: []\n"
    changed = after(text, replace(TALKS, **facts))  # type: ignore[arg-type]

    assert ("    timezone: " in changed) is written
    assert store.parse(changed, file="events.yaml").meetings[0].timezone == facts["timezone"]


def test_a_file_does_not_become_too_large_to_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("summitcal.store.editor.LARGEST", 400)
    file = tmp_path / "events.yaml"
    store.add(file, [Meeting(id="talks", title="Talks", start=UNKNOWN)])
    before = file.read_text()

    with pytest.raises(SummitcalError, match="it would be larger than 400 bytes; use another file, and include it"):
        store.add(file, [Meeting(id="more", title="x" * 400, start=UNKNOWN)])

    assert file.read_text() == before


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(tmp_path: Path):
    file = tmp_path / "events.yaml"
    file.write_text(HAND_MADE.replace("First", "Theirs"))

    told = r"changed it meanwhile \(line 7 is now .*Theirs.*; nothing was written"
    with pytest.raises(Conflict, match=told) as found:
        save(file, "ours", before=HAND_MADE)
    assert found.value.text == HAND_MADE.replace("First", "Theirs")

    assert "Theirs" in file.read_text()


def test_many_writers_at_once_lose_nothing(tmp_path: Path):
    file = tmp_path / "events.yaml"
    file.write_text(HAND_MADE)

    def write(number: int) -> None:
        # Whoever is refused has been beaten by one of the others, each of whom writes once.
        for _ in range(16):
            try:
                store.add(file, [replace(TALKS, id=f"talks-{number}")])
            except SummitcalError as error:
                assert "changed it meanwhile" in str(error)  # noqa: PT017 - any other is a failure
            else:
                return

    with ThreadPoolExecutor(8) as writers:
        list(writers.map(write, range(16)))

    added_ids = {f"talks-{number}" for number in range(16)}
    assert {meeting.id for meeting in store.load(file).meetings} == {"first", "second", *added_ids}
