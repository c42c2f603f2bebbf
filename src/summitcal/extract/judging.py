"""Whether a date is the date of a meeting: what speaks for it and against it."""

import re
from collections.abc import Iterable, Sequence

from summitcal import gazetteer
from summitcal.extract.cast import Cast
from summitcal.extract.findings import Finding
from summitcal.extract.linking import OTHER_EVENT, OTHER_VERB, STOP, Encounter
from summitcal.extract.pages import Story, Page
from summitcal.extract.times.tense import SAYING, verbs

NOT_DIPLOMACY = re.compile(
    r"""\b(?: semi-?finals? | quarter-?finals? | grand\sfinal | the\sfinal(?=[.,;]|\s(?:on|in|at|between)) | finals | match(?:es)? | fixtures?
    | (?<!arab\s)league(?!\sof) | championships? | tournament | grand\sprix | world\scup | euro\s20\d\d | olympics? | stadium | kicks?[\s-]off
    | qualifiers? | group\sstage | coach | squad | striker | goalkeeper | playoffs? | eurovision | concert | film | episode | album | premiere
    | shareholders? | earnings | CEO | chief\sexecutive | annual\sgeneral | quarterly\sresults | cricket | football | rugby | tennis | basketball
    | hockey | midfielder | teams | footballers | athletes | executives | cup | bidders | fans | festival | marathon | orchestra ) \b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words of sport, shows and business: who meets there is no state."""

CORRECTION = re.compile(
    r"\bearlier\sversion\b|\b(?:erroneously|incorrectly|wrongly|mistakenly)\b|^\W*(?:correction|clarification)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"\b(?:if|unless|whether|were\s(?:they|he|she)\sto|would\shave)\b", re.IGNORECASE)
_ENCOUNTER_OF = re.compile(r"\b(?:counterparts?|opposite\snumbers?|colleagues?|between|with|alongside|together)\b")
_DOMESTIC = re.compile(
    r"\b(?:parliament|lawmakers?|cabinet|congress|senate|court|judges?|voters?|elections?|polls?|by-elections?|referendum|party|ruling"
    r"|opposition|Knesset|Bundestag|Duma|Verkhovna)\b"
)
_DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied)|dismiss(?:es|ed)|nothing\sof\sthe\s(?:sort|kind)|no\ssuch|untrue|false|baseless|invented|speculation|rumou?rs?"
    r"|wishful|not\s(?:aware|planned|on\s(?:the|its|his|her)\s(?:agenda|schedule|calendar)))\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"(?<![A-Za-z'])[a-z]{3,}(?![A-Za-z])")


def signs_of(story: Story, page: Page, encounter: Encounter, cast: Cast) -> frozenset[str]:
    """Return the names of all that speaks for or against a date being the date of a meeting with that cast."""
    signs = (*_of_date(story, page, encounter), *_of_words(story, page, encounter), *_of_cast(page, encounter, cast))
    single = set(signs)
    return frozenset((*signs, *(f"{one} + {other}" for one, other in _PAIRS(single))))


def _PAIRS(signs: set[str]) -> Iterable[tuple[str, str]]:
    groups = [sorted(each for each in signs if each.startswith(lead)) for lead in ("word ", "sides ", "doubt ", "place", "tense ", "people ", "header", "other event", "verb between", "saying between", "domestic", "grain ")]
    word, sides, doubt, place, tense, people, header, event, verb, saying, domestic, grain = ((each or ["no"])[0] for each in groups)
    for other in (sides, doubt, place, tense, people, header, event, verb, saying, domestic, grain):
        yield word, other
    yield sides, place
    yield sides, people
    yield sides, event


def _of_date(story: Story, page: Page, encounter: Encounter) -> Iterable[str]:
    text, offset, time = page.sentence.text, page.sentence.start, encounter.time
    at, end = time.start - offset, time.end - offset
    yield f"grain {time.reading.grain}"
    yield f"doubt {encounter.doubt}"
    if encounter.header:
        yield "header"
        return
    tense = verbs(text).tense_at(at, end)
    yield f"tense {tense}"
    words = text[at:end].casefold()
    lead = re.match(r"(?:on|from|until|by|before|since|in|at|between|over|for|to|after|during|throughout)\b", words)
    before = re.search(r"([a-z]+)\W+$", text[max(0, at - 20) : at].casefold())
    yield f"prep {lead[0] if lead else 'none'}"
    yield f"before {before[1]}" if before else "before nothing"
    after = re.match(r"\W*([a-z']+)", text[end : end + 24])
    yield f"after {after[1]}" if after else "after nothing"
    if time.reading.first != time.reading.last:
        yield "range"
    days = (time.reading.first - story.published).days
    yield "long ago" if days < -400 else "past" if days < -1 else "now" if days <= 1 else "soon" if days < 60 else "far ahead"


def _of_words(story: Story, page: Page, encounter: Encounter) -> Iterable[str]:
    text = page.sentence.text
    words = text[encounter.start : encounter.end]
    triggers = encounter.triggers
    yield f"word {triggers[0].part if triggers else 'none'}"
    if triggers:
        yield f"says ‘{triggers[0].text.casefold()}’"
        yield f"kind {triggers[0].kind}"
        cost = encounter.cost
        yield "near" if cost < 4 else "by" if cost < 9 else "off" if cost < 18 else "far"
        yield "two words" if len({each.part for each in triggers}) > 1 else "one word"
    if encounter.old:
        yield "old"
    if encounter.moved:
        yield "moved"
    following = story.pages[page.index + 1] if page.index + 1 < len(story.pages) else None
    for name, other in (("here", page), ("next", following)):
        if other and _DENIAL.search(other.sentence.text):
            yield f"denial {name}"
    if any(each.denied and encounter.start <= each.start < encounter.end for each in page.triggers):
        yield "denied"
    if NOT_DIPLOMACY.search(text):
        yield "sport"
    if CORRECTION.search(text):
        yield "correction"
    for name, pattern in (
        ("condition", _CONDITION),
        ("other event", OTHER_EVENT),
        ("together", _ENCOUNTER_OF),
        ("domestic", _DOMESTIC),
        ("saying", SAYING),
    ):
        if pattern.search(words):
            yield name
    if triggers and not encounter.header:
        yield from _between(page, encounter)
    if any(encounter.start <= each.start < encounter.end for each in page.venues):
        yield "place"
    if any(encounter.start <= each.start < encounter.end for each in page.clocks):
        yield "clock"
    for word in set(_WORD.findall(words)):
        yield f"says {word}"


def _between(page: Page, encounter: Encounter) -> Iterable[str]:
    at, end = encounter.time.start - page.sentence.start, encounter.time.end - page.sentence.start
    trigger = encounter.triggers[0]
    left, right = (trigger.end, at) if trigger.end <= at else (end, trigger.start)
    between = page.sentence.text[left:right]
    for name, pattern in (("event", OTHER_EVENT), ("verb", OTHER_VERB), ("stop", STOP), ("saying", SAYING)):
        if pattern.search(between):
            yield f"{name} between"


def _of_cast(page: Page, encounter: Encounter, cast: Cast) -> Iterable[str]:
    offset = page.sentence.start
    own = sum(
        encounter.start <= each.start - offset < encounter.end for each in cast.sides.values()
    )
    total = len(cast.sides) + len(cast.homeless)
    body = any(gazetteer.meets(each.participant) for each in cast.sides.values())
    yield f"sides {min(total, 2)}" + (" body" if body else "")
    yield f"sides named {min(own, 2)}"
    yield f"people {min(len(cast.people), 2)}"



def with_cast(cast: Cast, page: Page, encounter: Encounter, before: Sequence[Finding]) -> Iterable[str]:
    """Yield what its most probable cast says of a meeting."""
    body = any(gazetteer.meets(each.participant) for each in cast.sides.values())
    total = f"{min(len(cast.sides), 3)}{' body' if body else ''}"
    words = encounter.triggers[0].part if encounter.triggers else "none"
    yield f"cast {total}"
    yield f"cast {total} + {words}"
    yield f"cast people {min(len(cast.people), 3)}"
    yield f"cast people {min(len(cast.people), 3)} + {words}"
    offset = page.sentence.start
    own = sum(offset <= each.start < page.sentence.end for each in cast.sides.values())
    yield f"cast here {min(own, 2)} of {min(len(cast.sides), 2)}"
    same = next((each for each in reversed(before) if each.cast.ids == cast.ids), None)
    told = "told before" if same and same.reading.first == encounter.time.reading.first else "met before" if same else "first time"
    yield told
    yield f"{told} + {words}"
