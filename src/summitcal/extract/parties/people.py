"""People and the offices that make them speak for a state: "Germany's foreign minister, Lena Hartwig"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from summitcal.extract.parties.names import Name
from summitcal.extract.parties.offices import (
    Office,
    led_side,
    named_office,
    office_after,
    office_before,
    office_class,
    side_after,
    side_in_deed,
    sides_listed,
)
from summitcal.extract.parties.words import DOING, HELPING, Chunk, Kind, Words, chunks, words_of
from summitcal.gazetteer import Role, find_participant, fold, known_people
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A named person from ``start`` to ``end`` of a sentence, and the state or organisation spoken for."""

    start: int
    end: int
    participant: Participant
    side: Participant | None
    circle: str = "other"

    def of_side(self, side: Participant) -> "Person":
        """Return the person as one who speaks for that side."""
        return replace(self, side=side, participant=replace(self.participant, country=side.country))


@dataclass(slots=True)
class Register:
    """The people an article has named so far, by full name, surname and first word of the name.

    ``lone`` are the words that the article has as whole names: a surname stands alone once everybody knows whose it
    is. ``bystanders`` are the names of those who only tell of meetings, ``holders`` who has an office of a side,
    ``body`` the organisation named last, ``awaiting`` who was named first in the sentence before, without a side.
    """

    by_word: dict[str, Person] = field(default_factory=dict)
    lone: frozenset[str] = frozenset()
    bystanders: set[str] = field(default_factory=set)
    holders: dict[tuple[str, str], str] = field(default_factory=dict)
    body: Participant | None = None
    awaiting: Person | None = None

    def enter(self, person: Person) -> None:
        """Remember a person under every word that can stand for the name later."""
        words = fold(person.participant.name).split()
        last = words[-2:] if _NUMBERED.fullmatch(words[-1]) and len(words) > 1 else words[-1:]
        for word in (" ".join(words), " ".join(last), _surname(words)):
            self.by_word[word] = person
        for word in (" ".join(words[-2:]), words[0]):
            if self.by_word.setdefault(word, person).participant.id == person.participant.id:
                self.by_word[word] = person

    def find(self, name: str) -> Person | None:
        """Return who goes by that name in the article: by the whole of it, or by a part of the whole."""
        known = self.by_word.get(name)
        if known is None and " " in name:
            words = name.split()
            known = self.by_word.get(words[-1]) or self.by_word.get(words[0])
            if known and not _is_part(words, fold(known.participant.name).split()):
                return None
        return known

    def latest(self, person: Participant) -> Person | None:
        """Return the person as the article knows him or her by now."""
        return self.find(fold(person.name))

    def everyone(self) -> tuple[Person, ...]:
        """Return all people named so far, each once."""
        return tuple({each.participant.id: each for each in self.by_word.values()}.values())


_NUMBERED = re.compile(r"[IVX]+|[JS]r\.?")
_FROM_PARTICLE = re.compile(r"[a-z]")


def _surname(words: Sequence[str]) -> str:
    """Return the surname with its particles: "von der Leyen"."""
    first = next((index for index, each in enumerate(words) if index and _FROM_PARTICLE.match(each)), len(words) - 1)
    return " ".join(words[first:])


def _is_part(some: Sequence[str], other: Sequence[str]) -> bool:
    few, many = sorted((some, other), key=len)
    return all(any(word == each or (len(word) == 2 and word[0] == each[0]) for each in many) for word in few)


_RUN = re.compile(r"[A-Z][\w'-]*[a-z](?:\s[A-Z][\w'-]*[a-z])*")


def lone_names(text: str) -> frozenset[str]:
    """Return the capitalised words of a folded text that stand alone somewhere, as a surname does."""
    return frozenset(each.removesuffix("'s") for each in _RUN.findall(text) if " " not in each and "\n" not in each)


@dataclass(slots=True)
class _Candidate:
    """A chunk that can be a person, and what speaks for it.

    ``sure`` is who has a title, an office or a side; ``likely`` who does what people do; ``barred`` what only looks
    like a name; ``linked`` that it goes on a list of the candidate before.
    """

    chunk: Chunk
    start: int
    end: int
    name: str
    office: Office | None = None
    side: Participant | None = None
    known: Person | None = None
    long: bool = False
    sure: bool = False
    likely: bool = False
    barred: bool = False
    linked: bool = False


def find_people(text: str, names: Sequence[Name], register: Register, home: Participant | None) -> tuple[Person, ...]:
    """Find the people in a folded sentence, by their office or by a name the article has used before.

    New people are entered into the register. ``home`` is whom an office without a state belongs to.
    """
    ws = words_of(text, names)
    candidates = [_candidate(ws, each, register) for each in chunks(ws)]
    _link(ws, candidates)
    found = []
    for each in candidates:
        if each.barred or not _accepted(each):
            continue
        person = _person(each, _house(names, each), register, home)
        found.append(person)
    _remember(ws, names, found, register)
    return tuple(found)


def _accepted(each: _Candidate) -> bool:
    return each.known is not None or each.sure or (each.likely and each.long)


def _candidate(ws: Words, chunk: Chunk, register: Register) -> _Candidate:
    """Gather what speaks for a chunk being a person."""
    start, name = _spelled(ws, chunk)
    each = _Candidate(chunk=chunk, start=start, end=ws.ends[chunk.end - 1], name=name)
    each.known = _known(name, register)
    each.long = sum(kind in (Kind.NAME, Kind.KNOWN) for kind in ws.kinds[chunk.first : chunk.end]) > 1 or " " in name
    each.barred = _is_thing(ws, chunk) or name in register.bystanders
    if each.barred or (chunk.bare and not each.known):
        each.barred = True
        return each
    _weigh_office(ws, each, register)
    if each.barred or each.sure:
        return each
    each.likely = each.long and not _is_namesake(name, register) and _does_as_people_do(ws, chunk, register)
    return each


_KEPT = (Kind.ROYAL, Kind.NOBLE)
_CROWNED = frozenset(("king", "queen", "pope"))


def _spelled(ws: Words, chunk: Chunk) -> tuple[int, str]:
    """Return where a name starts and how it is written: a king keeps his title, capitals become ordinary letters."""
    first = chunk.first
    words = ws.words[first : chunk.end]
    alone = len(words) == 1 or (len(words) == 2 and ws.kinds[chunk.end - 1] is Kind.NUMERAL)
    if alone and (ws.kind(first - 1) in _KEPT or ws.at(first - 1) in _CROWNED):
        first -= 1
    said = [
        each.title() if kind is Kind.CAPITALS else each
        for each, kind in zip(ws.words[first : chunk.end], ws.kinds[first : chunk.end], strict=True)
    ]
    name = " ".join(said)
    return ws.starts[first], name[0].upper() + name[1:] if first < chunk.first else name


def _known(name: str, register: Register) -> Person | None:
    """Return whom the article or everybody knows by that name."""
    known = register.find(name)
    if known:
        return known
    famous = known_people().get(name)
    if famous is None:
        return None
    person, side = famous
    full = person if " " not in name else replace(person, name=name)
    return Person(start=0, end=0, participant=full, side=side, circle=office_class(person.office or ""))


_INSTITUTIONAL = (Kind.BODY, Kind.RANK, Kind.HEAD)
_PLACES = frozenset(
    "San Santa Saint St Port El Los Las New Fort Al Sharm Addis Abu Ras Wadi Tel Kuala Sri Hong Nagorno Puerto Costa Rio".split()
)
_IN = frozenset("in at near on around across over through via toward towards outside inside into off".split())


def _is_thing(ws: Words, chunk: Chunk) -> bool:
    """Whether the words before or after make it the name of something: "the Abdulaziz Conference Center"."""
    after = ws.at(chunk.end)
    if after[:1].isupper() and ws.kind(chunk.end) in _INSTITUTIONAL and after not in {"Sr", "Jr"}:
        return True
    return after in {"-", "/"} and ws.text[ws.ends[chunk.end - 1] : ws.starts[chunk.end]] == ""


def _weigh_office(ws: Words, each: _Candidate, register: Register) -> None:
    """Note the office and the side that are said beside a name."""
    chunk = each.chunk
    before = _office_before(ws, each)
    after = office_after(ws, chunk.end) if before is None or before.apart else None
    if before is None and ws.at(chunk.first - 1)[:1].isupper() and ws.kind(chunk.first - 1) in (Kind.BODY, Kind.RANK):
        each.barred = True
        return
    for office in (before, after):
        if office and (office.former or office.bystander):
            each.barred = True
            if office.bystander:
                register.bystanders |= {each.name, each.name.split()[-1]}
            return
    each.office = before if before and (before.sides or not after) else after or before
    owner = _owner(ws, chunk)
    each.side = (
        (each.office.side if each.office else None)
        or owner
        or side_after(ws, chunk.end, plural=bool(before and before.plural))
    )
    past = after.head + 1 if after else chunk.end
    each.side = each.side or led_side(ws, chunk.first) or side_in_deed(ws, past, past_office=after is not None)
    titled = ws.kind(chunk.first - 1) in (Kind.TITLE, Kind.NOBLE, Kind.ROYAL)
    direct = before is not None and not before.apart
    each.sure = (
        titled or direct or (each.long and bool(each.office or (each.side and not _is_namesake(each.name, register))))
    )
    if before and before.apart and before.plural and not before.sides and not each.side:
        each.sure = each.long and ws.at(chunk.end) == "for"


def _office_before(ws: Words, each: _Candidate) -> Office | None:
    office = office_before(ws, each.chunk.first)
    if office and office.apart and not (each.long and (office.plural or _is_apposed(ws, office))):
        return None
    return office


_APPOSING = frozenset("the The his her its their His Her Its 's a an A An ( and , ; : - –".split())


def _is_apposed(ws: Words, office: Office) -> bool:
    """Whether an office and a comma before a name say who it is: after an article, an owner or nothing."""
    if office.sides or office.first == 0:
        return True
    return any(ws.at(office.first - back) in _APPOSING for back in (1, 2, 3))


def _owner(ws: Words, chunk: Chunk) -> Participant | None:
    """Return whose "Australia's" before a name says that it is, or "Italy's president and Malta's, "."""
    if ws.at(chunk.first - 1) == "," and ws.at(chunk.first - 2) in {"'s", "'"}:
        name = ws.name(chunk.first - 3)
        return name.participant if name else None
    if ws.at(chunk.first - 1) not in {"'s", "'"} or ws.at(chunk.first - 3) in _IN | {"of", "from", "to"}:
        return None
    name = ws.name(chunk.first - 2)
    return name.participant if name and chunk.end - chunk.first > 1 else None


def _is_namesake(name: str, register: Register) -> bool:
    """Whether it is the surname of somebody known with another first name: "Melania Trump"."""
    last = name.rsplit(maxsplit=1)[-1]
    return last in register.by_word or last in known_people()


_WITH = frozenset(
    """with by between hosting met meet meets meeting see sees seeing saw receive receives received receiving host hosts
    hosted invite invites invited told tells thanked thanks sending sends sent send welcome welcomes welcomed greet greets greeted
    joins joined join urged urges asked asks called calls named appointed when while that as if once because and but
    replaced succeed succeeds hosted visited met telephoned phoned""".split()
)
_THING_BEFORE = _IN | {"the", "The", "a", "an", "A", "An", "of", "from", "to"}
_OF_PEOPLE = frozenset(
    "visit visits trip tour arrival departure talks meeting office government predecessor successor".split()
)
_APPOSED = frozenset(("the", "a", "an", "who", "whose", "his", "her", "its", "one"))


def _does_as_people_do(ws: Words, chunk: Chunk, register: Register) -> bool:
    """Whether the words around a name of several parts are such as stand around people."""
    first, end = chunk.first, chunk.end
    before = ws.at(first - 1)
    if ws.is_heading() or ws.words[first] in _PLACES:
        return False
    if ws.kinds[first] is Kind.KNOWN:
        return before in _WITH or (first == 0 and _acts(ws, end))
    recurs = ws.words[end - 1] in register.lone or (len(ws.words[first]) > 1 and ws.words[first] in register.lone)
    if before in _IN or before in {"the", "The", "a", "an", "A", "An"}:
        return False
    if recurs:
        return True
    if before in _THING_BEFORE:
        return False
    if ws.at(end) == "'s" and any(ws.at(end + ahead) in _OF_PEOPLE for ahead in (1, 2, 3)):
        return True
    if before == "'" and ws.at(first - 2).islower():  # "the rebels' Pablo Beltran"
        return True
    if before in _WITH or (ws.at(end) == "," and ws.at(end + 1) in _APPOSED):
        return True
    return _acts(ws, end)


def _acts(ws: Words, at: int) -> bool:
    for index in range(at, min(at + 5, len(ws))):
        word = ws.words[index]
        if word in DOING:
            return True
        if word not in HELPING and not word.endswith("ly"):
            return False
    return False


def _link(ws: Words, candidates: Sequence[_Candidate]) -> None:
    """Let those of one list stand or fall together, and give each the office and the side that the list has for it."""
    groups: list[list[_Candidate]] = []
    for each in candidates:
        if groups and _links(ws, groups[-1][-1], each):
            groups[-1].append(each)
        else:
            groups.append([each])
    for group in groups:
        _settle_group(ws, group)


def _links(ws: Words, one: _Candidate, other: _Candidate) -> bool:
    """Whether only a comma or an "and" stands between, after the state of the first: A "of Chile and" B."""
    at = one.chunk.end
    if at >= other.chunk.first or other.chunk.first - at > 8:
        return False
    if ws.at(at) in {"of", "from", "("}:
        at += 1 + (ws.at(at + 1) == "the")
        name = ws.name(at)
        while name and ws.name(at) is name:
            at += 1
        at += ws.at(at) == ")"
    separators = at
    at += ws.at(at) == ","
    at += ws.at(at) in {"and", "&"}
    if at == separators:
        return False
    while ws.kind(at) in (Kind.TITLE, Kind.NOBLE, Kind.ROYAL):
        at += 1
    return at == other.chunk.first


def _settle_group(ws: Words, group: Sequence[_Candidate]) -> None:
    first = group[0]
    office = first.office if first.office and first.office.plural else None
    if len(group) > 1:
        if not first.barred and any(each.sure or each.likely or each.known for each in group):
            for each in group:
                _join(ws, each, office)
        if office:
            _share_sides(ws, group, office)
    elif office and office.apart and not first.known:  # "the ministers, X," names nobody of them
        first.sure = bool(first.side) or (first.long and ws.at(first.chunk.end) == "for")


def _join(ws: Words, each: _Candidate, office: Office | None) -> None:
    """Take somebody onto a list of people, who all hold the office that it starts with."""
    named = each.long or (office is not None and each.office is None)
    if not each.barred and named and ws.words[each.chunk.first] not in _PLACES:
        each.likely = True
        each.office = each.office or office
        each.sure = each.sure or office is not None


def _share_sides(ws: Words, group: Sequence[_Candidate], office: Office) -> None:
    """Share out the sides of "the presidents of Chile and Peru, A and B" in their order."""
    sides = (office.sides, sides_listed(ws, group[-1].chunk.end))
    ordered = next((each for each in sides if len(each) == len(group)), None)
    for index, each in enumerate(group):
        each.side = ordered[index] if ordered else each.side or office.side


def _house(names: Sequence[Name], each: _Candidate) -> Participant | None:
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


def _person(each: _Candidate, house: Participant | None, register: Register, home: Participant | None) -> Person:
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
    each: _Candidate, house: Participant | None, register: Register, home: Participant | None
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


def _made(each: _Candidate, side: Participant | None) -> Person:
    office = each.office.text if each.office else ""
    participant = Participant(
        id=_slug(each.name),
        name=each.name,
        kind=ParticipantKind.PERSON,
        country=side.country if side else None,
        office=office[0].upper() + office[1:] if office else None,
    )
    return Person(start=each.start, end=each.end, participant=participant, side=side, circle=office_class(office))


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
