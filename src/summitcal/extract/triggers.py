"""Words that make a meeting of a date: nouns and verbs of encounter, each with its kind, and what only looks like one."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib.resources import files

from summitcal.extract.anycase import AnyCase
from summitcal.model import Kind


class Part(StrEnum):
    """What sort of word a trigger is; a noun says the kind of a meeting better than a verb, and a weak one least."""

    NOUN = "noun"
    VERB = "verb"
    TRAVEL = "travel"
    WEAK = "weak"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """Words of encounter from ``start`` to ``end`` of a sentence; ``denied`` that there is no such meeting."""

    start: int
    end: int
    kind: Kind
    part: Part
    text: str
    denied: bool = False


NOT_HERE = re.compile(
    r"""\b(?: (?:no|nor|without|neither)\s(?:\w+\s){0,2}? | not\s(?:yet\s)?(?:to\s)? | never\s(?:to\s)? | (?:do|does|did|would|will|could|can)\s?n(?:o|')t\s
    | (?:if|whether)\s(?:\w+\s){0,7}? | (?:^|[.,]\s|\b)(?:were|should|would)\s(?:they|he|she|it|the\s(?:\w+\s){1,2}|both|(?-i:[A-Z])\w+\s(?:and\s(?-i:[A-Z])\w+\s)?)\s?(?:to\s)? | nobody\s | refus(?:e|es|ed)\sto\s | declin(?:e|es|ed)\sto\s
    | (?:call(?:s|ed|ing)?\sfor|urg(?:es|ed)|demand(?:s|ed))\s(?:\w+\s){0,2}? | den(?:y|ies|ied)\s(?:that\s)?(?:\w+\s){0,6}? | ruled\sout\s(?:\w+\s){0,2}? | rejected\s(?:\w+\s){0,2}? | could\simagine\s ) $""",
    re.IGNORECASE | re.VERBOSE,
)
"""What before a trigger says that there is no such meeting."""

CALLED_FOR = re.compile(
    r"""\bcall(?:s|ed)?\s(?:for|off|into|to\saction|it
    |on(?!\s(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d|the\s\d|(?-i:[A-Z])[a-z]+\s\d)))\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""A call that is no talk: "called for", "called on Chile", and not "a call on Monday"."""

NOT_A_MEETING = AnyCase(
    r"""\b(?: so-called | by\sall\saccounts | talks?\sup | meeting\sroom | conference\s(?:room|call\s centre)
    | press\sconferences? | news\sconferences? | joint\spress | round\s(?:the|up|trip|table) | visiting\s | in\ssession | summit\s(?:of|fever\sof)\s(?:mount|the\smountain|everest)
    | meeting\spoint | roll\scall | wake-up\scall | close\scall | curtain\scall | jury\s | training\ssession | question\ssession | trading\ssessions? | photo\ssession
    | annual\sgeneral\smeeting | shareholders?'?\smeeting | board\smeeting | cabinet\s(?:meeting|session) | town\shall\smeeting | rally | closing\ssummit
    | party\s(?:conference|congress) | security\scabinet | summit\sepisode | parliamentary\ssession | court\ssession )""",
    re.VERBOSE,
)
"""Words of encounter in another sense, or of an encounter that is not one of states."""


@dataclass(frozen=True, slots=True)
class _Sense:
    kind: Kind
    part: Part
    then: re.Pattern[str]
    ahead: re.Pattern[str]
    unless: re.Pattern[str] | None

    def end(self, text: str, at: int) -> int | None:
        """Return where the words end whose first word ends there, or None where this is not their sense."""
        then = self.then.match(text, at)
        if then is None or not self.ahead.match(text, then.end()):
            return None
        return None if self.unless and self.unless.match(text, then.end()) else then.end()


_WORD = re.compile(r"[A-Za-z][A-Za-z\d]*(?:-[A-Za-z]+)*")


def find_triggers(text: str) -> tuple[Trigger, ...]:
    """Find the words of encounter in a folded sentence; where two overlap, the earlier and longer one."""
    senses = _senses()
    words = [word for word in _WORD.finditer(text) if word[0].lower() in senses]
    if not words:
        return ()
    blocked: list[tuple[int, int]] | None = None
    kept: list[Trigger] = []
    for word in words:
        if kept and word.start() < kept[-1].end:
            continue
        found = _longest(text, word, senses[word[0].lower()])
        if not found:
            continue
        if blocked is None:
            blocked = [match.span() for pattern in (CALLED_FOR, NOT_A_MEETING) for match in pattern.finditer(text)]
        if not any(left < found.end and found.start < right for left, right in blocked):
            kept.append(found)
    return tuple(
        replace(each, denied=True) if NOT_HERE.search(text[max(0, each.start - 48) : each.start]) else each
        for each in kept
    )


def _longest(text: str, word: re.Match[str], senses: Sequence[_Sense]) -> Trigger | None:
    """Return the sense with the most words; of two that are as long, the one that stands first in the table."""
    best: Trigger | None = None
    for sense in senses:
        if sense.part is not Part.NOUN and word[0][0].isupper() and word.start():
            continue
        end = sense.end(text, word.end())
        if end is not None and (best is None or end > best.end):
            words = text[word.start() : end]
            best = Trigger(start=word.start(), end=end, kind=sense.kind, part=sense.part, text=words)
    return best


@cache
def _senses() -> Mapping[str, Sequence[_Sense]]:
    """Return the rows of triggers.toml by the first words they can start with; nouns before verbs."""
    table: dict[str, list[_Sense]] = {}
    rows = tomllib.loads(files(__package__).joinpath("triggers.toml").read_text(encoding="utf-8"))
    for part in Part:
        for kind, parts in rows.items():
            for row in parts.get(part, ()):
                unless = re.compile(row["unless"]) if "unless" in row else None
                sense = _Sense(
                    Kind(kind), part, re.compile(row.get("then", r"\b")), re.compile(row.get("ahead", "")), unless
                )
                for word in row["first"].split():
                    table.setdefault(word.lower(), []).append(sense)
    return table
