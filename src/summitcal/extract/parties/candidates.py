"""What can be the name of a person in a sentence, and what the words around it say for that."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from summitcal.extract.parties.offices import (
    Office,
    led_side,
    office_after,
    office_before,
    office_class,
    side_after,
    side_in_deed,
    sides_listed,
)
from summitcal.extract.parties.register import Person, Register
from summitcal.extract.parties.words import DOING, HELPING, Chunk, Kind, Words, chunks
from summitcal.gazetteer import known_people
from summitcal.model import Participant


@dataclass(slots=True)
class Candidate:
    """A chunk that can be a person, and what speaks for it.

    ``sure`` is who has a title, an office or a side; ``likely`` who does what people do; ``barred`` what only looks
    like a name.
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

    @property
    def accepted(self) -> bool:
        """Whether it is a person."""
        return not self.barred and (self.known is not None or self.sure or (self.likely and self.long))


def find_candidates(ws: Words, register: Register) -> list[Candidate]:
    """Return what can be names of persons in a sentence, weighed one by one and then as lists."""
    candidates = [_candidate(ws, each, register) for each in chunks(ws)]
    _link(ws, candidates)
    return candidates


def _candidate(ws: Words, chunk: Chunk, register: Register) -> Candidate:
    """Gather what speaks for a chunk being a person."""
    start, name = _spelled(ws, chunk)
    each = Candidate(chunk=chunk, start=start, end=ws.ends[chunk.end - 1], name=name)
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
        first -= 2 if ws.at(first - 2) == "Crown" else 1
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


def _weigh_office(ws: Words, each: Candidate, register: Register) -> None:
    """Note the office and the side that are said beside a name."""
    chunk = each.chunk
    before = _office_before(ws, each)
    after = office_after(ws, chunk.end) if before is None or before.apart else None
    if before is None and ws.at(chunk.first - 1)[:1].isupper() and ws.kind(chunk.first - 1) in (Kind.BODY, Kind.RANK):
        each.barred = True
        return
    done = _side_done_for(ws, each, after)
    if any(office and office.bystander for office in (before, after)):
        register.bystanders |= {each.name, each.name.rsplit(maxsplit=1)[-1]}
        each.barred = True
    elif any(office and office.former for office in (before, after)):
        each.barred = done is None and ws.at(chunk.end + ws.at(chunk.end).startswith("i")) not in _MEDIATING
        each.known, each.side, each.sure = None, done, True
    else:
        each.office = before if before and (before.sides or not after) else after or before
        each.side = _side_of(ws, each, plural=bool(before and before.plural)) or done
        each.sure = _is_sure(ws, each, before, register)


_MEDIATING = frozenset(
    "mediating mediates mediated brokered facilitates facilitating facilitated leads led chairs".split()
)


def _side_of(ws: Words, each: Candidate, *, plural: bool) -> Participant | None:
    of_office = each.office.side if each.office else None
    return of_office or _owner(ws, each.chunk) or side_after(ws, each.chunk.end, plural=plural)


def _side_done_for(ws: Words, each: Candidate, after: Office | None) -> Participant | None:
    past = after.head + 1 if after else each.chunk.end
    return led_side(ws, each.chunk.first) or side_in_deed(ws, past, past_office=after is not None)


def _is_sure(ws: Words, each: Candidate, before: Office | None, register: Register) -> bool:
    """Whether a title, an office or a side leaves no doubt that it is a person."""
    if before and not before.apart:
        return True
    if ws.kind(each.chunk.first - 1) in (Kind.TITLE, Kind.NOBLE, Kind.ROYAL):
        return True
    if before and before.plural and not before.sides and not each.side:
        return each.long and ws.at(each.chunk.end) == "for"
    return each.long and (each.office is not None or (each.side is not None and not _is_namesake(each.name, register)))


def _office_before(ws: Words, each: Candidate) -> Office | None:
    office = office_before(ws, each.chunk.first)
    if office and office.apart and not (each.long and (office.plural or _is_apposed(ws, office))):
        return None
    complemented = office is not None and not office.apart and office.end > office.head + 1
    if (
        complemented and not each.long and ws.kind(each.chunk.first - 1) is not Kind.RANK
    ):  # "the envoy for South Sudan" names nobody
        return None
    return office


_APPOSING = frozenset("the The his her its their His Her Its Their our Our 's a an A An ( and , ; : - –".split())


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
    hosted invite invites invited told tells thanked thanks sending sends sent send welcome welcomes welcomed greet
    greets greeted joins joined join urged urges asked asks called calls named appointed replaced succeed succeeds
    telephoned phoned once""".split()
)
_WRITTEN = frozenset("reporting editing written edited writing photo photos compiled translated by".split())
_THE = frozenset(("the", "The", "a", "an", "A", "An"))
_OF_PEOPLE = frozenset(
    "visit visits trip tour arrival departure talks meeting office government predecessor successor".split()
)
_APPOSED = frozenset(("the", "a", "an", "who", "whose", "his", "her", "its", "one"))


def _does_as_people_do(ws: Words, chunk: Chunk, register: Register) -> bool:
    """Whether the words around a name of several parts are such as stand around people."""
    first, end = chunk.first, chunk.end
    before = ws.at(first - 1)
    if ws.is_heading() or ws.words[first] in _PLACES or before in _IN or before in _THE:
        return False
    if ws.kinds[first] is Kind.KNOWN:
        return before in _WITH or (first == 0 and _acts(ws, end))
    if ws.words[end - 1] in register.lone or (len(ws.words[first]) > 1 and ws.words[first] in register.lone):
        return True
    if before in {"of", "from", "to"}:
        return before == "to" and ws.at(first - 2) in _SPOKEN_TO
    return _is_met(ws, first, before) or _is_told_of(ws, end)


_SPOKEN_TO = frozenset("spoke talked spoken speaking speak talk talking".split())


def _is_met(ws: Words, first: int, before: str) -> bool:
    if before == "'":  # "the rebels' Pablo Beltran"
        return ws.at(first - 2).islower()
    return before in _WITH and ws.at(first - 2).lower() not in _WRITTEN


def _is_told_of(ws: Words, end: int) -> bool:
    after = ws.at(end)
    if after == "'s":
        return any(ws.at(end + ahead) in _OF_PEOPLE for ahead in (1, 2, 3))
    return (after == "," and ws.at(end + 1) in _APPOSED) or _acts(ws, end)


def _acts(ws: Words, at: int) -> bool:
    for index in range(at, min(at + 5, len(ws))):
        word = ws.words[index]
        if word in DOING:
            return True
        if word not in HELPING and not word.endswith("ly"):
            return False
    return False


def _link(ws: Words, candidates: Sequence[Candidate]) -> None:
    """Let those of one list stand or fall together, and give each the office and the side that the list has for it."""
    groups: list[list[Candidate]] = []
    for each in candidates:
        if groups and _links(ws, groups[-1][-1], each):
            groups[-1].append(each)
        else:
            groups.append([each])
    for group in groups:
        _settle_group(ws, group)


def _links(ws: Words, one: Candidate, other: Candidate) -> bool:
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


def _settle_group(ws: Words, group: Sequence[Candidate]) -> None:
    first = group[0]
    office = first.office if first.office and first.office.plural else None
    if len(group) > 1:
        if not first.barred and (office or _is_pair(ws, group) or any(_stands(each) for each in group)):
            for each in group:
                _join(ws, each, office)
        if office:
            _share_sides(ws, group, office)
        elif first.side and ws.at(first.chunk.first - 1) in {"'s", "'"}:  # "Bosnia's A, B and C"
            for each in group:
                each.side = each.side or (None if each.known or each.office else first.side)
    elif office and office.apart and not first.known:  # "the ministers, X," names nobody of them
        first.sure = bool(first.side) or (first.long and ws.at(first.chunk.end) == "for")


def _stands(each: Candidate) -> bool:
    return each.sure or each.likely or each.known is not None


_NO_VERB = frozenset("of from and or the who for with in at on by as but to that".split())


def _is_pair(ws: Words, group: Sequence[Candidate]) -> bool:
    """Whether two names are the subject of a clause, whatever they do: "When Dana Reed and Li Tan connect"."""
    before, after = ws.at(group[0].chunk.first - 1), ws.at(group[-1].chunk.end)
    starts = not before or before.lower() in {"when", "while", "as", "once", "if", "before", "after", "that", "both"}
    return len(group) == 2 and starts and after.islower() and after not in _NO_VERB and not ws.is_heading()


def _join(ws: Words, each: Candidate, office: Office | None) -> None:
    """Take somebody onto a list of people, who all hold the office that it starts with."""
    named = each.long or (office is not None and each.office is None)
    if not each.barred and named and ws.words[each.chunk.first] not in _PLACES:
        each.likely = True
        each.office = each.office or office
        each.sure = each.sure or office is not None


def _share_sides(ws: Words, group: Sequence[Candidate], office: Office) -> None:
    """Share out the sides of "the presidents of Chile and Peru, A and B" in their order."""
    sides = (office.sides, sides_listed(ws, group[-1].chunk.end))
    ordered = next((each for each in sides if len(each) == len(group)), None)
    for index, each in enumerate(group):
        each.side = ordered[index] if ordered else each.side or office.side
