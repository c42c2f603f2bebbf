"""People and the offices that make them speak for a state: "Germany's foreign minister, Lena Hartwig"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from summitcal.extract.parties.candidates import Candidate, find_candidates
from summitcal.extract.parties.names import Name
from summitcal.extract.parties.offices import named_office, office_class
from summitcal.extract.parties.register import Person, Register, lone_names
from summitcal.extract.parties.words import Words, words_of
from summitcal.gazetteer import Role, find_participant, fold
from summitcal.model import Participant, ParticipantKind

__all__ = ["OFFICE", "Person", "Register", "find_people", "lone_names", "office_class"]

_RANK = (
    r"(?:(?:deputy|vice|first|second|chief|special|acting|interim|senior|top|lead|assistant|under|permanent|presidential|federal|incoming"
    r"|veteran|new|main|caretaker|outgoing|national|state|supreme)[\s-])"
)
_FIELD = (
    r"(?:(?:foreign|external|finance|financial|defen[cs]e|trade|energy|interior|economy|economic|treasury|security|nuclear|atomic|climate|environment"
    r"|oil|water|irrigation|agriculture|transport|health|justice|home|political|policy|affairs|commerce|peace|european|army|military|intelligence|migration"
    r"|industry|fisheries|culture|labou?r|development|humanitarian|government|opposition|central|bank|spy|coast|guard|navy|air|force|and|of)[\s-])"
)
_HEAD = (
    r"(?:presidents?|prime\sministers?|premiers?|chancellors?|ministers?|secretar(?:y|ies)(?:[\s-]general|\sof\sstate|\sof\sdefen[cs]e|\sof\sthe\streasury)?"
    r"|high\srepresentatives?|representatives?|envoys?|ambassadors?|negotiators?|mediators?|commissioners?|directors?(?:[\s-]general)?|chairm[ae]n|chairwom[ae]n"
    r"|chairs?|chairpersons?|chiefs?|heads?(?:\sof\s(?:state|government|delegation|mission))?|advis[eo]rs?|diplomats?|counterparts?|opposite\snumbers?|colleagues?"
    r"|kings?|queens?|emirs?|sultans?|crown\sprinces?|princes?|popes?|taoiseach|leaders?|rulers?|generals?|admirals?|marshals?|colonels?|commanders?|governors?"
    r"|officials?|spokes(?:man|woman|person)|deput(?:y|ies)|undersecretary|PM|FM|statesm[ae]n|hosts?|guests?|man|woman|patriarch|archbishop|cardinal|sheikh|ayatollah)"
)
OFFICE = re.compile(rf"\b(?:{_RANK}{{0,2}}{_FIELD}{{0,4}}{_HEAD})\b(?!-)", re.IGNORECASE)
"""Any office, whoever holds it."""


def find_people(text: str, names: Sequence[Name], register: Register, home: Participant | None) -> tuple[Person, ...]:
    """Find the people in a folded sentence, by their office or by a name the article has used before.

    New people are entered into the register. ``home`` is whom an office without a state belongs to.
    """
    ws = words_of(text, names)
    found = []
    for each in find_candidates(ws, register):
        if not each.barred and not each.accepted:
            each.known = register.find(each.name)  # named in full in the same sentence
        if each.accepted:
            found.append(_person(each, _house(names, each), register, home))
    _remember(ws, names, found, register)
    return tuple(found)


def _house(names: Sequence[Name], each: Candidate) -> Participant | None:
    """Return the state whose government is named beside: "at the White House with President Reed"."""
    if not each.office or each.office.circle == "other":
        return None
    house = next((name.participant for name in names if name.role is Role.METONYM and name.participant), None)
    return house if house and house.kind is ParticipantKind.STATE else None


_SPOKEN_FOR = {
    "secretary of state": "United States",
    "hr/vp": "European Union",
    "vp": "European Union",
    "high representative": "European Union",
}
_IN_ENGLISH = {
    "foreign secretary": "United Kingdom",
    "home secretary": "United Kingdom",
    "chancellor of the exchequer": "United Kingdom",
}
_OF_BODIES = re.compile(
    r"secretar(?:y|ies)[\s-]general|director[\s-]general|special (?:envoy|representative)|commissioner|executive vice",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"(?:counterpart|colleague|host|guest|number|member|delegate|successor|predecessor|interlocutor)s?$", re.IGNORECASE
)


def _person(each: Candidate, house: Participant | None, register: Register, home: Participant | None) -> Person:
    """Return who a candidate is, for whom, and enter it into the register."""
    known, office = each.known, each.office
    side = each.side or (known.side if known else None) or _side_of_office(each, house, register, home)
    person = _made(each, side)
    if known:
        person = _same(known, person)
    if _says_more(person, known, register.find(each.name)):
        register.enter(person)
    if office and person.side and not office.plural:
        register.holders.setdefault((person.side.id, office.text.casefold()), person.participant.id)
    return person


def _says_more(now: Person, known: Person | None, entered: Person | None) -> bool:
    """Whether a mention says more of a person than the ones before: a side, or more of the name."""
    if known is None or entered is None or (known.side is None and now.side):
        return True
    return len(now.participant.name) > len(known.participant.name)


def _side_of_office(
    each: Candidate, house: Participant | None, register: Register, home: Participant | None
) -> Participant | None:
    office = each.office
    if office is None or len(office.sides) > 1:
        return None
    said = office.text.casefold()
    if said in _SPOKEN_FOR:
        return find_participant(_SPOKEN_FOR[said])
    if _OF_BODIES.search(said) and register.body and (home is None or "general" in said):
        return register.body
    if office.theirs or _ELSEWHERE.search(said):
        return None
    held = home and register.holders.get((home.id, said), "") not in {"", _slug(each.name)}
    return house or (None if held else home or find_participant(_IN_ENGLISH.get(said, "")))


def _same(known: Person, now: Person) -> Person:
    full = (
        known.participant
        if len(known.participant.name) >= len(now.participant.name)
        else replace(now.participant, id=known.participant.id)
    )
    side = now.side or known.side
    full = replace(
        full, country=side.country if side else None, office=known.participant.office or now.participant.office
    )
    circle = known.circle if known.circle != "other" else now.circle
    return Person(start=now.start, end=now.end, participant=full, side=side, circle=circle)


_SEVERAL = re.compile(
    r"(?i)\b(minister|president|premier|chancellor|leader|chief|envoy|king|queen|prince|negotiator|commissioner|general|head)s\b"
)


def _of_one(office: str) -> str:
    """Return the office of one of those who hold it: "foreign minister" of "foreign ministers"."""
    return _SEVERAL.sub(r"\1", office).replace("ecretaries", "ecretary")


def _made(each: Candidate, side: Participant | None) -> Person:
    office = _of_one(each.office.text) if each.office else ""
    participant = Participant(
        id=_slug(each.name),
        name=each.name,
        kind=ParticipantKind.PERSON,
        country=side.country if side else None,
        office=office[0].upper() + office[1:] if office else None,
    )
    return Person(start=each.start, end=each.end, participant=participant, side=side, circle=office_class(office))


@lru_cache(maxsize=1024)
def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(name).casefold().replace("'", "")).strip("-")


def _remember(ws: Words, names: Sequence[Name], found: Sequence[Person], register: Register) -> None:
    """Keep what the next sentence can point back to."""
    waiting = register.awaiting
    if waiting and waiting.side is None:
        office = named_office(ws)
        if office and office.side:
            register.enter(waiting.of_side(office.side))
    register.awaiting = next((each for each in found if each.side is None), None)
    bodies = [
        each.participant for each in names if each.participant and each.participant.kind is not ParticipantKind.STATE
    ]
    register.body = bodies[-1] if bodies else register.body
