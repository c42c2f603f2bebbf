"""How well the meetings found in a text fit those that people read in it: counts that add up, and figures of them.

A meeting is written as ``extract --format json`` does. Two are the same if they start on the same day, or both in the
same month where no day is known; of several, those with most participants in common.
"""

import datetime as dt
import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from summitcal import gazetteer
from summitcal.extract import find_meetings, to_json

Meeting = Mapping[str, Any]
Article = Mapping[str, Any]

ALIKE = 0.5
"""What share of all participants two meetings have at least in common that are as good as the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What was counted; the score of many texts is the sum of theirs. A share of nothing is NaN."""

    texts: int = 0
    expected: int = 0
    found: int = 0
    matched: int = 0
    quiet: int = 0
    """Texts that tell of no meeting, and..."""
    false: int = 0
    """...what was found in them all the same."""
    days: int = 0
    """Matched meetings with the right last day, and so on for all that follows."""
    timed: int = 0
    on_time: int = 0
    names_expected: int = 0
    names_found: int = 0
    names_right: int = 0
    names_missed: int = 0
    """Participants of the meetings that were not matched: not found, or..."""
    names_false: int = 0
    """...found and not there."""
    placed: int = 0
    right_place: int = 0
    same_status: int = 0
    same_kind: int = 0
    strict: int = 0
    lenient: int = 0

    def __add__(self, other: "Score") -> "Score":
        """Return the score of both."""
        pairs = zip(self.__slots__, astuple(self), astuple(other), strict=True)
        return Score(**{name: mine + theirs for name, mine, theirs in pairs})

    @property
    def precision(self) -> float:
        """How much of what was found is there."""
        return share(self.matched, self.found)

    @property
    def recall(self) -> float:
        """How much of what is there was found."""
        return share(self.matched, self.expected)

    @property
    def f1(self) -> float:
        """Precision and recall of meetings in one figure."""
        return f1(self.matched, self.expected, self.found)

    @property
    def strict_f1(self) -> float:
        """The same, if only meetings count whose days, participants and place are all right."""
        return f1(self.strict, self.expected, self.found)

    @property
    def lenient_f1(self) -> float:
        """The same, if half of the participants are enough."""
        return f1(self.lenient, self.expected, self.found)

    @property
    def participants(self) -> float:
        """The F1 of the participants of matched meetings."""
        return f1(self.names_right, self.names_expected, self.names_found)

    @property
    def participants_of_all(self) -> float:
        """The F1 of participants where those of a meeting that was missed or made up count as well."""
        return f1(self.names_right, self.names_expected + self.names_missed, self.names_found + self.names_false)

    @property
    def range(self) -> float:
        """How many matched meetings end on the right day."""
        return share(self.days, self.matched)

    @property
    def time(self) -> float:
        """How many matched meetings whose hour is known start at it."""
        return share(self.on_time, self.timed)

    @property
    def place(self) -> float:
        """How many matched meetings whose place is known are there."""
        return share(self.right_place, self.placed)

    @property
    def status(self) -> float:
        """How many matched meetings stand, are off or are over as they should."""
        return share(self.same_status, self.matched)

    @property
    def kind(self) -> float:
        """How many matched meetings are of the right kind."""
        return share(self.same_kind, self.matched)

    @property
    def false_alarms(self) -> float:
        """How many meetings are found in a text that tells of none."""
        return share(self.false, self.quiet)


def share(part: int, whole: int) -> float:
    """Return a part of a whole; NaN, which is no better or worse than any figure, if there is no whole."""
    return part / whole if whole else math.nan


def f1(right: int, expected: int, found: int) -> float:
    """Return the harmonic mean of precision and recall."""
    return share(2 * right, expected + found)


def read_articles(path: Path) -> list[Article]:
    """Read a file of articles: on each line ``id``, ``published``, ``text`` and the ``meetings`` people read in it."""
    lines = path.read_text(encoding="utf-8").split("\n")  # and not at what else Unicode takes for the end of a line
    return [json.loads(line) for line in lines if line]


def score_articles(articles: Iterable[Article]) -> Score:
    """Return how well the meetings of some articles are found."""
    return sum((score(each["meetings"], found_in(each)) for each in articles), Score())


def found_in(article: Article) -> list[Meeting]:
    """Return the meetings that we find in an article."""
    published = dt.date.fromisoformat(article["published"])
    return [to_json(draft) for draft in find_meetings(article["text"], published=published)]


def score(expected: Sequence[Meeting], found: Sequence[Meeting]) -> Score:
    """Return how well what was found in one text fits what people read in it."""
    pairs = matches(expected, found)
    theirs, ours = [one for one, _ in pairs], [other for _, other in pairs]
    text = Score(
        texts=1,
        expected=len(expected),
        found=len(found),
        quiet=int(not expected),
        false=0 if expected else len(found),
        names_missed=sum(len(names(each)) for each in expected if not any(each is one for one in theirs)),
        names_false=sum(len(names(each)) for each in found if not any(each is one for one in ours)),
    )
    return sum((_compared(*pair) for pair in pairs), text)


def _compared(expected: Meeting, found: Meeting) -> Score:
    mine, theirs = names(found), names(expected)
    days, there = _end(expected) == _end(found), same_place(expected, found)
    start = _instant(expected["start"])
    return Score(
        matched=1,
        days=int(days),
        timed=int(start is not None),
        on_time=int(start is not None and start == _instant(found["start"])),
        names_expected=len(theirs),
        names_found=len(mine),
        names_right=len(mine & theirs),
        placed=int(bool(expected["location"])),
        right_place=int(bool(expected["location"]) and there),
        same_status=int(expected["status"] == found["status"]),
        same_kind=int(expected["kind"] == found["kind"]),
        strict=int(days and there and mine == theirs),
        lenient=int(days and there and _overlap(expected, found) >= ALIKE),
    )


def matches(expected: Sequence[Meeting], found: Sequence[Meeting]) -> list[tuple[Meeting, Meeting]]:
    """Return which meeting of people is which of ours, those most alike first; each is matched once at most."""
    alike = [
        (_likeness(one, other), at, place)
        for at, one in enumerate(expected)
        for place, other in enumerate(found)
        if start(one) == start(other)
    ]
    alike.sort(key=lambda each: each[0], reverse=True)  # stable: of those just as alike, the first in the text
    left, right = set(range(len(expected))), set(range(len(found)))
    pairs = []
    for _, at, place in alike:
        if at in left and place in right:
            left.remove(at)
            right.remove(place)
            pairs.append((expected[at], found[place]))
    return pairs


def _likeness(one: Meeting, other: Meeting) -> float:
    """Return how alike two meetings of one day are: by their participants, then by place and last day."""
    return _overlap(one, other) + 0.3 * same_place(one, other) + 0.1 * (_end(one) == _end(other))


def start(meeting: Meeting) -> str:
    """Return the day on which a meeting starts, or the month if no more is known."""
    return str(meeting["start"])[:10]


def names(meeting: Meeting) -> frozenset[str]:
    """Return who takes part in a meeting, each by one name."""
    return frozenset(one_name(each) for each in meeting["participants"])


def one_name(name: str) -> str:
    """Return the name that we know somebody by; of whom we do not know, the words without case and accents."""
    known = gazetteer.find_participant(name)
    return known.name if known else _words(name)


def same_place(one: Meeting, other: Meeting) -> bool:
    """Return whether two meetings are in one place, or one in a part of the other's, or both nowhere that is said."""
    if not (one["location"] and other["location"]):
        return bool(one["location"]) == bool(other["location"])
    here, there = (f" {_one_place(each['location'])} " for each in (one, other))
    return here in there or there in here


def _one_place(name: str) -> str:
    known = gazetteer.find_place(name) or gazetteer.find_participant(name)
    return _words(known.name if known else name)


def _words(name: str) -> str:
    return " ".join(re.findall(r"\w+", gazetteer.fold(name).casefold())).removeprefix("the ")


def _end(meeting: Meeting) -> str:
    return str(meeting["end"])[:10]


def _overlap(one: Meeting, other: Meeting) -> float:
    both = names(one) | names(other)
    return len(names(one) & names(other)) / len(both) if both else 0.0


def _instant(written: str) -> dt.datetime | None:
    """Return the moment at which a meeting starts; None if only its day is known."""
    moment = dt.datetime.fromisoformat(written) if "T" in written else None
    return moment if moment and moment.tzinfo else None
