"""Where in a sentence an expression of time can begin: at one of its own words, or at the small words before it."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

from summitcal.extract.times.reading import COUNTS, NTH, Reader


class Anchor(Enum):
    """The word that an expression cannot do without; each pattern of the grammar is tried only beside its own."""

    MONTH = auto()
    WEEKDAY = auto()
    TODAY = auto()
    DAY = auto()
    WEEK = auto()
    WEEKEND = auto()
    MONTHS = auto()
    QUARTER = auto()
    SEASON = auto()
    FEAST = auto()
    ORDINAL = auto()
    NUMERIC = auto()


GAP = 4
"""How many characters at most part two words of one expression: ", the", " - ", " (", a wrapped line."""

LONGEST = 16
"""How many words before its anchor an expression has at most."""

_NAMES = {
    Anchor.MONTH: "january jan february feb march mar april apr may june jun july jul august aug september sept sep "
    "october oct november nov december dec",
    Anchor.WEEKDAY: "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun",
}
"""Words that are names, and something else without their capital: "may", "march", "sat", "sun"."""

_WORDS = {
    Anchor.TODAY: "today tonight tomorrow yesterday overnight morning afternoon evening night",
    Anchor.DAY: "day days",
    Anchor.WEEK: "week weeks fortnight fortnights",
    Anchor.WEEKEND: "weekend",
    Anchor.MONTHS: "month months",
    Anchor.QUARTER: "quarter half q1 q2 q3 q4 h1 h2",
    Anchor.SEASON: "spring summer autumn fall winter",
    Anchor.FEAST: "eve easter good maundy whit pentecost",
}

_LEADS = frozenset(
    """on from between starting beginning the of in at for to until till through thru and or by before after during over
    since throughout towards toward within around about next last this that coming past following previous preceding
    same current early late earlier later mid sometime somewhere middle beginning start end close course very here days
    day week weeks weekend month months half quarter year closing opening final its their just only barely exactly
    commencing today tomorrow yesterday morning afternoon evening st nd rd th s monday tuesday wednesday thursday friday
    saturday sunday not no more than inclusive on or spring summer autumn fall winter new christmas boxing may europe bastille ascension stephen latter out is
    lunchtime hence ago back weekends penultimate some roughly latest sept exactly
    """.split()
) | frozenset((*COUNTS, *NTH, "twenty", "thirty", "thirtieth"))

_BY_WORD = {word: anchor for anchor, words in _WORDS.items() for word in words.split()}
_BY_NAME = {
    form: anchor for anchor, words in _NAMES.items() for word in words.split() for form in (word.title(), word.upper())
}
_KNOWN = frozenset((*_LEADS, *_BY_WORD, *(name.lower() for name in _BY_NAME)))
_ANCHORS = _BY_WORD.keys() | {name.lower() for name in _BY_NAME}
_TOKEN = re.compile(r"[^\W_]+")
_FIGURES = re.compile(r"\d\w*(?:[./-]\w|(?<=st|nd|rd|th)(?![^\W_]))")
"""Figures that can be a date without a word beside them: "9/1", "9th"."""


def starts(text: str) -> dict[Anchor, list[int]]:
    """Return where expressions can begin, by the word they are about: in one pass over the words of a sentence."""
    low = text.lower()
    if _ANCHORS.isdisjoint(_TOKEN.findall(low)) and not _FIGURES.search(low):
        return {}  # as for most sentences
    found: dict[Anchor, set[int]] = {}
    run: list[int] = []
    before = -GAP
    for token in _TOKEN.finditer(text):
        word = token[0]
        if word.lower() not in _KNOWN and not word[0].isdigit():
            run.clear()
            continue
        start = token.start()
        anchor = _anchor(word, text, token.end())
        if start - before > GAP:
            run.clear()
        before = token.end()
        if anchor is None and not word[0].isdigit() and word.lower() not in _LEADS:
            run.clear()
            continue
        run.append(start)
        if anchor:
            found.setdefault(anchor, set()).update(run[-LONGEST:])
    return {anchor: sorted(each) for anchor, each in found.items()}


def _anchor(word: str, text: str, end: int) -> Anchor | None:
    if word[0].isdigit():
        if text[end : end + 1] in _JOINTS and text[end + 1 : end + 2].isalnum():
            return Anchor.NUMERIC
        return Anchor.ORDINAL if word[-2:].lower() in _ORDINALS else None
    return _BY_NAME.get(word) or _BY_WORD.get(word.lower())


_JOINTS = frozenset("./-")
_ORDINALS = frozenset(("st", "nd", "rd", "th"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the grammar: the pattern of a style, the anchors beside which it is tried, and what reads it."""

    words: str
    anchors: tuple[Anchor, ...]
    read: Reader

    @property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled when a text has its anchor: all of them together take longer than an article."""
        return _compiled(self.words)


@cache
def _compiled(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


def row(pattern: str, read: Reader, *anchors: Anchor) -> Row:
    """Return a line of the grammar; its pattern begins with a word and knows no case."""
    return Row(words=pattern, anchors=anchors, read=read)
