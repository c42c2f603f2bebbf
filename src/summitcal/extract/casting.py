"""Who takes part in one encounter: those its words name, those they point back to, and whoever is visited."""

import re
from collections.abc import Sequence

from summitcal import gazetteer
from summitcal.extract.cast import ALONE, OTHERS, THEIR_OTHERS, TOGETHER, Cast, Member, Memory, bodies, cast_of
from summitcal.extract.findings import Finding
from summitcal.extract.linking import Encounter
from summitcal.extract.pages import Page
from summitcal.extract.parties import Party
from summitcal.extract.triggers import Part
from summitcal.model import Kind, ParticipantKind

NEAR = 3
"""How many sentences back a word may point to those who were only named, and..."""

FAR = 6
"""...to those who met."""

_HOSTS = re.compile(r"\bhost(?:s|ed|ing)?\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|of)\s(?:the\s)?$")
_WITH = re.compile(r"\bcounterparts?\b|\bopposite\snumbers?\b|\b(?:he|she|his|her|them)\b|\bthe\shosts?\b")
_RANK_OF_STATE = 4
_HE_OR_SHE = re.compile(r"\b(?:he|she|his|her|him)\b", re.IGNORECASE)
_DAY_OF_IT = re.compile(r"\b(?:first|opening|second|third|fourth|last|final|closing)\sday\b", re.IGNORECASE)


def find_cast(page: Page, encounter: Encounter, memory: Memory, before: Sequence[Finding]) -> Cast:
    """Return who takes part in an encounter; it is a meeting only if ``is_meeting`` says so of them."""
    parties = _without_host(page.sentence.text, _within(page, encounter), encounter)
    visiting = any(each.kind is Kind.VISIT for each in encounter.triggers)
    touring = bool(before) and before[-1].kind is Kind.VISIT
    arriving = visiting and (
        touring or any(each.kind is Kind.VISIT and each.part is not Part.TRAVEL for each in encounter.triggers)
    )
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
    if any(each.text.startswith("join") for each in encounter.triggers) and memory.last:
        cast.add(memory.last)
    if len(cast.sides) < 2 and visiting:
        cast.add(_announcers(page, encounter, parties))
    if len(cast.sides) < 2 and arriving:
        cast.add(_hosts(page, encounter))
    if len(cast.sides) < 2 and not _is_body(cast):
        cast.add(cast_of(parties, offset, aside=True))
    return cast


def is_meeting(cast: Cast, page: Page, encounter: Encounter) -> bool:
    """Return whether an encounter is one of two sides, or of a body that meets."""
    if _only_signs(page, encounter) or _only_sets_off(page, encounter):
        return False
    if len(cast.sides) + len(cast.homeless) > 1:
        return True
    return any(gazetteer.meets(each.participant) for each in cast.sides.values()) and any(
        each.part in {Part.NOUN, Part.VERB} or each.kind is Kind.SESSION for each in encounter.triggers
    )


def _only_signs(page: Page, encounter: Encounter) -> bool:
    """Whether something is signed, and not by two sides that are named beside it."""
    signs = all("sign" in each.text for each in encounter.triggers)
    return signs and len(cast_of(_within(page, encounter), 0).sides) < 2


def _only_sets_off(page: Page, encounter: Encounter) -> bool:
    """Whether people only travel, and nobody is named whom they go to."""
    if any(each.part is not Part.TRAVEL for each in encounter.triggers):
        return False
    last = max(each.start for each in encounter.triggers)
    if not _within(page, encounter):
        return False
    if _announcers(page, encounter, _within(page, encounter)).sides:
        return False
    met = any(last < each.start < encounter.end and not each.aside for each in page.parties)
    return not met and not any(each.visited for each in _within(page, encounter))


def _within(page: Page, encounter: Encounter) -> list[Party]:
    return [each for each in page.parties if encounter.start <= each.start < encounter.end]


def _is_body(cast: Cast) -> bool:
    return any(each.participant.kind is not ParticipantKind.STATE for each in cast.sides.values())


def _lacks_subject(page: Page, encounter: Encounter, before: Sequence[Finding]) -> bool:
    """Whether the words go on with the subject of an encounter before: "and will brief the Security Council"."""
    start = min((each.start for each in encounter.triggers), default=encounter.time.start - page.sentence.start)
    own = any(encounter.start <= each.start < start for each in page.parties)
    return not own and bool(before) and before[-1].page is page


def _points_back(page: Page, encounter: Encounter) -> bool:
    """Whether the date is a day of the meeting told of before: "on the last day"."""
    start = page.sentence.start
    return _DAY_OF_IT.search(page.sentence.text[encounter.time.start - start : encounter.time.end - start]) is not None


def _complete(cast: Cast, page: Page, encounter: Encounter, memory: Memory, before: Sequence[Finding]) -> None:
    """Add those that the words of an encounter only point back to."""
    _from_sentence(cast, page, encounter, before)
    if len(cast.sides) > 1:
        return
    if before and _is_on_tour(before[-1], encounter):
        cast.add(before[-1].cast)
    else:
        _from_memory(cast, page, encounter, memory)


def _from_sentence(cast: Cast, page: Page, encounter: Encounter, before: Sequence[Finding]) -> None:
    """Add the subject that an encounter shares with the one before it in its sentence."""
    same = [each for each in before if each.page is page]
    if not same:
        return
    words = page.sentence.text[encounter.start : encounter.end]
    visiting = any(each.kind is Kind.VISIT for each in encounter.triggers)
    subject = _subject(page, same[0]) if cast.sides or visiting else None
    if subject:
        cast.add(subject, people=not THEIR_OTHERS.search(words))
    else:
        cast.add(same[-1].cast, people=not OTHERS.search(words))


def _is_on_tour(last: Finding, encounter: Encounter) -> bool:
    """Whether an encounter is on a day of the visit told of before."""
    return last.kind is Kind.VISIT and last.reading.first <= encounter.time.reading.first <= last.reading.last


def _from_memory(cast: Cast, page: Page, encounter: Encounter, memory: Memory) -> None:
    words = page.sentence.text[encounter.start : encounter.end]
    recent = memory.last if page.index - memory.last_sentence <= FAR else None
    named = memory.named if page.index - memory.named_sentence <= NEAR else None
    if ALONE.search(words) and cast.sides and memory.subject and not TOGETHER.search(words):
        cast.add(memory.subject)
    elif _points_back(page, encounter) and recent:
        cast.add(recent, people=False)
    elif encounter.header:
        return
    elif TOGETHER.search(words) or _opens_sentence(page, encounter):
        coming = memory.coming if memory.coming and len(memory.coming.sides) > 1 else None
        cast.add(recent or named or coming or Cast(), people=not OTHERS.search(words))
    if not cast.sides and _HE_OR_SHE.search(words) and memory.subject:
        cast.add(memory.subject)


def _opens_sentence(page: Page, encounter: Encounter) -> bool:
    """Whether a sentence is about the encounter itself: "A ministerial round will be held on Friday"."""
    if not encounter.triggers:
        return False
    first = min(encounter.triggers, key=lambda each: each.start)
    leads = first.part is Part.NOUN and len(page.sentence.text[: first.start].split()) <= 4
    return leads and not any(each.start < first.end for each in page.parties)


def _subject(page: Page, first: Finding) -> Cast | None:
    """Return who a sentence is about: those named before its first word of encounter, or who "she" was there."""
    start = min((each.start for each in first.encounter.triggers), default=first.encounter.time.start - page.sentence.start)
    lead = [each for each in page.parties if each.start < start and not each.aside]
    if lead:
        return cast_of(lead, page.sentence.start)
    extra = [key for key, each in first.cast.sides.items() if each.start < page.sentence.start]
    homeless = {key: each for key, each in first.cast.people.items() if each.start < page.sentence.start}
    if not extra and homeless:
        return Cast(people=homeless, homeless=set(homeless) & first.cast.homeless)
    if extra:
        countries = {first.cast.sides[key].participant.country for key in extra}
        people = {key: each for key, each in first.cast.people.items() if each.participant.country in countries}
        return Cast(sides={key: first.cast.sides[key] for key in extra}, people=people)
    return None


def _hosts(page: Page, encounter: Encounter) -> Cast:
    """Return the state whose capital a visitor goes to."""
    for name in page.names:
        inside = encounter.start <= name.start < encounter.end
        if inside and name.participant and any(v.start == name.start and v.rank <= _RANK_OF_STATE for v in page.venues):
            span = page.sentence.start + name.start, page.sentence.start + name.end
            member = Member(participant=name.participant, start=span[0], end=span[1])
            return Cast(sides={name.participant.id: member})
    return Cast()


def _announcers(page: Page, encounter: Encounter, parties: Sequence[Party]) -> Cast:
    """Return those who announce a guest: "Serbia's ministry confirmed that Croatia's minister would come to Nis"."""
    countries = {
        each.place.country for each in page.venues if encounter.start <= each.start < encounter.end and each.rank <= 2
    }
    hosts = [
        each for each in parties if each.aside and each.participant and each.participant.country in countries - {None}
    ]
    return cast_of(hosts, page.sentence.start, aside=True)


def _without_host(text: str, parties: list[Party], encounter: Encounter) -> list[Party]:
    """Leave out who only hosts a meeting "between" others."""
    if not _HOSTS.search(text[encounter.start : encounter.end]):
        return parties
    first = next((index for index, each in enumerate(parties) if _BETWEEN.search(text[: each.start])), None)
    guests = parties[first:] if first is not None else []
    return guests if len(cast_of(guests, 0).sides) > 1 else parties
