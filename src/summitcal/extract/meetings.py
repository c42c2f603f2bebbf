"""Meetings in a text: dates, words of encounter and sides brought together, each with the words that say it."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from summitcal import gazetteer
from summitcal.extract.cast import (
    ALONE,
    OTHERS,
    THEIR_OTHERS,
    TOGETHER,
    Cast,
    Member,
    Memory,
    bodies,
    cast_of,
    namesakes,
    remember,
)
from summitcal.extract.drafts import Finding, compose
from summitcal.extract.linking import Encounter
from summitcal.extract.pages import Article, Page, read_article
from summitcal.extract.parties import Party
from summitcal.extract.standing import status_of
from summitcal.extract.times.reading import Grain, Tense, count, shift
from summitcal.extract.times.tense import verbs
from summitcal.extract.triggers import Part
from summitcal.extract.venues import BUILDING, Venue
from summitcal.model import Draft, Kind, ParticipantKind, Place, Status

NOT_DIPLOMACY = re.compile(
    r"""\b(?: semi-?finals? | quarter-?finals? | grand\sfinal | the\sfinal(?=[.,;]|\s(?:on|in|at|between)) | finals | match(?:es)? | fixtures?
    | (?<!arab\s)league(?!\sof) | championships? | tournament | grand\sprix | world\scup | euro\s20\d\d | olympics? | stadium | kicks?[\s-]off
    | qualifiers? | group\sstage | coach | squad | striker | goalkeeper | playoffs? | eurovision | concert | film | episode | album | premiere
    | shareholders? | earnings | CEO | chief\sexecutive | annual\sgeneral | quarterly\sresults | cricket | football | rugby | tennis | basketball
    | hockey | midfielder ) \b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words of sport, shows and business: who meets there is no state."""

REMOTE = re.compile(
    r"\b(?:by|via|over)\s(?:\w+\s)?(?:video|phone|telephone|zoom)|\bvideo\s?-?(?:link|call|conference)|\bvirtual(?:ly)?\b|\bonline\b|\bremotely\b"
    r"|\b(?:phone|telephone)\s(?:call|conversation)|\btelephoned\b|\bphoned\b|\bteleconference\b",
    re.IGNORECASE,
)

NEAR = 3
"""How many sentences back a word may point to those who were only named, and..."""

FAR = 6
"""...to those who met."""

_NOTED = re.compile(
    r"\b(?:there|at\sthe\s(?:\w+\s)?(?:mission|embassy|hotel|venue|residence)|in\sthe\s(?:city|capital)|same\s(?:tent|city|place|venue|room|hotel|palace|table)|margins?|sidelines?|fringes?)\b",
    re.IGNORECASE,
)
_AFTERTHOUGHT = re.compile(
    r"\b(?:it|that|this|they|both|the\s(?:\w+\s)?(?:meeting|talks|summit|visit|session|call|round|appointment|trip|encounter|gathering"
    r"|conference|date|event|plan|negotiations|dialogue))\b",
    re.IGNORECASE,
)
_STARTS = re.compile(r"\b(?:start|begin|open|scheduled|due|set|take\splace|kick\soff|get\sunder\sway)", re.IGNORECASE)
_HOSTS = re.compile(r"\bhost(?:s|ed|ing)?\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|of)\s(?:the\s)?$")
_GO_BETWEEN = re.compile(
    r"\b(?:acted|acts|acting|serv\w+)\sas\s(?:\w+\s(?:and\s)?){0,3}(?:go-between|mediator|broker)|\bmediat(?:ed|es)\b",
    re.IGNORECASE,
)
_ALSO_THERE = re.compile(
    r"\b(?:(?:was|were)\s(?:also\s)?(?:represented|present)|(?:be|is|are|was|were)\s(?:led|headed|represented)\sby|(?:also\s)?(?:took|take|takes)\spart|also\sattended|sent\s(?:observers|delegations|envoys))\b",
    re.IGNORECASE,
)
_CROWD = re.compile(r"\b(?:negotiators?|delegations?|officers|mediators?|technical)\b", re.IGNORECASE)
_UNCERTAIN_DAY = re.compile(r"\b(?:date|day|dates)\b", re.IGNORECASE)


_CORRECTION = re.compile(
    r"\bearlier\sversion\b|\b(?:erroneously|incorrectly|wrongly|mistakenly)\b|^\W*(?:correction|clarification)\b",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"\b(?:open(?:s|ed)|began|begins?|start(?:s|ed)|got\sunder\sway|gets\sunder\sway|kick(?:s|ed)\soff|resumed|entered|arrived?|touched\sdown|landed)\b",
    re.IGNORECASE,
)
_GOES_UNTIL = re.compile(
    r"\b(?:until|till|through|(?:ends?|conclud(?:e|es)|clos(?:e|es)|finish(?:es)?|wraps?\sup|lasts?|runs?|continues?)\s(?:until|till|through|to|on)?)\s*(?:on\s)?$",
    re.IGNORECASE,
)
_LASTS = re.compile(
    r"\b(?:last|lasts|run|runs|continue|continues|stretch|stretches|spread)\s(?:for\s|over\s)?(?P<days>two|three|four|five|six)\sdays\b",
    re.IGNORECASE,
)


def find_meetings(text: str, *, published: dt.date) -> tuple[Draft, ...]:
    """Find the meetings that a text dates, in its order, read as of the day it was published.

    Only what the text says or plainly implies: no meeting without a date of at least a season, none without two
    sides or a body that meets.
    """
    article = read_article(text, published)
    memory = Memory()
    findings: list[Finding] = []
    for page in article.pages:
        here: list[Finding] = []
        for encounter in page.encounters:
            finding = _finding(article, page, encounter, memory, [*findings, *here])
            if finding:
                here.append(finding)
                memory.last, memory.last_sentence = finding.cast, page.index
        findings.extend(here)
        remember(memory, page.parties, page.index, page.sentence.start)
        if findings and (here or not page.encounters):
            _until(page, findings[-1])
        if not page.encounters and findings:
            _second_thoughts(page, findings[-1])
    for finding in findings:
        for member in namesakes(finding.cast, finding.words, finding.trigger_at, article.register):
            finding.cast.people.setdefault(member.participant.id, member)
    return tuple(compose(each, text, published) for each in _merged(_without_old(findings)))


def _finding(
    article: Article, page: Page, encounter: Encounter, memory: Memory, before: Sequence[Finding]
) -> Finding | None:
    """Return what an encounter amounts to; None if it is not one of two sides or of a body."""
    text, words = page.sentence.text, page.sentence.text[encounter.start : encounter.end]
    if NOT_DIPLOMACY.search(text) or _CORRECTION.search(text):
        return None
    cast = _cast(page, encounter, memory, before)
    if not _is_meeting(cast, encounter) or _only_sets_off(page, encounter):
        return None
    at = encounter.time.start - page.sentence.start
    tense = verbs(text).tense_at(at, encounter.time.end - page.sentence.start) if at >= 0 else None
    status = status_of(words)
    finding = Finding(
        page=page,
        encounter=encounter,
        words=words,
        cast=cast,
        kind=_kind(encounter, words, cast, before),
        venue=None,
        held=_is_held(encounter, words, tense, article.published),
        status=Status.CONFIRMED,
        clock=next((each for each in page.clocks if encounter.start <= each.start < encounter.end), None),
        zone=article.zone,
        published=article.published,
    )
    if status:
        _apply(finding, status, encounter.start)
    finding.venue = _venue(article, page, encounter, finding, before)
    return finding


def _only_sets_off(page: Page, encounter: Encounter) -> bool:
    """Whether people only travel, and nobody is named whom they go to."""
    if any(each.part is not Part.TRAVEL for each in encounter.triggers):
        return False
    last = max(each.start for each in encounter.triggers)
    if not _within(page, encounter):
        return False
    met = any(last < each.start < encounter.end and not each.aside for each in page.parties)
    return not met and not any(each.visited for each in _within(page, encounter))


def _within(page: Page, encounter: Encounter) -> list[Party]:
    return [each for each in page.parties if encounter.start <= each.start < encounter.end]


def _cast(page: Page, encounter: Encounter, memory: Memory, before: Sequence[Finding]) -> Cast:
    parties = _without_host(page.sentence.text, _within(page, encounter), encounter)
    visiting = any(each.kind is Kind.VISIT for each in encounter.triggers)
    touring = bool(before) and before[-1].kind is Kind.VISIT
    arriving = visiting and (touring or any(each.part is not Part.TRAVEL for each in encounter.triggers))
    words, offset = page.sentence.text[encounter.start : encounter.end], page.sentence.start
    cast = cast_of(parties, offset, visited=visiting)
    if len(cast.sides) < 2:
        cast.add(bodies(words, offset + encounter.start, memory))
    mediators = {each.participant.id for each in parties if each.mediator and each.participant}
    if len(cast.ids - mediators) < 2 and (
        not _is_body(cast)
        or cast.ids <= mediators
        or _WITH.search(words)
        or _points_back(page, encounter)
        or _lacks_subject(page, encounter, before)
    ):
        _complete(cast, page, encounter, memory, before)
    if len(cast.sides) < 2 and arriving:
        cast.add(_hosts(page, encounter))
    if len(cast.sides) < 2 and not _is_body(cast):
        cast.add(cast_of(parties, offset, aside=True))
    return cast


_WITH = re.compile(r"\bcounterparts?\b|\bopposite\snumbers?\b|\b(?:he|she|his|her|them)\b|\bthe\shosts?\b")
_DAY_OF_IT = re.compile(r"\b(?:first|opening|second|third|fourth|last|final|closing)\sday\b", re.IGNORECASE)


def _lacks_subject(page: Page, encounter: Encounter, before: Sequence[Finding]) -> bool:
    """Whether the words go on with the subject of an encounter before: "and will brief the Security Council"."""
    start = min(each.start for each in encounter.triggers)
    own = any(encounter.start <= each.start < start for each in page.parties)
    return not own and bool(before) and before[-1].page is page


def _points_back(page: Page, encounter: Encounter) -> bool:
    """Whether the date is a day of the meeting told of before: "on the last day"."""
    start = page.sentence.start
    return _DAY_OF_IT.search(page.sentence.text[encounter.time.start - start : encounter.time.end - start]) is not None


def _complete(cast: Cast, page: Page, encounter: Encounter, memory: Memory, before: Sequence[Finding]) -> None:
    """Add those that the words of an encounter only point back to."""
    words = page.sentence.text[encounter.start : encounter.end]
    same = [each for each in before if each.page is page]
    people = not OTHERS.search(words)
    if same:
        subject = _subject(page, same[0]) if cast.sides else None
        cast.add(subject or same[-1].cast, people=people if subject is None else not THEIR_OTHERS.search(words))
        if len(cast.sides) > 1:
            return
    recent = memory.last if page.index - memory.last_sentence <= FAR else None
    named = memory.named if page.index - memory.named_sentence <= NEAR else None
    if ALONE.search(words) and cast.sides and memory.subject and not TOGETHER.search(words):
        cast.add(memory.subject)
    elif _points_back(page, encounter) and recent:
        cast.add(recent, people=False)
    elif encounter.header:
        return
    elif (TOGETHER.search(words) or _opens_sentence(page, encounter)) and (recent or named):
        cast.add(recent or named or Cast(), people=people)
    elif ALONE.search(words) and memory.subject:
        cast.add(memory.subject)


def _opens_sentence(page: Page, encounter: Encounter) -> bool:
    """Whether a sentence is about the encounter itself: "A ministerial round will be held on Friday"."""
    first = min(encounter.triggers, key=lambda each: each.start)
    return (
        first.part is Part.NOUN and len(page.sentence.text[: first.start].split()) <= 4 and not page.parties[:1]
    ) or (
        first.part is Part.NOUN
        and len(page.sentence.text[: first.start].split()) <= 4
        and page.parties[0].start > first.end
    )


def _subject(page: Page, first: Finding) -> Cast | None:
    """Return who a sentence is about: those named before its first word of encounter, or who "she" was there."""
    start = min(each.start for each in first.encounter.triggers)
    lead = [each for each in page.parties if each.start < start and not each.aside]
    if lead:
        return cast_of(lead, page.sentence.start)
    extra = [key for key, each in first.cast.sides.items() if each.start < page.sentence.start]
    if extra:
        countries = {first.cast.sides[key].participant.country for key in extra}
        people = {key: each for key, each in first.cast.people.items() if each.participant.country in countries}
        return Cast(sides={key: first.cast.sides[key] for key in extra}, people=people)
    return None


def _hosts(page: Page, encounter: Encounter) -> Cast:
    """Return the state whose capital a visitor goes to."""
    for name in page.names:
        inside = encounter.start <= name.start < encounter.end
        if inside and name.participant and any(v.start == name.start and v.rank <= 2 for v in page.venues):
            span = page.sentence.start + name.start, page.sentence.start + name.end
            member = Member(participant=name.participant, start=span[0], end=span[1])
            return Cast(sides={name.participant.id: member})
    return Cast()


def _without_host(text: str, parties: list[Party], encounter: Encounter) -> list[Party]:
    """Leave out who only hosts a meeting "between" others."""
    if not _HOSTS.search(text[encounter.start : encounter.end]):
        return parties
    first = next((index for index, each in enumerate(parties) if _BETWEEN.search(text[: each.start])), None)
    guests = parties[first:] if first is not None else []
    return guests if len(cast_of(guests, 0).sides) > 1 else parties


def _is_body(cast: Cast) -> bool:
    return any(each.participant.kind is not ParticipantKind.STATE for each in cast.sides.values())


def _is_meeting(cast: Cast, encounter: Encounter) -> bool:
    if len(cast.sides) > 1:
        return True
    return _is_body(cast) and any(
        each.part in {Part.NOUN, Part.VERB} or each.kind is Kind.SESSION for each in encounter.triggers
    )


def _is_held(encounter: Encounter, words: str, tense: Tense | None, published: dt.date) -> bool:
    reading = encounter.time.reading
    if reading.last == published and _OPENS.search(words):
        return False
    if reading.grain in {Grain.DAY, Grain.WEEKEND}:
        return reading.last < published or (reading.last == published and tense is Tense.PAST)
    return reading.last < published or (reading.first <= published and tense is Tense.PAST)


def _kind(encounter: Encounter, words: str, cast: Cast, before: Sequence[Finding]) -> Kind:
    nouns = [each.kind for each in encounter.triggers if each.part is Part.NOUN]
    actions = [each.kind for each in encounter.triggers if each.part is Part.VERB]
    kind: Kind | None = next((each for each in (*nouns, *actions) if each is not Kind.CALL), None)
    if Kind.SUMMIT in nouns:
        return Kind.SUMMIT
    if kind is None or (REMOTE.search(words) and kind is Kind.MEETING):
        kind = Kind.CALL if Kind.CALL in (*nouns, *actions) else encounter.triggers[0].kind
    if "engagement" in words and before:
        return before[-1].kind
    if kind is Kind.MEETING and _CROWD.search(words):
        return Kind.TALKS
    if kind is Kind.MEETING and len(cast.sides) == 1:
        return Kind.SESSION
    return kind


def _venue(
    article: Article, page: Page, encounter: Encounter, finding: Finding, before: Sequence[Finding]
) -> Venue | None:
    if finding.kind is Kind.CALL or REMOTE.search(finding.words):
        return None
    date = encounter.time.start - page.sentence.start
    found = [each for each in page.venues if encounter.start <= each.start < encounter.end]
    if found:
        best = min(found, key=lambda each: (each.rank // 2, abs(each.start - date)))
        dateline = gazetteer.find_place(page.sentence.dateline or "")
        city = dateline or (article.place.place if article.place else None)
        if BUILDING.search(best.place.name) and city and city.country == best.place.country:
            return replace(best, place=city)
        return best
    if re.search(r"\bhere\b", finding.words):
        return _at_dateline(page)
    return _pointed_at(article, page, finding, before)


def _pointed_at(article: Article, page: Page, finding: Finding, before: Sequence[Finding]) -> Venue | None:
    """Return the place that "there" means, that the sentence before or a heading has set, or of the dateline."""
    same = [each for each in before if each.page is page and each.venue]
    last = next((each for each in reversed(before) if each.venue), None)
    whole = next((each for each in reversed(before) if each.venue and _during(each, finding)), None)
    last = whole or last
    if _NOTED.search(finding.words) or whole:
        if (
            page.index
            and not article.pages[page.index - 1].encounters
            and (venue := _lone(article.pages[page.index - 1]))
        ):
            return venue
        if last and last.venue:
            return _elsewhere(last.venue)
    if finding.encounter.header:
        led = page.index and article.pages[page.index - 1]
        beside = _lone(led) if led and led.sentence.paragraph == page.sentence.paragraph else None
        return beside or article.place
    if same and not TOGETHER.search(finding.words):
        return None
    if page.index and not article.pages[page.index - 1].encounters and (venue := _lone(article.pages[page.index - 1])):
        return venue
    at = _at_dateline(page)
    close = abs((finding.encounter.time.reading.first - article.published).days) <= 2
    if at and close and at.place.country not in {each.participant.country for each in finding.cast.sides.values()}:
        return at
    return None


def _during(last: Finding, finding: Finding) -> bool:
    """Whether a meeting falls within a longer one told of before."""
    whole, part = last.encounter.time.reading, finding.encounter.time.reading
    return (
        whole.grain is Grain.DAY and whole.first < whole.last and whole.first <= part.first <= part.last <= whole.last
    )


def _lone(page: Page) -> Venue | None:
    found = [each for each in page.venues if each.rank <= 2]
    return _elsewhere(found[-1]) if found else None


def _elsewhere(venue: Venue) -> Venue:
    return replace(venue, start=-1, end=-1)


def _at_dateline(page: Page) -> Venue | None:
    city = page.sentence.dateline
    if not city:
        return None
    return Venue(start=-1, end=-1, place=gazetteer.find_place(city) or Place(name=city), rank=5)


def _apply(finding: Finding, status: tuple[Status, int, int], offset: int) -> None:
    kind, start, end = status
    if kind is Status.POSTPONED and finding.encounter.moved:
        return
    if kind is Status.TENTATIVE and finding.held:
        return
    if kind is not Status.TENTATIVE and finding.encounter.time.reading.last < finding.published:
        return
    finding.status = kind
    finding.status_span = (finding.page.sentence.start + offset + start, finding.page.sentence.start + offset + end)


def _second_thoughts(page: Page, last: Finding) -> None:
    """Let a sentence without a date of its own change the meeting that the ones before it told of."""
    if page.index - last.page.index > 2 or page.sentence.block != last.page.sentence.block:
        return
    text = page.sentence.text
    status = status_of(text)
    open_to_doubt = not last.held and last.status is Status.CONFIRMED and _AFTERTHOUGHT.search(text)
    if status and open_to_doubt and (status[0] is not Status.TENTATIVE or _UNCERTAIN_DAY.search(text)):
        offset = page.sentence.start
        last.status, last.status_span = status[0], (offset + status[1], offset + status[2])
    if page.clocks and not last.clock and not page.times and _STARTS.search(text) and page.index - last.page.index == 1:
        last.clock, last.clock_page = page.clocks[0], page
    lasts = _LASTS.search(text)
    if lasts and _AFTERTHOUGHT.search(text):
        _widen(last, shift(last.encounter.time.reading.first, count(lasts["days"]) - 1))
    if _GO_BETWEEN.search(text) or _ALSO_THERE.search(text):
        last.cast.add(cast_of(page.parties, page.sentence.start))


def _until(page: Page, last: Finding) -> None:
    """Widen a meeting by the day that the text says it runs until."""
    if page.index - last.page.index > 1:
        return
    for time in page.times:
        left = page.sentence.text[: time.start - page.sentence.start]
        words = page.sentence.text[time.start - page.sentence.start : time.end - page.sentence.start]
        begun = last.encounter.time.reading
        single = time.reading.grain is Grain.DAY and time.reading.first == time.reading.last
        if (
            single
            and (_GOES_UNTIL.search(left[-40:]) or words.startswith("until "))
            and (page.index == last.page.index or _AFTERTHOUGHT.search(left))
        ) and begun.first < time.reading.first <= shift(begun.first, 21):
            _widen(last, time.reading.first)


def _widen(finding: Finding, last: dt.date) -> None:
    time = finding.encounter.time
    if time.reading.grain is Grain.DAY and time.reading.first == time.reading.last:
        reading = replace(time.reading, last=last)
        finding.encounter = replace(finding.encounter, time=replace(time, reading=reading))
        finding.held = finding.held and last < finding.published


def _without_old(findings: Sequence[Finding]) -> list[Finding]:
    """Leave out the days that meetings were moved away from."""
    return [
        each
        for each in findings
        if not each.encounter.old
        or not any(
            not other.encounter.old
            and other is not each
            and abs(other.page.index - each.page.index) <= 1
            and other.cast.ids & each.cast.ids
            for other in findings
        )
    ]


def _merged(findings: Sequence[Finding]) -> list[Finding]:
    """Tell each meeting once, however often a text comes back to it."""
    kept: list[Finding] = []
    for each in findings:
        same = next((other for other in kept if _is_same(other, each)), None)
        if same is None:
            kept.append(each)
        else:
            _take_in(same, each)
    return kept


def _is_same(one: Finding, other: Finding) -> bool:
    a, b = one.encounter.time.reading, other.encounter.time.reading
    if a.first != b.first or a.grain is not b.grain:
        return False
    if (
        {one.kind, other.kind} & {Kind.SUMMIT, Kind.CONFERENCE}
        and one.kind is not other.kind
        and one.cast.ids != other.cast.ids
    ):
        return False
    common, either = one.cast.ids & other.cast.ids, one.cast.ids | other.cast.ids
    return common in (one.cast.ids, other.cast.ids) or 2 * len(common) >= len(either)


def _take_in(kept: Finding, other: Finding) -> None:
    kept.cast.add(other.cast)
    kept.venue = kept.venue or other.venue
    if other.encounter.time.reading.last > kept.encounter.time.reading.last:
        _widen(kept, other.encounter.time.reading.last)
    kept.clock = kept.clock or other.clock
    if kept.status is Status.CONFIRMED and other.status in {Status.CANCELLED, Status.POSTPONED}:
        kept.status, kept.status_span = other.status, other.status_span
    if kept.kind in {Kind.MEETING, Kind.VISIT} and other.kind is not Kind.VISIT:
        kept.kind = other.kind
