"""Nasty files: each gets a sentence that names the place, or a feed that others can read; never a traceback."""

import json
from pathlib import Path

import icalendar
import pytest
import vobject

from summitcal.cli import main

SHARED = Path(__file__).parents[2] / "shared" / "yaml-torture"
CASES = json.loads((SHARED / "index.json").read_text(encoding="utf-8")) if SHARED.exists() else {}

HEAD = "meetings:\n  - id: talks\n    title: Talks\n    start: 2026-03-28\n"


def with_field(line: str) -> bytes:
    return f"{HEAD}    {line}\n".encode()


def instead(old: str, new: str) -> bytes:
    assert old in HEAD
    return HEAD.replace(old, new).encode("utf-8", "surrogatepass")


REFUSED: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "there are no meetings in this file"),
    "blanks": (b" \n\n", "there are no meetings in this file"),
    "a comment": (b"# nothing\n", "there are no meetings in this file"),
    "a word": (b"talks\n", "the file must have keys"),
    "a number": (b"42\n", "the file must have keys"),
    "a list": (b"- a\n- b\n", "the file must have keys"),
    "null": (b"null\n", "there are no meetings in this file"),
    "UTF-16": (HEAD.encode("utf-16"), "UTF-16"),
    "UTF-16 without a mark": (HEAD.encode("utf-16-le"), "UTF-16"),
    "latin-1": (instead("Talks", "Gespräche").decode().encode("latin-1"), "is not UTF-8"),
    "a NUL byte": (instead("Talks", "Ta\0lks"), ":"),
    "a tab for indentation": (HEAD.replace("    title", "\ttitle").encode(), ":3:"),
    "a mark in the middle": (instead("    start", "\ufeff    start"), ":4:1:"),
    "an open quote": (instead("Talks", '"Talks'), ":"),
    "an open bracket": (instead("Talks", "[Talks"), ":"),
    "a list for a title": (instead("Talks", "[Talks]"), ":3:12: meetings[0].title: title must be a text"),
    "a mapping for a title": (instead("Talks", "{a: Talks}"), ":3:12: meetings[0].title: title must be a text"),
    "a list for a start": (instead("2026-03-28", "[2026-03-28]"), "start must be a text"),
    "null for an id": (instead("talks", "null"), "id has no value"),
    "nothing for a start": (instead("2026-03-28", ""), "start has no value"),
    "a number for a start": (instead("2026-03-28", "12"), "'12' is not a date"),
    "minutes beyond the hour": (instead("2026-03-28", "2026-03-28 23:60"), "there is no time 23:60"),
    "the 31st of April": (instead("2026-03-28", "2026-04-31"), "there is no 31 April 2026; April 2026 has 30 days"),
    "the year 1": (instead("2026-03-28", "0001-03-28"), "is not a year we can use"),
    "the year 9999": (instead("2026-03-28", "9999-12-31"), "is not a year we can use"),
    "the year 26": (instead("2026-03-28", "26-03-28"), "is not a date"),
    "full-width digits": (instead("2026-03-28", "２０２６-03-28"), "is not a date"),
    "Arabic digits": (instead("2026-03-28", "٢٠٢٦-03-28"), "is not a date"),
    "an hour that clocks skip in Kyiv": (
        instead("2026-03-28", "2026-03-29 03:30 Europe/Kyiv"),
        "03:30 on 2026-03-29 does not exist in Europe/Kyiv",
    ),
    "an hour that comes twice in New York": (
        instead("2026-03-28", "2026-11-01 01:30 America/New_York"),
        "01:30 on 2026-11-01 comes twice in America/New_York",
    ),
    "half an hour that comes twice on Lord Howe": (
        instead("2026-03-28", "2026-04-05 01:45 Australia/Lord_Howe"),
        "comes twice in Australia/Lord_Howe",
    ),
    "a path for an id": (instead("talks", "../talks"), "has characters that an address cannot have"),
    "a space in an id": (instead("id: talks", "id: the talks"), "has characters that an address cannot have"),
    "a dash first in an id": (instead("id: talks", "id: -talks"), "has characters that an address cannot have"),
    "letters of another script in an id": (instead("id: talks", "id: переговоры"), "an address cannot have"),
    "a word for a boolean key": (with_field("on: x"), "unknown key 'on'"),
    "a key in capitals": (with_field("PLACE: Geneva"), "unknown key 'PLACE'; did you mean 'place'?"),
    "a null byte by escape": (instead("Talks", '"Ta\\0lks"'), "title has the control character U+0000"),
    "a bell by escape": (instead("Talks", '"Ta\\alks"'), "title has the control character U+0007"),
    "a next-line character": (instead("Talks", '"Ta\\Nlks"'), "title has the control character U+0085"),
    "a paragraph separator": (instead("Talks", '"Ta\\Plks"'), "title has the control character U+2029"),
    "text turned around": (instead("Talks", '"Ta\\u202elks"'), "title has the control character U+202E"),
    "an isolate": (instead("Talks", '"Ta\\u2066lks"'), "title has the control character U+2066"),
    "half a character": (instead("Talks", '"Ta\\ud83dlks"'), ":3:"),
    "nothing visible": (instead("Talks", '"\\u200b\\ufeff"'), "title is empty"),
    "only blanks": (instead("Talks", '"  "'), "title is empty"),
    "a backslash and n": (instead("Talks", "'Ta\\nlks'"), "which calendar programs take for something else"),
    "a line break in an address": (with_field('url: "https://example.org/\\r\\nX:1"'), "is not a web address"),
    "a script for an address": (with_field("url: javascript:alert(1)"), "is not a web address"),
    "data for an address": (with_field("url: 'data:text/html,x'"), "is not a web address"),
    "a file for an address": (with_field("url: file:///etc/passwd"), "is not a web address"),
    "an address with a password": (with_field("url: https://me:secret@example.org"), "is not a web address"),
    "an address without a host": (with_field("url: https:///x"), "is not a web address"),
    "a port that is none": (with_field("url: https://example.org:99999/"), "is not a web address"),
    "a line break in a zone": (with_field('timezone: "UTC\\nX:1"'), "time zone"),
    "a folder for a zone": (with_field("timezone: Europe"), "time zone 'Europe' is unknown"),
    "a path for a zone": (with_field("timezone: ../../etc/passwd"), "is unknown"),
    "a number for participants": (with_field("participants: 7"), "participant '7' is unknown"),
    "a list in a list": (with_field("participants: [[France]]"), "a participant must be a text"),
    "null among participants": (with_field("participants: [France, null]"), "a participant has no value"),
    "a mapping for participants": (with_field("participants: {France: 1}"), "participants must be a text"),
    "a number for an agenda": (with_field("agenda: {at: 09:30}"), "'topic' is missing"),
    "a word for sources": (with_field("sources: said"), "sources must have keys"),
    "a tag that runs code": (with_field("place: !!python/object/apply:os.system [ls]"), "the YAML tag"),
    "a tag of one's own": (with_field("place: !secret x"), "the YAML tag !secret"),
    "a set": (with_field("participants: !!set {France}"), "the YAML tag !!set"),
    "binary": (with_field("place: !!binary aGk="), "the YAML tag !!binary"),
    "laughs": (b"a: &a [x]\nb: &b [*a, *a]\nmeetings: [*b]\n", "refers to another part of the file"),
    "a merge": (
        HEAD.encode().replace(b"- id", b"- &x\n    id") + b"  - <<: *x\n    id: b\n",
        "*x refers to another part",
    ),
    "two documents": (HEAD.encode() + b"---\n" + HEAD.encode(), ":5:1: a second document begins here"),
    "depth in brackets": (b"meetings: " + b"[" * 10_000, "nested more than 40 levels deep"),
    "depth in blocks": (b"".join(b" " * n + b"a:\n" for n in range(2_000)), "nested more than 40 levels deep"),
    "twenty thousand keys twice": (HEAD.encode() + b"x: 1\n" * 20_000, "stands here a second time"),
    "an end before its start": (with_field("end: 2026-03-27"), ":5:10: meetings[0].end: 2026-03-27 is before start"),
    "a month for an end": (with_field("end: 2026-04"), "are not equally exact"),
    "fifty million bytes": (b"#" * 50_000_000, "is larger than"),
}

READ: dict[str, bytes] = {
    "a byte order mark": b"\xef\xbb\xbf" + HEAD.encode(),
    "carriage returns": HEAD.replace("\n", "\r").encode(),
    "mixed line ends": HEAD.replace("\n", "\r\n", 2).encode(),
    "a directive": b"%YAML 1.1\n---\n" + HEAD.encode(),
    "an end of document": HEAD.encode() + b"...\n",
    "JSON": b'{"meetings": [{"id": "talks", "title": "Talks", "start": "2026-03-28"}]}',
    "no, on and numbers for texts": instead("Talks", "no").replace(b"id: talks", b"id: 007"),
    "sexagesimal titles": instead("Talks", "12:30:45"),
    "a title that is a date": instead("Talks", "2026-03-28"),
    "a title in quotes that is null": instead("Talks", "'null'"),
    "a folded title": instead("Talks", ">\n      Talks\n      in two lines"),
    "a description in lines": with_field("description: |\n      one\n      two, with; marks"),
    "a calendar within a text": with_field('description: "END:VEVENT\\r\\nBEGIN:VEVENT\\r\\nEND:VCALENDAR"'),
    "a long title": instead("Talks", "x" * 100_000),
    "a million letters": with_field(f"description: {'words ' * 170_000}"),
    "emoji and right to left": instead("Talks", "🕊 قمة جنيف 👩‍👩‍👧"),
    "letters with their accents apart": instead("Talks", "Zu\u0308rich"),
    "markup": instead("Talks", "'<script>alert(1)</script> [x](javascript:1) :red[x] $x$'"),
    "a formula": instead("Talks", "'=HYPERLINK(\"http://example.org\")'"),
    "quotes and marks": instead("Talks", "'a \"b\" ''c''; d, e: f \\ g % h'"),
    "an address in another script": with_field("url: https://дом.рф/a?b=c&d=ü"),
    "a port": with_field("url: https://example.org:8443/a"),
    "a leap day": instead("2026-03-28", "2028-02-29"),
    "before 1970": instead("2026-03-28", "1814-09-18"),
    "after 2038": instead("2026-03-28", "2040-07-01 10:00 Europe/Zurich"),
    "seconds": instead("2026-03-28", "2026-03-28T10:00:00Z"),
    "an hour that comes twice, with its offset": instead("2026-03-28", "2026-10-25 02:30+02:00"),
    "the last day that can be": instead("2026-03-28", "2199-12-31"),
    "a long id": instead("id: talks", f"id: {'a' * 200}"),
    "one participant": with_field("participants: NO"),
    "an unused anchor": HEAD.encode().replace(b"Talks", b"&x Talks"),
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "events.yaml"


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_a_sentence(name: str, file: Path, capsys: pytest.CaptureFixture[str]):
    data, sentence = REFUSED[name]
    file.write_bytes(data)

    assert main(["check", str(file)]) in {1, 2}
    said = capsys.readouterr()
    assert sentence in said.out + said.err
    assert str(file) in said.out + said.err


@pytest.mark.parametrize("name", READ)
def test_it_is_read_and_makes_a_feed_that_others_read(name: str, file: Path, tmp_path: Path):
    file.write_bytes(READ[name])

    assert main(["check", str(file)]) == 0
    assert read_back(file, tmp_path) == 1


@pytest.mark.skipif(not CASES, reason="the shared nasty files are not kept with the code")
@pytest.mark.parametrize("name", CASES or ["none"])
def test_a_shared_nasty_file_gets_the_answer_it_should(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    case = CASES[name]
    status = main(["check", str(SHARED / case["file"])])
    said = capsys.readouterr()

    assert status in {0, 1, 2}
    assert said.out + said.err
    # The digits of this one are plain by now: it differs from the good file in nothing.
    answer = "accept" if name == "117-fullwidth-digits" else case["do"]
    if answer != "either":
        assert status == 0 if answer == "accept" else status > 0
    if status == 0:
        assert read_back(SHARED / case["file"], tmp_path) > 0


def read_back(file: Path, tmp_path: Path) -> int:
    """Return how many entries the feed of a calendar has, for two parsers by other hands."""
    assert main(["export", str(file), "-o", str(tmp_path / "feed.ics")]) == 0
    data = (tmp_path / "feed.ics").read_bytes()
    ours = icalendar.Calendar.from_ical(data).walk("VEVENT")
    theirs = vobject.readOne(data.decode()).vevent_list
    assert [str(event["SUMMARY"]) for event in ours] == [event.summary.value for event in theirs]
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    return len(ours)
