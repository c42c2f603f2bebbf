"""People and the offices that make them speak for a state: "Germany's foreign minister, Lena Hartwig"."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from summitcal.extract.parties.names import Name
from summitcal.gazetteer import Role, find_participant, fold, known_people
from summitcal.model import Participant, ParticipantKind

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

_FIRST = r"[A-Z][a-z]*(?:['-][A-Z]?[a-z]+)*\.?|[A-Z]\."
_LINKS = r"(?:(?:bin|bint|ibn|al|el|de|da|do|dos|das|del|della|di|van|von|der|den|ter|la|le|ben|abu|ul|zu)\s){0,2}"
NAME = re.compile(rf"(?:{_FIRST})(?:\s{_LINKS}(?:(?:al|el|as|ad|an|ar|ul)-)?(?:[A-Z][\w'-]+|[A-Z]\.)){{0,4}}")

_LEADERS = re.compile(
    r"president|prime minister|premier|chancellor|\bking|queen|emir|sultan|crown prince|pope|taoiseach|leader|head of (?:state|government)|\bPM\b|ruler",
    re.IGNORECASE,
)
_FOREIGN = re.compile(r"foreign|diplomat|external|secretary of state|top diplomat|chief diplomat|\bFM\b", re.IGNORECASE)
_DEFENCE = re.compile(r"defen[cs]e", re.IGNORECASE)
_NOT_IN_OFFICE = re.compile(r"\b(?:(?:former|ex|the\slate|then)[\s-](?:\w+\s){0,2}|spokes\w+\s)$", re.IGNORECASE)
_SPOKEN_FOR = {
    "secretary of state": "United States",
    "foreign secretary": "United Kingdom",
    "high representative": "European Union",
}

_NOT_NAMES = frozenset(
    """
    Party Communist The A An In On At For From With And But He She It They His Her Their Its This That These Those When
    While After Before Both No Not Of To By Monday Tuesday Wednesday Thursday Friday Saturday Sunday
    January February March April May June July August September October November December Minister
    President Prime Foreign Secretary State General High Council Union Commission Parliament Ministry
    Government Mr Mrs Ms Dr Sir Lord Affairs Defence Defense Finance Office House Palace Agency Talks
    Summit Security National International European Asian African Western Eastern Northern Southern North
    South East West Central Middle Gulf Black Baltic Nordic Arab
    """.split()
)


def office_class(office: str) -> str:
    """Return which circle an office belongs to: leaders meet leaders, foreign ministers foreign ministers."""
    if _FOREIGN.search(office):
        return "foreign"
    if _DEFENCE.search(office):
        return "defence"
    return "leader" if _LEADERS.search(office) and "deputy" not in office.casefold() else "other"


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
    """The people an article has named so far, by full name, surname and first word of the name."""

    by_word: dict[str, Person] = field(default_factory=dict)

    def enter(self, person: Person) -> None:
        """Remember a person under every word that can stand for the name later."""
        words = fold(person.participant.name).split()
        for word in (" ".join(words), words[-1]):
            self.by_word[word] = person
        for word in (" ".join(words[-2:]), words[0]):
            if self.by_word.setdefault(word, person).participant.id == person.participant.id:
                self.by_word[word] = person

    def everyone(self) -> tuple[Person, ...]:
        """Return all people named so far, each once."""
        return tuple({each.participant.id: each for each in self.by_word.values()}.values())


def find_people(text: str, names: Sequence[Name], register: Register, home: Participant | None) -> tuple[Person, ...]:
    """Find the people in a folded sentence, by their office or by a name the article has used before.

    New people are entered into the register. ``home`` is whom an office without a state belongs to.
    """
    found: list[Person] = []
    offices = [_with_side(each, names) for each in _by_office(text, names, home)]
    for person in (*offices, *_by_apposition(text, names), *_by_possessive(text, names), *_by_pair(text, names)):
        if not any(person.start < each.end and each.start < person.end for each in found):
            known = register.by_word.get(fold(person.participant.name))
            better = _same(known, person) if known else person
            if known is None or (known.side is None and better.side):
                register.enter(better)
            found.append(better)
    found.extend(_by_name(text, found, register))
    for person in _by_fame(text, found):
        register.enter(person)
        found.append(person)
    return tuple(sorted(found, key=lambda each: each.start))


def _by_fame(text: str, found: Sequence[Person]) -> Iterable[Person]:
    """Find those whom everyone knows, by their whole names or, where nobody else of that name stands, by surname."""
    for match in _famous().finditer(text):
        namesake = _GIVEN_NAME.search(text[max(0, match.start() - 24) : match.start()])
        if namesake or any(each.start < match.end() and match.start() < each.end for each in found):
            continue
        person, side = known_people()[match[0]]
        circle = office_class(person.office or "")
        yield Person(start=match.start(), end=match.end(), participant=person, side=side, circle=circle)


@cache
def _famous() -> re.Pattern[str]:
    forms = sorted(known_people(), key=len, reverse=True)
    return re.compile(
        rf"(?<![\w-])(?:{'|'.join(map(re.escape, forms))})(?![\w-]|\s(?:Jr|Sr|[A-Z][a-z]+\s(?:Institute|Tower|Center)))"
    )


_TITLES = (
    "President|Minister|Chancellor|Secretary|Premier|Leader|Mr|Mrs|Ms|Prince|General|King|Representative|Presidents"
)
_GIVEN_NAME = re.compile(
    rf"(?:^|[\s(])(?!(?:{_TITLES}|[Tt]he|And|Both|When|While|As|But|After|In|On|With|For|If|By|To|Will)\b)[A-Z][a-z]+\s$"
)
"""A word before a surname that makes it somebody else's: "Melania Trump"."""


def _with_side(person: Person, names: Sequence[Name]) -> Person:
    """Give a person without a state that of the government named beside: "at the White House with President Reed"."""
    if person.side is None and person.participant.name in known_people():
        return person.of_side(known_people()[person.participant.name][1])
    house = next((each.participant for each in names if each.role is Role.METONYM and each.participant), None)
    if person.side or not house or house.kind is not ParticipantKind.STATE or person.circle == "other":
        return person
    return person.of_side(house)


def _by_possessive(text: str, names: Sequence[Name]) -> Iterable[Person]:
    """Find "Australia's Penny Marsh" and "Penny Marsh of the European Commission"."""
    for match in _OF_BODY.finditer(text):
        span = _name_at(text, names, match.start(), short=False)
        name = next((each for each in names if each.start in {match.end(), match.end() - 4}), None)
        if span and span[1] == match.end("name") and name and name.participant:
            yield _person(text, *span, "", name.participant)
    for name in names:
        if name.participant and text.startswith("'s ", name.end):
            span = _name_at(text, names, name.end + 3, short=False)
            if span and _GOES_ON.match(text, span[1]):
                yield _person(text, *span, "", name.participant)


def _by_pair(text: str, names: Sequence[Name]) -> Iterable[Person]:
    """Find "Dana Reed and Li Guowei will meet"."""
    for match in _PAIR.finditer(text):
        spans = [_name_at(text, names, match.start(each), short=False) for each in ("one", "other")]
        if all(span and span[1] == match.end(each) for span, each in zip(spans, ("one", "other"), strict=True)):
            for span in spans:
                if span:
                    yield replace(_person(text, *span, "", None), circle="leader")


_OF_BODY = re.compile(r"(?<![\w-] )(?P<name>[A-Z][a-z]+(?:\s[A-Z][\w'-]+){1,3})\s(?:of|from)\s(?:the\s)?(?=[A-Z])")
_GOES_ON = re.compile(r"\s(?:[a-z]|on\b)|[,.;]|'s\s")
_PAIR = re.compile(
    r"\b(?!(?:When|While|As|After|Before|Both|And|But|Then|If|Once)\b)(?P<one>[A-Z][a-z]+(?:\s[A-Z][\w'-]+){1,2})\sand\s(?P<other>[A-Z][a-z]+(?:\s[A-Z][\w'-]+){1,2})"
    r"(?=\s(?!(?:of|from|and|or|the|who|for|with|in|at|on|by|as|but|said|says|told)\b)[a-z]{2,}\b)"
)


def _same(known: Person, now: Person) -> Person:
    full = known.participant if len(known.participant.name) >= len(now.participant.name) else now.participant
    return Person(start=now.start, end=now.end, participant=full, side=known.side or now.side, circle=known.circle)


def _by_office(text: str, names: Sequence[Name], home: Participant | None) -> Iterable[Person]:
    for office in OFFICE.finditer(text):
        if any(each.start < office.end() and office.start() < each.end for each in names):
            continue
        if _NOT_IN_OFFICE.search(text[max(0, office.start() - 40) : office.start()]):
            continue
        side, at = _side(text, names, office.start(), office.end())
        plural = office[0].casefold().endswith(("s", "men")) and not office[0].casefold().endswith("affairs")
        for start, end in _named_after(text, names, at, plural=plural):
            said = side or _side_after(text, names, end, plural=plural) or _spoken_for(office[0]) or home
            yield _person(text, start, end, office[0], said)


def _named_after(text: str, names: Sequence[Name], at: int, *, plural: bool) -> Iterable[tuple[int, int]]:
    gap = re.compile(r"(?:\s(?:at|to|in)\sthe\s\w+)?(?P<comma>,)?\s").match(text, at)
    if not gap:
        return
    span = _name_at(text, names, gap.end(), short=not gap["comma"])
    if not span:
        return
    yield span
    follow = re.compile(r"(?:,\s|\sand\s|,\sand\s)").match(text, span[1])
    while plural and follow:
        span = _name_at(text, names, follow.end(), short=True)
        if not span:
            return
        yield span
        follow = re.compile(r"(?:,\s|\sand\s|,\sand\s)").match(text, span[1])


def _name_at(text: str, names: Sequence[Name], at: int, *, short: bool) -> tuple[int, int] | None:
    match = NAME.match(text, at)
    if not match:
        return None
    end = match.end()
    words = match[0].split()
    if words[0] in _NOT_NAMES or (len(words) < 2 and not short):
        return None
    for name in names:
        if at <= name.start < end and (name.start == at or name.role is not Role.PLACE):
            if name.start > at and name.end >= end and len(words) > 1 and name.role in {Role.NAME, Role.CAPITAL}:
                continue  # "Michael Jordan" is a man
            if (
                name.start == at
                and len(words) > 1
                and name.end < end
                and name.text in {"Jordan", "Chad", "Georgia", "Israel", "Paris"}
            ):
                continue
            return None if name.start == at else (at, name.start - 1)
    return at, end


_OF = re.compile(r"\s(?P<of>of|for|to)\s(?P<the>the\s)?")


_OF_OFFICE = re.compile(r"(?:'s?)?(?:\s[a-z][\w-]*){0,2}\s")
_BESIDE_OFFICE = re.compile(r"\s")
"""What may stand between "US" and its "Secretary of State", and between "Egypt's" or "Turkish" and an office."""


def _side(text: str, names: Sequence[Name], start: int, end: int) -> tuple[Participant | None, int]:
    """Return whom an office belongs to, and where the office with its "of Chile" ends."""
    of = _OF.match(text, end)
    name = next((each for each in names if of and each.start in {of.end(), of.start("the")} and each.participant), None)
    if of and name and of["of"] == "of":
        return name.participant, name.end
    at = name.end if name else end
    for name in reversed([each for each in names if each.end <= start and each.participant]):
        gap = text[name.end : start]
        of_office = _OF_OFFICE if gap.startswith("'") or name.role is Role.DEMONYM else _BESIDE_OFFICE
        if of_office.fullmatch(gap):
            return name.participant, at
        break
    return None, at


def _side_after(text: str, names: Sequence[Name], end: int, *, plural: bool) -> Participant | None:
    """Return whom "Jan Nowak (Poland)" and "Jan Nowak of Poland" are from."""
    opened = re.compile(r"\s(?:\(|(?P<of>of)\s)(?:the\s)?").match(text, end)
    if not opened or (plural and opened["of"]):  # "Presidents A and B of Chile and Peru" are in order
        return None
    return next((each.participant for each in names if each.start == opened.end()), None)


def _spoken_for(office: str) -> Participant | None:
    return find_participant(_SPOKEN_FOR.get(office.casefold(), ""))


def _by_apposition(text: str, names: Sequence[Name]) -> Iterable[Person]:
    for office in OFFICE.finditer(text):
        before = re.search(
            r"([A-Z][\w' .-]{2,50}),\s(?:the\s|a\s|an\s)?((?:[\w'-]+\s){0,4})$",
            text[max(0, office.start() - 90) : office.start()],
        )
        if not before:
            continue
        offset = max(0, office.start() - 90)
        names_before = tuple(NAME.finditer(text, offset + before.start(1), offset + before.end(1)))
        match = names_before[-1] if names_before else None
        if match is None or match.end() != offset + before.end(1):
            continue
        span = _name_at(text, names, match.start(), short=False)
        side, _ = _side(text, names, office.start(), office.end())
        if span and span[1] == match.end() and side:
            yield _person(text, span[0], span[1], office[0], side)


def _by_name(text: str, found: Sequence[Person], register: Register) -> Iterable[Person]:
    for match in re.finditer(r"[A-Z][\w'-]*?(?=(?:'s)?\b(?!\w))", text):
        known = register.by_word.get(match[0].removesuffix("'s"))
        taken = any(each.start <= match.start() < each.end for each in found)
        if known and not taken:
            yield Person(
                start=match.start(),
                end=match.end(),
                participant=known.participant,
                side=known.side,
                circle=known.circle,
            )


def _person(text: str, start: int, end: int, office: str, side: Participant | None) -> Person:
    name = text[start:end].removesuffix("'s").strip()
    end = start + len(name)
    slug = re.sub(r"[^a-z0-9]+", "-", fold(name).casefold().replace("'", "")).strip("-")
    participant = Participant(
        id=slug,
        name=name,
        kind=ParticipantKind.PERSON,
        country=side.country if side else None,
        office=office[0].upper() + office[1:] if office else None,
    )
    return Person(start=start, end=end, participant=participant, side=side, circle=office_class(office))
