"""Who takes part in one encounter: everyone the article names near it is weighed, sides first, then their people."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from summitcal import gazetteer
from summitcal.extract.cast import ALONE, CIRCLES, OTHERS, TOGETHER, Cast, Member, bodies, cast_of
from summitcal.extract.findings import Finding
from summitcal.extract.linking import OTHER_VERB, STOP, Encounter
from summitcal.extract.pages import Story, Page
from summitcal.extract.parties import Party
from summitcal.extract.parties.people import office_class
from summitcal.extract.times.tense import SAYING
from summitcal.extract.weighing import Question, Weigh
from summitcal.model import Kind, Participant, ParticipantKind

BACK = 6
"""How many sentences back somebody can stand who takes part."""

@dataclass(slots=True)
class _Seen:
    """Where and how somebody is named near an encounter."""

    participant: Participant
    side: Participant | None = None
    circle: str = ""
    start: int = -1
    end: int = -1
    nearest: str = ""
    signs: set[str] = field(default_factory=set)

    def member(self, chance: float) -> Member:
        """Return this one as one who takes part."""
        how = said_where(self.nearest)
        return Member(participant=self.participant, start=self.start, end=self.end, how=how, chance=chance)


def said_where(where: str) -> str:
    """Return in words where a name stands from the words of an encounter."""
    match where.split():
        case ["inside"]:
            return "named with the meeting"
        case ["left" | "right"]:
            return "named in the same sentence"
        case ["next"]:
            return "named in the next sentence"
        case ["back", "1"]:
            return "named in the sentence before"
        case ["back", number]:
            return f"named {number} sentences before"
        case ["dateline" | "heading"]:
            return f"from the {where}"
        case ["meeting", _]:
            return "where the meeting told of before is"
        case _:
            return where


def named(article: Story, page: Page, encounter: Encounter) -> Cast:
    """Return those whom the words of an encounter itself name as taking part."""
    visiting = any(each.kind is Kind.VISIT for each in encounter.triggers)
    inside = [each for each in page.parties if encounter.start <= each.start < encounter.end]
    cast = cast_of(inside, page.sentence.start, visited=visiting)
    if len(cast.sides) < 2:
        meant = bodies(page.sentence.text, encounter.start, encounter.end, list(_before(article, page)))
        cast.add(cast_of(meant, page.sentence.start, visited=visiting))
    return cast


def _before(article: Story, page: Page) -> Iterator[Party]:
    """Yield whom the sentences before have named, the latest first."""
    for distance in range(1, BACK + 1):
        if page.index >= distance:
            yield from reversed(article.pages[page.index - distance].parties)


def weighed(
    article: Story, page: Page, encounter: Encounter, proposed: Cast, before: Sequence[Finding], weigh: Weigh
) -> Cast:
    """Return the cast that is most probable; ``proposed`` is who the words of the encounter name."""
    sides, people = _seen(article, page, encounter)
    for each in proposed.sides.values():
        sides.setdefault(each.participant.id, _Seen(each.participant, start=each.start, end=each.end))
    for each in proposed.people.values():
        people.setdefault(each.participant.id, _Seen(each.participant, start=each.start, end=each.end))
    around = _around(page, encounter, proposed, before)
    counts = _counts(article, page)
    cast = Cast()
    odds: list[tuple[float, _Seen]] = []
    for seen in sides.values():
        signs = frozenset(_side_signs(seen, proposed, before, around, counts))
        odds.append((weigh(Question.SIDE, encounter, seen.participant.name, signs), seen))
    enough = _enough(odds)
    for chance, seen in odds:
        if chance >= enough:
            cast.sides[seen.participant.id] = seen.member(chance)
    for seen in people.values():
        signs = frozenset(_person_signs(seen, proposed, before, around, cast))
        chance = weigh(Question.PERSON, encounter, seen.participant.name, signs)
        if chance >= 0.5:
            cast.people[seen.participant.id] = seen.member(chance)
    return cast


EVEN = 0.45
"""How probable a side must be to take part, and..."""

AT_LEAST = 0.2
"""...how probable where otherwise nobody would be there to be met."""


def _enough(odds: Sequence[tuple[float, _Seen]]) -> float:
    """Return how probable a side must be, so that there are two of them, or a body, if that is at all likely."""
    best = sorted((chance for chance, _ in odds), reverse=True)
    body = any(chance >= EVEN and seen.participant.kind is not ParticipantKind.STATE for chance, seen in odds)
    if len(best) < 2 or best[1] >= EVEN or body or best[1] < AT_LEAST:
        return EVEN
    return best[1]


def _seen(article: Story, page: Page, encounter: Encounter) -> tuple[dict[str, _Seen], dict[str, _Seen]]:
    sides: dict[str, _Seen] = {}
    people: dict[str, _Seen] = {}
    for distance, other in _pages_around(article, page):
        parties = {each.start: each for each in other.parties}
        for where, party in _placed(other, encounter, distance, _mentions(other, parties)):
            for who in gazetteer.members(party.participant) if party.participant else ():
                _note(sides, who, party, where, other, encounter)
            if party.person:
                seen = _note(people, party.person, party, where, other, encounter)
                seen.side, seen.circle = party.participant, party.circle
    return sides, people


def _pages_around(article: Story, page: Page) -> Iterator[tuple[int, Page]]:
    yield 0, page
    for distance in range(1, BACK + 1):
        if page.index - distance >= 0:
            yield -distance, article.pages[page.index - distance]
    if page.index + 1 < len(article.pages):
        yield 1, article.pages[page.index + 1]


def _mentions(page: Page, parties: dict[int, Party]) -> Iterator[Party]:
    yield from page.parties
    for name in page.names:
        if name.participant and name.start not in parties and not _in_person(name.start, page.parties):
            yield Party(start=name.start, end=name.end, participant=name.participant, circle="refused")


def _in_person(at: int, parties: Iterable[Party]) -> bool:
    return any(each.person and each.start <= at < each.end for each in parties)


def _placed(page: Page, encounter: Encounter, distance: int, parties: Iterable[Party]) -> Iterator[tuple[str, Party]]:
    for party in parties:
        if distance:
            yield f"back {-distance}" if distance < 0 else "next", party
        elif encounter.start <= party.start < encounter.end:
            yield "inside", party
        else:
            yield ("left" if party.start < encounter.start else "right"), party


def _note(
    table: dict[str, _Seen], who: Participant, party: Party, where: str, page: Page, encounter: Encounter
) -> _Seen:
    seen = table.setdefault(who.id, _Seen(who))
    manner = _manner(party)
    if not seen.nearest:
        seen.nearest = where
        seen.start, seen.end = page.sentence.start + party.start, page.sentence.start + party.end
        seen.signs |= {f"{where} {manner}", *_words_beside(page.sentence.text, party, where, manner)}
        if where in {"inside", "left", "right"}:
            seen.signs |= set(_on_the_way(page, party, encounter, where))
        if party is page.parties[0] if page.parties else False:
            seen.signs |= {"leads", f"leads {where}"}
    seen.signs.add(f"also {where}")
    return seen


def _manner(party: Party) -> str:
    if party.circle == "refused":
        return "refused"
    if party.aside:
        return "quoted"
    if party.visited:
        return "visited"
    if party.mediator:
        return "mediator"
    return "person" if party.person else "side"


_LAST_WORD = re.compile(r"([A-Za-z']+)\W*(?:(?:the|a|an|its|his|her|their)\s)?$")
_NEXT_WORD = re.compile(r"('s)?\W*([A-Za-z]+)")


def _words_beside(text: str, party: Party, where: str, manner: str) -> Iterator[str]:
    if where not in {"inside", "left", "right"}:
        return
    before = _LAST_WORD.search(text[max(0, party.start - 24) : party.start])
    after = _NEXT_WORD.match(text[party.end : party.end + 24])
    word = before[1] if before and before[1].islower() else "-" if before else "start"
    yield f"{where} after {word}"
    yield f"{where} {manner} after {word}"
    follow = ("'s " if after and after[1] else "") + (after[2] if after and after[2].islower() else "-")
    yield f"{where} before {follow}"


def _on_the_way(page: Page, party: Party, encounter: Encounter, where: str) -> Iterator[str]:
    """Yield what stands between a name and the word of encounter, or the date where there is none."""
    text, offset = page.sentence.text, page.sentence.start
    date = encounter.time.start - offset, encounter.time.end - offset
    trigger = encounter.triggers[0] if encounter.triggers else None
    start, end = (trigger.start, trigger.end) if trigger else date
    ahead = party.end <= start
    between = text[party.end : start] if ahead else text[end : party.start]
    order = "before" if ahead else "behind" if party.start >= end else "within"
    sort = trigger.part if trigger else "date"
    words = len(between.split())
    gap = "close" if words < 3 else "near" if words < 7 else "far" if words < 16 else "distant"
    yield f"{order} {sort}"
    yield f"{order} {gap}"
    yield f"{where} {order} {gap}"
    yield f"{order} stop {STOP.search(between) is not None}"
    yield f"{order} saying {SAYING.search(between) is not None}"
    yield f"{order} verb {OTHER_VERB.search(between) is not None}"
    yield f"{order} comma {min(between.count(','), 2)}"
    others = sum(
        min(party.end, end) <= each.start and each.end <= max(party.start, start) for each in page.parties
    )
    yield f"{order} others {min(others, 2)}"
    listed = any(
        _LISTED.fullmatch(text, min(each.end, party.end), max(each.start, party.start))
        for each in page.parties
        if each.start != party.start
    )
    yield f"{order} listed {listed}"
    if trigger:
        yield f"{order} ‘{trigger.text.casefold()}’ after"
    yield f"date {'after' if date[0] > party.start else 'before'} {order}"


_LISTED = re.compile(r"'?s?,?\s?(?:and|or|&|with|-|–|as\swell\sas)?\s?(?:the\s)?(?:[a-z]+\s)?")


@dataclass(frozen=True, slots=True)
class _Around:
    """What is true of an encounter as a whole, for whoever may take part in it."""

    named: str
    pointing: str
    part: str
    others: bool
    circles: frozenset[str]
    last: Cast | None
    distance: str


def _around(page: Page, encounter: Encounter, proposed: Cast, before: Sequence[Finding]) -> _Around:
    words = page.sentence.text[encounter.start : encounter.end]
    inside = {
        side.id
        for each in page.parties
        if encounter.start <= each.start < encounter.end and each.participant and not each.aside
        for side in gazetteer.members(each.participant)
    }
    body = any(each.participant.kind is not ParticipantKind.STATE for each in proposed.sides.values())
    last = before[-1] if before else None
    return _Around(
        named=f"named {min(len(inside), 3)}{' body' if body else ''}",
        pointing="both" if TOGETHER.search(words) else "one" if ALONE.search(words) else "none",
        part=encounter.triggers[0].part if encounter.triggers else "none",
        others=OTHERS.search(words) is not None,
        circles=frozenset(office_class(each[0]) for each in CIRCLES.finditer(words)),
        last=last.cast if last else None,
        distance=f"{min(page.index - last.page.index, 4)}" if last else "never",
    )


def _counts(article: Story, page: Page) -> tuple[Counter[str], list[str]]:
    near = article.pages[max(0, page.index - 12) : page.index + 4]
    counts = Counter(
        side.id
        for each in near
        for who in {party.participant.id: party.participant for party in each.parties if party.participant}.values()
        for side in gazetteer.members(who)
    )
    return counts, [name for name, _ in counts.most_common(2)]


def _side_signs(
    seen: _Seen, proposed: Cast, before: Sequence[Finding], around: _Around, counts: tuple[Counter[str], list[str]]
) -> Iterator[str]:
    who = seen.participant.id
    ruled = "ruled in" if who in proposed.sides else "ruled out"
    yield ruled
    yield from (f"{sign}" for sign in seen.signs)
    where = seen.nearest or "elsewhere"
    yield f"{where} | {around.named}"
    yield f"{where} | {ruled}"
    yield f"{where} | pointing {around.pointing}"
    yield f"{ruled} | {around.named}"
    yield f"{ruled} | pointing {around.pointing}"
    yield f"kind {seen.participant.kind}"
    yield f"{ruled} | kind {seen.participant.kind} | {around.named}"
    met = around.last is not None and who in around.last.sides
    yield f"{'met' if met else 'not met'} {around.distance}"
    yield f"{'met' if met else 'not met'} | {around.named} | pointing {around.pointing}"
    yield f"{'met' if met else 'not met'} | {ruled}"
    main = who in counts[1]
    yield f"{'main' if main else 'minor'} | {around.named}"
    yield f"{'main' if main else 'minor'} | {ruled}"
    yield f"often {min(counts[0][who], 4)}"


def _person_signs(
    seen: _Seen, proposed: Cast, before: Sequence[Finding], around: _Around, cast: Cast
) -> Iterator[str]:
    who = seen.participant.id
    ruled = "ruled in" if who in proposed.people else "ruled out"
    yield ruled
    yield from seen.signs
    where = seen.nearest or "elsewhere"
    home = "home" if seen.side and any(each.id in cast.sides for each in gazetteer.members(seen.side)) else (
        "homeless" if seen.side is None else "away"
    )
    yield home
    yield f"{where} | {ruled}"
    yield f"{where} | {home}"
    yield f"{ruled} | {home}"
    yield f"{where} | pointing {around.pointing} | {home}"
    yield f"{where} | others {around.others}"
    yield f"{ruled} | others {around.others}"
    fits = "fits" if seen.circle in around.circles else "no circle" if not around.circles else "other circle"
    yield f"{fits} | {ruled}"
    yield f"{fits} | {where}"
    met = around.last is not None and who in around.last.people
    yield f"{'met' if met else 'not met'} {around.distance} | {ruled}"
    yield f"{'met' if met else 'not met'} | pointing {around.pointing} | {home}"
    yield f"circle {seen.circle}"
