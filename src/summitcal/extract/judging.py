"""Whether a date is that of a meeting: what its sentence and its cast say for it and against it, as signs to weigh."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from summitcal import gazetteer
from summitcal.extract.anycase import AnyCase
from summitcal.extract.cast import Cast
from summitcal.extract.findings import Finding, last_of
from summitcal.extract.linking import OTHER_EVENT, OTHER_VERB, STOP
from summitcal.extract.pages import Spot
from summitcal.extract.parties import Party
from summitcal.extract.times.tense import SAYING, verb_at

_REMARKS = {
    "sport": AnyCase(
        r"""\b(?: semi-?finals? | quarter-?finals? | grand\sfinal | the\sfinal(?=[.,;]|\s(?:on|in|at|between)) | finals | match(?:es)? | fixtures?
        | (?<!arab\s)league(?!\sof) | championships? | tournament | grand\sprix | world\scup | euro\s20\d\d | olympics? | stadium | kicks?[\s-]off
        | qualifiers? | group\sstage | coach | squad | striker | goalkeeper | playoffs? | eurovision | concert | film | episode | album | premiere
        | shareholders? | earnings | ceo | chief\sexecutive | annual\sgeneral | quarterly\sresults | cricket | football | rugby | tennis | basketball
        | hockey | midfielder | teams | footballers | athletes | executives | cup | bidders | fans | festival | marathon | orchestra
        | fifa | uefa | conmebol | concacaf | ioc | copa | derby | medals? | games | players | round\sof\s16 | in\sa\sfriendly | goalless | halftime
        | rowing | sailing | regatta | chess | racing | athletics | innings | wickets? ) \b""",
        re.VERBOSE,
    ),
    "company": AnyCase(
        r"\b(?:compan(?:y|ies)|firms?|executives|airlines?|carmakers?|banks?|investors|unions?|strikes?|wages?|bankers|boardroom|supervisory\sboard|merger|takeover|startup)\b",
    ),
    "court": AnyCase(
        r"\b(?:court|hearings?|judges?|judgment|tribunal|verdict|appeals?|prosecutors?|trial|lawsuit|defendants?|sentenced|courtroom)\b",
    ),
    "party": AnyCase(
        r"\b(?:coalition|parliamentary\s(?:group|party)|part(?:y|ies)|deputies|senators|meps|lawmakers|legislature|cabinet|mayor|governors?|councillors"
        r"|budget|ballot|candidates?|campaign|constituency|congressional|premiership)\b",
    ),
    "worship": AnyCase(r"\b(?:mass|pilgrims?|pilgrimage|prayers?|sermon|cathedral|worshippers|parish)\b"),
    "correction": AnyCase(
        r"\b(?:earlier\sversion|erroneously|incorrectly|wrongly|mistakenly)\b|^\W*(?:correction|clarification)\b",
    ),
    "denial": AnyCase(
        r"\b(?:den(?:y|ies|ied)|dismiss(?:es|ed)|nothing\sof\sthe\s(?:sort|kind)|no\ssuch|untrue|false|baseless|invented|speculation|rumou?rs?"
        r"|wishful|made\sup|invention|fabricat(?:ed|ion)|fiction|fictitious|fake|hoax|not\s(?:aware|planned|on\s(?:the|its|his|her)\s(?:agenda|schedule|calendar)))\b",
    ),
}
"""What a whole sentence can be about that makes its dates those of something else."""

_IN_WORDS: Mapping[str, AnyCase | re.Pattern[str]] = {
    "condition": AnyCase(r"\b(?:if|unless|whether|were\s(?:they|he|she)\sto|would\shave)\b"),
    "other event": OTHER_EVENT,
    "together": re.compile(r"\b(?:counterparts?|opposite\snumbers?|colleagues?|between|with|alongside|together)\b"),
    "domestic": AnyCase(
        r"\b(?:parliament|lawmakers?|cabinet|congress|senate|court|judges?|voters?|elections?|polls?|by-elections?|referendum|party|ruling"
        r"|opposition|knesset|bundestag|duma|verkhovna)\b",
    ),
    "saying": SAYING,
}
_BETWEEN: Mapping[str, AnyCase | re.Pattern[str]] = {
    "event": OTHER_EVENT,
    "verb": OTHER_VERB,
    "stop": STOP,
    "saying": SAYING,
}
_LEAD = re.compile(
    r"(?:on|from|until|by|before|since|in|at|between|over|for|to|after|during|throughout)\b", re.IGNORECASE
)
_COUNT = 40
_COUNTED = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|\d+(?:st|nd|rd|th)|last|latest|another|already)\b[^.;:]{0,24}\b(?:this|that|last|in|since|of)\s[\w ]{3,14}$"
)
"""A meeting that is only counted: "their second call this month"."""
_WORD_BEFORE = re.compile(r"\b([a-z]+)\W+$")
_WORD_AFTER = re.compile(r"\W*([a-z']+)")
_WORD = re.compile(r"(?<![A-Za-z'])[a-z]{3,}(?![A-Za-z])")

_PAIRS = (
    *(
        ("word", other)
        for other in (
            *("sides", "doubt", "place", "tense", "people", "header", "other event", "verb between"),
            *("saying between", "domestic", "grain", "counted"),
        )
    ),
    *(("sides", other) for other in ("place", "people", "other event", "sport here", "story sport")),
    *(("word", other) for other in ("sport here", "condition", "denial here", "denied", "correction here")),
)
"""The signs that say more together than each for itself."""

_NONE_OF_PAIRS = {name: f"{name} None" for pair in _PAIRS for name in pair}


def signs_of(spot: Spot, cast: Cast) -> frozenset[str]:
    """Return the names of all that speaks for or against a date being that of a meeting of those its words name."""
    facets = {
        **_of_date(spot),
        **_of_words(spot),
        **_of_cast(spot, cast),
        **_of_story(spot),
    }
    alone = {name: f"{name} {value}" for name, value in facets.items()}
    known = {**_NONE_OF_PAIRS, **alone}
    return frozenset(
        [
            *alone.values(),
            *[f"{known[one]} + {known[other]}" for one, other in _PAIRS],
            *[f"says {word}" for word in _WORD.findall(spot.words)],
        ]
    )


def with_cast(spot: Spot, cast: Cast, before: Sequence[Finding]) -> Iterator[str]:
    """Yield what its most probable cast, and those of the meetings before it, say of an encounter."""
    word, sentence = spot.part, spot.page.sentence
    total = f"{min(len(cast.sides), 3)}{' body' if _meets(cast) else ''}"
    people = min(len(cast.people), 3)
    here = sum(sentence.start <= each.start < sentence.end for each in cast.sides.values())
    same = last_of(cast, before)
    again = same is not None and same.reading.first == spot.encounter.time.reading.first
    told = "told before" if again else "met before" if same else "first time"
    yield from (f"cast {total}", f"cast {total} + {word}", f"cast people {people}", f"cast people {people} + {word}")
    last = before[-1] if before and spot.page.index - before[-1].page.index == 1 else None
    yield f"line {_line(spot)} | after {_line(last.spot) if last else 'none'}"
    yield from (f"cast here {min(here, 2)} of {min(len(cast.sides), 2)}", told, f"{told} + {word}")


def _of_date(spot: Spot) -> Mapping[str, object]:
    text, encounter, time = spot.text, spot.encounter, spot.encounter.time
    facets: dict[str, object] = {"grain": time.reading.grain, "doubt": encounter.doubt, "header": encounter.header}
    if encounter.header:
        return facets
    at, end = spot.date
    lead = _LEAD.match(text, at)
    before = _WORD_BEFORE.search(text[max(0, at - 20) : at])
    after = _WORD_AFTER.match(text[end : end + 24])
    return {
        **facets,
        "tense": verb_at(text, at, end)[0],
        "prep": lead[0].casefold() if lead else "none",
        "before": before[1] if before else "nothing",
        "after": after[1] if after else "nothing",
        "counted": _COUNTED.search(text, max(0, at - _COUNT), end) is not None,
        "range": time.reading.first != time.reading.last,
        "when": _how_long((time.reading.first - spot.story.published).days),
    }


def _how_long(days: int) -> str:
    return (
        "long ago" if days < -400 else "past" if days < -1 else "now" if days <= 1 else "soon" if days < 60 else "far"
    )


def _of_words(spot: Spot) -> Mapping[str, object]:
    words, page, following = spot.words, spot.page, spot.beside(1)
    return {
        **_of_trigger(spot),
        **{f"{name} here": True for name in _remarks(spot.text)},
        **{f"{name} next": True for name in _remarks(following.sentence.text if following else "")},
        **{name: True for name, pattern in _IN_WORDS.items() if pattern.search(words)},
        "old": spot.encounter.old,
        "moved": spot.encounter.moved,
        "denied": any(each.denied and spot.has(each.start) for each in page.triggers),
        "place": any(spot.has(each.start) for each in page.venues),
        "clock": any(spot.has(each.start) for each in page.clocks),
    }


@lru_cache(maxsize=256)
def _remarks(text: str) -> tuple[str, ...]:
    return tuple(name for name, pattern in _REMARKS.items() if pattern.search(text))


def _of_trigger(spot: Spot) -> Mapping[str, object]:
    encounter = spot.encounter
    if not encounter.triggers:
        return {"word": "none"}
    trigger, cost = encounter.triggers[0], encounter.cost
    facets = {
        "word": trigger.part,
        "called": trigger.text.casefold(),
        "kind": trigger.kind,
        "gap": "near" if cost < 4 else "by" if cost < 9 else "off" if cost < 18 else "far",
        "parts": min(len({each.part for each in encounter.triggers}), 2),
    }
    return facets if encounter.header else {**facets, **_between(spot)}


def _between(spot: Spot) -> Mapping[str, object]:
    at, end = spot.date
    trigger = spot.encounter.triggers[0]
    left, right = (trigger.end, at) if trigger.end <= at else (end, trigger.start)
    between = spot.text[left:right]
    return {f"{name} between": True for name, pattern in _BETWEEN.items() if pattern.search(between)}


def _of_story(spot: Spot) -> Mapping[str, object]:
    """Return what the text as a whole is: a list under a title that names a body, or news of a sport."""
    pages = spot.story.pages
    title = max((_meets_or_not(each) for each in pages[0].parties), default="nobody")
    return {
        "line": _line(spot),
        "title": title,
        "story sides": min(len({side for page in pages for side in page.sides}), 4),
        "story sport": min(sum("sport" in _remarks(page.sentence.text) for page in pages[:_FIRST]), 2),
    }


_FIRST = 40
"""In how many sentences a text says what it is about."""

_LED = re.compile(r"\W*$")


def _meets_or_not(party: Party) -> str:
    who = party.participant
    return "nobody" if who is None else "some body" if gazetteer.meets(who) else "a state"


def _line(spot: Spot) -> str:
    """Return whether the sentence is a line of a list: led by its date, or under one."""
    if spot.encounter.header:
        return "under a date"
    led = _LED.match(spot.text[: max(0, spot.date[0])]) is not None
    return "led by its date" if led and len(spot.text) < _SHORT else "short" if len(spot.text) < _SHORT else "prose"


_SHORT = 130


def _of_cast(spot: Spot, cast: Cast) -> Mapping[str, object]:
    named = sum(spot.has(each.start - spot.offset) for each in cast.sides.values())
    total = min(len(cast.sides) + len(cast.homeless), 2)
    return {
        "sides": f"{total} body" if _meets(cast) else total,
        "sides named": min(named, 2),
        "people": min(len(cast.people), 2),
    }


def _meets(cast: Cast) -> bool:
    return any(gazetteer.meets(each.participant) for each in cast.sides.values())
