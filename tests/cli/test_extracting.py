"""The command for whoever reads the news."""

import datetime as dt
import io
import json
from pathlib import Path

import pytest
from tests.pdfs import pdf

from summitcal import Source, load
from summitcal.cli import main

ROOT = Path(__file__).parents[2]
ARTICLE = str(ROOT / "examples" / "article.txt")
PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Talks</title>
<meta property="article:published_time" content="2021-12-31T10:00:00Z">
<meta property="og:title" content="Talks “agreed”"><meta property="og:site_name" content="Example News">
<link rel="canonical" href="https://news.example.org/talks"></head><body><nav><a href="/">Home</a></nav><article>
<p>France and Germany will hold talks in Paris on 12 January, the minister said.</p></article></body></html>"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a page of news in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    return tmp_path


def test_extract_shows_each_meeting_with_its_words(capsys: pytest.CaptureFixture[str]):
    assert main(["extract", ARTICLE, "--published", "2021-12-31"]) == 0
    shown = capsys.readouterr()
    assert shown.err == "5 meetings found\n"
    assert "9–10 January 2022" in shown.out
    assert "where  Geneva" in shown.out


def test_extract_writes_json_whose_quotes_stand_in_the_text(capsys: pytest.CaptureFixture[str]):
    assert main(["extract", ARTICLE, "--published", "2021-12-31", "--format", "json"]) == 0
    text = Path(ARTICLE).read_text(encoding="utf-8")
    meetings = json.loads(capsys.readouterr().out)["meetings"]
    assert len(meetings) == 5
    assert all(meeting["quote"] == text[slice(*meeting["span"])] for meeting in meetings)


def test_extract_writes_yaml_that_is_a_calendar(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["extract", ARTICLE, "--published", "2021-12-31", "--format", "yaml"]) == 0
    (tmp_path / "events.yaml").write_text("meetings:\n" + capsys.readouterr().out)
    main(["check", str(tmp_path / "events.yaml")])
    said = capsys.readouterr().out.splitlines()
    # Persons and loose groups need an entry in the registry; nothing else may be wrong.
    assert all("is unknown; " in line for line in said)


def test_extract_reads_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    text = "France and Germany will hold talks in Paris on 12 January."
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    assert main(["extract", "-", "--published", "2022-01-03", "--format", "json"]) == 0
    [meeting] = json.loads(capsys.readouterr().out)["meetings"]
    assert (meeting["start"], meeting["location"]) == ("2022-01-12", "Paris")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "say when the article was published, as --published 2021-12-31"),
        (["--published", "yesterday"], "--published: 'yesterday' is not a date; write it as 2021-12-31"),
        (["--published", "2021-12"], "--published: '2021-12' is not a day; write it as 2021-12-31"),
    ],
)
def test_extract_needs_the_day_of_publication(words: list[str], message: str, capsys: pytest.CaptureFixture[str]):
    assert main(["extract", ARTICLE, *words]) == 2
    assert message in capsys.readouterr().err


@pytest.mark.usefixtures("folder")
def test_a_page_says_itself_when_it_was_published(capsys: pytest.CaptureFixture[str]):
    assert main(["extract", "page.html"]) == 0
    shown = capsys.readouterr()
    assert shown.err == "published 31 December 2021, from the page's metadata\n1 meeting found\n"
    assert "Wednesday 12 January 2022  [upcoming talks]  France–Germany talks in Paris" in shown.out


@pytest.mark.usefixtures("folder")
def test_what_is_said_of_the_day_wins_over_the_page(capsys: pytest.CaptureFixture[str]):
    assert main(["extract", "page.html", "--published", "2023-01-03"]) == 0
    shown = capsys.readouterr()
    assert shown.err.startswith("published 3 January 2023, as you say; the page's metadata says 31 December 2021\n")
    assert "12 January 2023" in shown.out


def test_the_json_of_a_page_has_its_text_and_what_it_says_of_itself(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["extract", "page.html", "--format", "json", "--text", "page.txt"]) == 0
    found = json.loads(capsys.readouterr().out)
    text = found.pop("text")
    [meeting] = found.pop("meetings")
    assert (folder / "page.txt").read_text(encoding="utf-8") == text
    assert meeting["quote"] == text[slice(*meeting["span"])] == "on 12 January"
    assert found == {
        "title": "Talks \u201cagreed\u201d",
        "outlet": "Example News",
        "url": "https://news.example.org/talks",
        "published": "2021-12-31",
    }


def test_the_json_of_a_text_has_its_meetings_alone(capsys: pytest.CaptureFixture[str]):
    assert main(["extract", ARTICLE, "--published", "2021-12-31", "--format", "json"]) == 0
    assert list(json.loads(capsys.readouterr().out)) == ["meetings"]


@pytest.mark.usefixtures("folder")
def test_what_is_added_from_a_page_names_the_page_as_its_source():
    assert main(["extract", "page.html", "--add", "new.yaml"]) == 0
    [meeting] = load("new.yaml").meetings
    assert meeting.sources == (
        Source(
            title="Talks \u201cagreed\u201d",
            outlet="Example News",
            url="https://news.example.org/talks",
            published=dt.date(2021, 12, 31),
            quote="France and Germany will hold talks in Paris on 12 January, the minister said.",
        ),
    )
    assert main(["check", "new.yaml"]) == 0


CALENDAR = """\
# Ask Ada before you touch this.
calendar: {timezone: Europe/Brussels}
meetings:
  - id: council
    title: 'NATO–Russia: the Council'
    kind: talks
    start: 2022-01-12      # Wednesday
    participants: [NATO, Russia]

  - id: geneva
    title: US–Russia talks
    kind: talks
    start: 2022-01-09
    participants: [US, Russia]
    sources:
      - {title: Talks agreed, published: 2021-12-31}   # the wire

  # in braces
  - {id: paris, title: Paris talks, kind: talks, start: 2022-01-20, participants: [France, Germany]}

  - id: odd
    title: Polish–Czech talks
    start: 2022-01-21
    participants: [Poland, Czechia]
    place: Prague
    sources:
      title: Not in a list
# The end.
"""
NEWS = """\
The NATO-Russia talks, originally planned for 12 January, will now take place on 19 January.

Talks between the United States and Russia on 9 January have been called off.

France and Germany will hold talks in Paris on 20 January. Poland and Czechia will hold talks in Prague on 21 January.

Italy and Spain will hold talks in Rome on 3 February.
"""
AS_CHANGED = """\
# Ask Ada before you touch this.
calendar: {timezone: Europe/Brussels}
meetings:
  - id: council
    title: 'NATO–Russia: the Council'
    kind: talks
    start: 2022-01-19      # Wednesday
    was: 2022-01-12
    participants: [NATO, Russia]
    sources:
      - published: 2022-01-03
        quote: The NATO-Russia talks, originally planned for 12 January, will now take place on 19 January.

  - id: geneva
    title: US–Russia talks
    kind: talks
    start: 2022-01-09
    participants: [US, Russia]
    status: cancelled
    sources:
      - {title: Talks agreed, published: 2021-12-31}   # the wire
      - {published: 2022-01-03, quote: Talks between the United States and Russia on 9 January have been called off.}

  # in braces
  - {id: paris, title: Paris talks, kind: talks, start: 2022-01-20, participants: [France, Germany], place: Paris, \
sources: [{published: 2022-01-03, quote: France and Germany will hold talks in Paris on 20 January.}]}

  - id: odd
    title: Polish–Czech talks
    start: 2022-01-21
    participants: [Poland, Czechia]
    place: Prague
    sources:
      title: Not in a list

  - id: italy-spain-talks-2022-02-03
    title: Italy–Spain talks in Rome
    kind: talks
    start: 2022-02-03
    participants: [Italy, Spain]
    place: Rome
    sources:
      - published: 2022-01-03
        quote: Italy and Spain will hold talks in Rome on 3 February.
# The end.
"""
ADDING = ["extract", "news.txt", "--published", "2022-01-03", "--add", "events.yaml"]


@pytest.fixture
def told(folder: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A calendar file with an article that has news of it."""
    (folder / "events.yaml").write_text(CALENDAR, encoding="utf-8")
    (folder / "news.txt").write_text(NEWS, encoding="utf-8")
    assert main(["check", "events.yaml"]) == 0
    capsys.readouterr()
    return folder / "events.yaml"


def test_news_of_known_meetings_is_written_where_it_belongs(told: Path, capsys: pytest.CaptureFixture[str]):
    assert main(ADDING) == 0
    by_hand = (
        "in sources: - {published: 2022-01-03, quote: Poland and Czechia will hold talks in Prague on 21 January.}"
    )
    assert capsys.readouterr().err.splitlines() == [
        "5 meetings found",
        "moved council: from Wednesday 12 January 2022 to Wednesday 19 January 2022; source added",
        "cancelled geneva: US–Russia talks, Sunday 9 January 2022; source added",
        "known paris: source added; place added: Paris",
        f"CHECK odd: its `sources` is no list; edit it by hand: {by_hand}",
        "added italy-spain-talks-2022-02-03: Italy–Spain talks in Rome, Thursday 3 February 2022",
        "events.yaml: 1 meeting added, 3 changed; read them before you publish",
    ]
    assert told.read_text(encoding="utf-8") == AS_CHANGED


def test_the_same_article_changes_nothing_the_second_time(told: Path, capsys: pytest.CaptureFixture[str]):
    assert main(ADDING) == main(ADDING) == 0
    assert told.read_text(encoding="utf-8") == AS_CHANGED
    assert "known council: left as it is\nknown geneva: left as it is\n" in capsys.readouterr().err


def test_a_dry_run_shows_what_would_be_written_and_writes_nothing(told: Path, capsys: pytest.CaptureFixture[str]):
    assert main([*ADDING, "--dry-run"]) == 0
    shown = capsys.readouterr()
    difference = shown.out.splitlines()
    assert difference[:2] == ["--- events.yaml", "+++ events.yaml"]
    gone = [line for line in difference[2:] if line.startswith("-")]
    assert gone == ["-    start: 2022-01-12      # Wednesday", f"-{CALENDAR.splitlines()[18]}"]
    assert "CHECK odd: its `sources` is no list; " in shown.err
    assert "events.yaml: nothing is written; 1 meeting to add, 3 to change\n" in shown.err
    assert told.read_text(encoding="utf-8") == CALENDAR


def test_a_new_meeting_that_may_be_a_known_one_moved_is_to_be_checked(told: Path, capsys: pytest.CaptureFixture[str]):
    (told.parent / "news.txt").write_text(
        "NATO and Russia will hold talks in Brussels on 19 January.", encoding="utf-8"
    )

    assert main(ADDING) == 0
    check = "CHECK, perhaps council, Wednesday 12 January 2022, moved"
    assert f"talks in Brussels, Wednesday 19 January 2022; {check}\n" in capsys.readouterr().err


@pytest.mark.usefixtures("told")
def test_a_dry_run_shows_a_new_file_whole(capsys: pytest.CaptureFixture[str]):
    assert main(["extract", "page.html", "--add", "new.yaml", "--dry-run"]) == 0
    assert capsys.readouterr().out.startswith("--- /dev/null\n+++ new.yaml\n@@ -0,0 +1,")
    assert not Path("new.yaml").exists()


@pytest.mark.parametrize("published", [[], ["--published", "2022-01-03"]])
def test_the_day_on_which_a_pdf_was_made_is_offered_and_not_taken(
    published: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
):
    lines = ["France and Germany will hold talks in", "Paris on 12 January."]
    (folder / "a.pdf").write_bytes(pdf(lines, CreationDate="D:20220103120000Z"))

    assert main(["extract", "a.pdf", *published]) == (0 if published else 2)
    made = "the PDF was made on 3 January 2022: if that is right, say --published 2022-01-03"
    said = f"summitcal: a.pdf: it does not say when it was published; {made}\n"
    assert capsys.readouterr().err == ("1 meeting found\n" if published else said)


def test_a_page_that_does_not_say_when_it_was_published_is_asked_for_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    (folder / "old.html").write_text("<html><p>On 3 January 2022 it was said: they will hold talks in Paris.")

    assert main(["extract", "old.html"]) == 2
    mend = "say so, as --published 2021-12-31"
    assert capsys.readouterr().err == f"summitcal: old.html: it does not say when it was published; {mend}\n"


@pytest.mark.parametrize(
    ("words", "file"),
    [(["--text", "page.html"], "page.html"), (["--text", "new.yaml", "--add", "new.yaml"], "new.yaml")],
)
def test_the_text_is_not_written_over_what_is_read(
    words: list[str], file: str, folder: Path, capsys: pytest.CaptureFixture[str]
):
    assert main(["extract", "page.html", *words]) == 2
    assert f"summitcal: {file}: this is what is read, and would be overwritten" in capsys.readouterr().err
    assert (folder / "page.html").read_text(encoding="utf-8") == PAGE


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        (b"\xef\xbb\xbf<html><p>Sign in", "standard input: there is no article in this page; save the page once"),
        (b"They meet\nin Z\xfcrich.", "standard input:2: byte 0xfc on line 2 is not UTF-8; save it as UTF-8"),
    ],
)
def test_extract_refuses_from_standard_input_what_it_refuses_from_a_file(
    sent: bytes, message: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(sent)))

    assert main(["extract", "-", "--published", "2022-01-03"]) == 2
    assert message in capsys.readouterr().err


def test_extract_adds_what_is_new_and_leaves_what_is_known(events: Path, capsys: pytest.CaptureFixture[str]):
    words = ["extract", ARTICLE, "--published", "2021-12-31", "--add"]
    before = events.read_text()

    assert main(words) == 0
    assert "data/events.yaml: 5 meetings added" in capsys.readouterr().err
    once = events.read_text()
    assert before in once

    assert main(words) == 0
    assert "data/events.yaml: 0 meetings added" in capsys.readouterr().err
    assert events.read_text() == once
    assert main(["check"]) == 0


def test_extract_reads_many_articles_a_line_each(tmp_path: Path):
    item = {"id": "a", "published": "2021-12-31", "text": Path(ARTICLE).read_text(encoding="utf-8")}
    (tmp_path / "in.jsonl").write_text(f"{json.dumps(item)}\n\n{json.dumps(item | {'id': 'b', 'text': ''})}\n")

    assert main(["extract", "--batch", str(tmp_path / "in.jsonl"), "-o", str(tmp_path / "out.jsonl")]) == 0
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [(line["id"], len(line["meetings"])) for line in lines] == [("a", 5), ("b", 0)]


@pytest.mark.parametrize("line", ["{", "[]", '{"id": "a", "text": "x"}', '{"id": "a", "text": "x", "published": "no"}'])
def test_extract_names_the_line_that_it_cannot_read(line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    good = json.dumps({"id": "a", "published": "2021-12-31", "text": "x"})
    (tmp_path / "in.jsonl").write_text(f"{good}\n{line}\n")

    assert main(["extract", "--batch", str(tmp_path / "in.jsonl"), "-o", str(tmp_path / "out.jsonl")]) == 2
    assert "in.jsonl:2: " in capsys.readouterr().err
    assert not (tmp_path / "out.jsonl").exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ["--add", "article.txt", "--published", "2022-01-01"],
            "name the article first: summitcal extract article.txt",
        ),
        (["article.txt", "-o", "x", "--published", "2022-01-01"], "-o is where --batch writes"),
        (["--batch", "in.jsonl", "--add"], "--batch and --add do not go together"),
        (["--batch", "in.jsonl", "--published", "2022-01-01"], "--batch and --published do not go together"),
        (["--batch", "in.jsonl", "--dry-run"], "--batch and --dry-run do not go together"),
        (["article.txt", "--dry-run"], "--dry-run shows what --add would write; say --add --dry-run"),
        (
            ["article.txt", "--add", "--dry-run", "--format", "json"],
            "the difference and nothing else; leave --format out",
        ),
        (["--batch", "in.jsonl", "--text", "a.txt"], "--batch and --text do not go together"),
        (["--batch", "in.jsonl", "-o", "in.jsonl"], "in.jsonl: this is what is read, and would be overwritten"),
    ],
)
def test_extract_refuses_words_that_mean_nothing_together(
    words: list[str], message: str, capsys: pytest.CaptureFixture[str]
):
    assert main(["extract", *words]) == 2
    assert message in capsys.readouterr().err
