"""The command for whoever reads the news."""

import io
import json
from pathlib import Path

import pytest

from summitcal.cli import main

ROOT = Path(__file__).parents[2]
ARTICLE = str(ROOT / "examples" / "article.txt")


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


def test_extract_says_that_html_is_not_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "page.html").write_text("<!DOCTYPE html><p>They will meet.")

    assert main(["extract", str(tmp_path / "page.html"), "--published", "2021-12-31"]) == 2
    assert "this is HTML, which is not read yet; save the text of the article" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        (b"\xef\xbb\xbf<html><p>They will meet.", "standard input: this is HTML, which is not read yet; save the text"),
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
        (["--batch", "in.jsonl", "-o", "in.jsonl"], "in.jsonl: this is what is read, and would be overwritten"),
    ],
)
def test_extract_refuses_words_that_mean_nothing_together(
    words: list[str], message: str, capsys: pytest.CaptureFixture[str]
):
    assert main(["extract", *words]) == 2
    assert message in capsys.readouterr().err
