"""Who takes part in one encounter: everyone whom the story names near it is weighed, sides first, then their people."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from summitcal import gazetteer
from summitcal.extract.anycase import AnyCase
from summitcal.extract.cast import ALONE, CIRCLES, OTHERS, TOGETHER, Cast, Member, bodies, cast_of
from summitcal.extract.findings import Finding
from summitcal.extract.linking import OTHER_VERB, STOP
from summitcal.extract.pages import Page, Spot, Story
from summitcal.extract.parties import Party
from summitcal.extract.parties.people import office_class
from summitcal.extract.times.tense import SAYING
from summitcal.extract.weighing import Question, Weigh
from summitcal.model import Kind, Participant, ParticipantKind

BACK = 6
"""How many sentences back somebody can stand who takes part."""

EVEN = 0.55
"""How probable a side must be to take part, and..."""

AT_LEAST = 0.2
"""...how probable where otherwise nobody would be there to be met."""

PERSON_EVEN = 0.5
"""How probable a person must be."""

_NEAR = 12
"""How many sentences back it counts how often somebody is named."""

_LISTED = re.compile(r"'?s?,?\s?(?:and|or|&|with|-|–|as\swell\sas)?\s?(?:the\s)?(?:[a-z]+\s)?")
_LAST_WORD = re.compile(r"(?<![A-Za-z'])([A-Za-z']+)\W*(?:(?:the|a|an|its|his|her|their)\s)?$")
_NEXT_WORD = re.compile(r"('s)?\W*([A-Za-z]+)")
_TWO = AnyCase(
    r"\b(?:the\stwo|two\s(?:leaders|ministers|presidents|sides|countries|men|women|governments|delegations|capitals|neighbou?rs|nations|states)"
    r"|both|the\spair|each\sother|one\sanother|bilateral)\b"
)
_HE = re.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er|him)\b")
_IT = re.compile(r"\b(?:[Ii]t|[Ii]ts)\b")
_UNNAMED = re.compile(
    r"\b(?:[Tt]he|[Hh]is|[Hh]er)\s(?:[a-z]+\s){0,2}?(?P<head>president|prime minister|premier|chancellor|minister|secretary|envoy|king"
    r"|emir|sultan|pope|mediator|negotiator|commissioner|ambassador|chief|chairman|general|adviser|leader)\b(?!\s(?:of|[A-Z]))"
)
"""An office whose holder the words do not name."""
_SAME_SENTENCE = frozenset({"inside", "left", "right"})


def named(spot: Spot) -> Cast:
    """Return those whom the words of an encounter themselves name as taking part."""
    visiting = any(each.kind is Kind.VISIT for each in spot.encounter.triggers)
    cast = cast_of((each for each in spot.page.parties if spot.has(each.start)), spot.offset, visited=visiting)
    if len(cast.sides) < 2:
        meant = bodies(spot.text, spot.encounter.start, spot.encounter.end, _before(spot))
        cast.add(cast_of(meant, spot.offset, visited=visiting))
    return cast


def weighed(spot: Spot, cast: Cast, before: Sequence[Finding], weigh: Weigh) -> Cast:
    """Return the most probable cast; ``cast`` is who the words of the encounter name, ``before`` what met before it."""
    around = _around(spot, cast, before)
    sides, people = _seen(spot)
    found = Cast()
    odds: list[tuple[float, _Seen]] = []
    for seen in sides.values():
        taken = sum(chance >= EVEN for chance, _ in odds)
        odds.append((weigh(Question.SIDE, spot, seen.name, _side_signs(seen, around, taken)), seen))
    enough = _enough(odds)
    for chance, seen in odds:
        if chance >= enough:
            found.sides[seen.participant.id] = seen.member(chance)
    company: Counter[str | None] = Counter()
    for seen in people.values():
        home = seen.side.id if seen.side else None
        signs = _person_signs(seen, around, found, company[home])
        company[home] += 1
        chance = weigh(Question.PERSON, spot, seen.name, signs)
        if chance >= PERSON_EVEN:
            found.people[seen.participant.id] = seen.member(chance)
    return found


def said_where(where: str) -> str:
    """Return in words where a name stands from the words of an encounter."""
    way, _, number = where.partition(" ")
    if way == "meeting":
        return "where the meeting told of before is"
    if way == "back" and number != "1":
        return f"named {number} sentences before"
    return _SAID_WHERE.get(way, f"from the {where}")


_SAID_WHERE = {
    "inside": "named with the meeting",
    "left": "named in the same sentence",
    "right": "named in the same sentence",
    "next": "named in the next sentence",
    "back": "named in the sentence before",
    "title": "named at the top",
    "issuer": "whose text it is",
}


@dataclass(slots=True)
class _Seen:
    """Where and how somebody is named near an encounter; ``where`` is the nearest place."""

    participant: Participant
    where: str
    start: int
    end: int
    side: Participant | None = None
    circle: str = ""
    signs: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        return self.participant.name

    def member(self, chance: float) -> Member:
        """Return this one as one who takes part."""
        how = said_where(self.where)
        return Member(participant=self.participant, start=self.start, end=self.end, how=how, chance=chance)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """What is true of an encounter as a whole, for whoever may take part in it."""

    cast: Cast
    named: str
    pointing: str
    others: bool
    circles: frozenset[str]
    last: Cast
    since: str
    counts: Mapping[str, int]
    main: tuple[str, ...]
    two: bool
    pair: Set[str]
    near_pair: Set[str]
    word: str
    singular: str
    subject: str
    """Who does it: named with it, "he", or whoever the sentence began with."""
    topic: frozenset[str]
    """Who leads the last sentence before that is led by a person, and that person's side."""
    meant: frozenset[str]
    """The ids of the people whom "the president" and "the envoy" point back to, and of their sides."""
    header: str
    home: str
    top: frozenset[str]
    """The sides that the first sentence names."""
    same_day: frozenset[str]
    """Those of the meetings told of before that are on the same day."""
    partners: Set[str]
    """Whom those that the words name have met in the meeting told of last."""
    without: frozenset[str]
    """The sides that the words name without naming anybody of them."""


def _around(spot: Spot, cast: Cast, before: Sequence[Finding]) -> _Around:
    words, page = spot.words, spot.page
    inside = {
        side.id
        for each in page.parties
        if spot.has(each.start) and each.participant and not each.aside
        for side in gazetteer.members(each.participant)
    }
    body = any(each.participant.kind is not ParticipantKind.STATE for each in cast.sides.values())
    counts = _counts(spot.story, page)
    first = spot.encounter.time.reading.first
    return _Around(
        cast=cast,
        named=f"named {min(len(inside), 3)}{' body' if body else ''}",
        pointing="both" if TOGETHER.search(words) else "one" if ALONE.search(words) else "none",
        others=OTHERS.search(words) is not None,
        circles=frozenset(office_class(each[0]) for each in CIRCLES.finditer(words)),
        last=before[-1].cast if before else Cast(),
        since=f"{min(page.index - before[-1].page.index, 4)}" if before else "never",
        counts=counts,
        main=tuple(name for name, _ in counts.most_common(2)),
        two=_TWO.search(words) is not None,
        pair=next((each.cast.ids for each in reversed(before) if len(each.cast.sides) == 2), frozenset()),
        near_pair=next((frozenset(each.sides) for each in _pages_before(spot) if len(each.sides) == 2), frozenset()),
        word=f"word {spot.part}",
        singular="he" if _HE.search(words) else "it" if _IT.search(words) else "nobody",
        subject=f"subject {_subject(spot)}",
        topic=_topic(spot),
        meant=_meant(spot),
        header=f"header {spot.encounter.header}",
        home=_home_of(spot.story),
        top=frozenset(spot.story.pages[0].sides),
        same_day=frozenset(who for each in before if each.reading.first == first for who in each.cast.ids),
        partners=next((each.cast.ids for each in reversed(before) if cast.ids & each.cast.ids), frozenset()),
        without=_unmanned(spot),
    )


def _home_of(story: Story) -> str:
    """Return whose text it is by its id: of the state in whose capital it is written, or whose ministry gives it out."""
    home = story.issuer[0].participant if story.issuer else story.home
    return home.id if home else ""


def _subject(spot: Spot) -> str:
    """Return who does what an encounter tells: somebody named before its word, "he" or "they", or from farther left."""
    start = spot.encounter.start
    end = spot.encounter.triggers[0].start if spot.encounter.triggers else spot.date[0]
    for where, left, right in (("", start, end), ("left ", 0, min(start, end))):
        if any(left <= each.start < right for each in spot.page.parties):
            return f"{where}named"
        pronoun = _PRONOUN.search(spot.text, left, max(left, right))
        if pronoun:
            return f"{where}{pronoun[0].casefold().replace('she', 'he')}"
    return "none"


_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|[Bb]oth|[Tt]he (?:two|pair|three|four|five))\b")


def _topic(spot: Spot) -> frozenset[str]:
    for page in _pages_before(spot):
        first = page.parties[0] if page.parties else None
        if first and first.person:
            return frozenset((first.person.id, *([first.participant.id] if first.participant else [])))
    return frozenset()


def _unmanned(spot: Spot) -> frozenset[str]:
    """Return the sides that the words of an encounter name without a person of them: "the Estonian gives a dinner"."""
    here = [each for each in spot.page.parties if each.participant and spot.has(each.start) and not each.aside]
    manned = {each.participant.id for each in here if each.participant and each.person}
    return frozenset(each.participant.id for each in here if each.participant) - manned


def _meant(spot: Spot) -> frozenset[str]:
    """Return whom offices without a name point back to: the one who was named last with such an office, and the side."""
    found: set[str] = set()
    heads = {each["head"].casefold() for each in _UNNAMED.finditer(spot.text, spot.encounter.start, spot.encounter.end)}
    if not heads:
        return frozenset()
    before = list(_before(spot))
    for head in sorted(heads):
        party = next((each for each in before if each.person and head in (each.person.office or "").casefold()), None)
        if party and party.person:
            found.add(party.person.id)
            found.update([party.participant.id] if party.participant else [])
    return frozenset(found)


def _counts(story: Story, page: Page) -> Counter[str]:
    """Return in how many sentences around one each side is named."""
    near = story.pages[max(0, page.index - _NEAR) : page.index + 4]
    return Counter(chain.from_iterable(each.sides for each in near))


def _pages_before(spot: Spot) -> Iterator[Page]:
    """Yield the sentences before, the latest first."""
    for distance in range(1, BACK + 1):
        page = spot.beside(-distance)
        if page:
            yield page


def _before(spot: Spot) -> Iterator[Party]:
    """Yield whom the sentences before have named, the latest first."""
    for page in _pages_before(spot):
        yield from reversed(page.parties)


def _seen(spot: Spot) -> tuple[dict[str, _Seen], dict[str, _Seen]]:
    """Return the sides and the people named near an encounter, the nearest first."""
    sides: dict[str, _Seen] = {}
    people: dict[str, _Seen] = {}
    for mention in _mentions(spot):
        party = mention.party
        for who in gazetteer.members(party.participant) if party.participant else ():
            _note(sides, who, mention, spot)
        if party.person:
            seen = _note(people, party.person, mention, spot)
            seen.side, seen.circle = party.participant, party.circle
    return sides, people


@dataclass(frozen=True, slots=True)
class _Mention:
    """A name that stands for somebody, on its page, and where that is from an encounter."""

    party: Party
    page: Page
    where: str


def _mentions(spot: Spot) -> Iterator[_Mention]:
    """Yield all names that stand for somebody, those among the words of the encounter first, then the nearest."""
    here = (*spot.page.parties, *spot.page.unlikely)
    for party in sorted(here, key=lambda each: not spot.has(each.start)):
        where = "inside" if spot.has(party.start) else "left" if party.start < spot.encounter.start else "right"
        yield _Mention(party, spot.page, where)
    for distance in (*range(-1, -BACK - 1, -1), 1):
        page = spot.beside(distance)
        if page is None:
            continue
        for party in (*page.parties, *page.unlikely):
            yield _Mention(party, page, "next" if distance > 0 else f"back {-distance}")
    if spot.story.issuer:
        yield _Mention(*spot.story.issuer, "issuer")
    if spot.page.index > BACK:
        title = spot.story.pages[0]
        for party in (*title.parties, *title.unlikely):
            yield _Mention(party, title, "title")


def _note(table: dict[str, _Seen], who: Participant, mention: _Mention, spot: Spot) -> _Seen:
    seen = table.get(who.id)
    if seen is None:
        offset = mention.page.sentence.start
        span = offset + mention.party.start, offset + mention.party.end
        seen = table[who.id] = _Seen(who, mention.where, *span)
        seen.signs.update(_first_signs(mention, spot))
    seen.signs.add(f"also {mention.where}")
    return seen


def _first_signs(mention: _Mention, spot: Spot) -> tuple[str, ...]:
    """Return how somebody is named where that is nearest to an encounter."""
    party, page, where = mention.party, mention.page, mention.where
    manner, same = _manner(party), where in _SAME_SENTENCE
    word, follow = _words_beside(page.sentence.text, party.start, party.end)
    place = where if same else "elsewhere"
    return (
        f"{where} {manner}",
        *(("leads", f"leads {where}") if page.parties and party is page.parties[0] else ()),
        f"{place} after {word}",
        f"{place} {manner} after {word}",
        f"{place} before {follow}",
        *(_on_the_way(mention, spot) if same else ()),
    )


def _manner(party: Party) -> str:
    if party.unlikely:
        return "unlikely"
    if party.aside:
        return "quoted person" if party.person else "quoted"
    if party.visited:
        return "visited"
    if party.mediator:
        return "mediator"
    return "person" if party.person else "side"


@lru_cache(maxsize=1024)  # a name is looked at from all encounters around it
def _words_beside(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the words before and after a name."""
    before = _LAST_WORD.search(text[max(0, start - 24) : start])
    after = _NEXT_WORD.match(text[end : end + 24])
    word = before[1] if before and before[1].islower() else "-" if before else "start"
    return word, ("'s " if after and after[1] else "") + (after[2] if after and after[2].islower() else "-")


def _on_the_way(mention: _Mention, spot: Spot) -> tuple[str, ...]:
    """Return what stands between a name and the word of encounter, or the date where there is none."""
    text, party, page = spot.text, mention.party, spot.page
    trigger = spot.encounter.triggers[0] if spot.encounter.triggers else None
    start, end = (trigger.start, trigger.end) if trigger else spot.date
    ahead = party.end <= start
    order = "before" if ahead else "behind" if party.start >= end else "within"
    between = text[party.end : start] if ahead else text[end : party.start]
    words = len(between.split())
    gap = "close" if words < 3 else "near" if words < 7 else "far" if words < 16 else "distant"
    others = sum(min(party.end, end) <= each.start and each.end <= max(party.start, start) for each in page.parties)
    return (
        f"{order} {trigger.part if trigger else 'date'}",
        f"{order} {gap}",
        f"{mention.where} {order} {gap}",
        f"{order} stop {STOP.search(between) is not None}",
        f"{order} saying {SAYING.search(between) is not None}",
        f"{order} verb {OTHER_VERB.search(between) is not None}",
        f"{order} comma {min(between.count(','), 2)}",
        f"{order} others {min(others, 2)}",
        f"{order} listed {_is_listed(text, party, page.parties)}",
        *((f"{order} says {trigger.text.casefold()}",) if trigger else ()),
        *((f"{order} path {_path(between)}",) if words <= _PATH else ()),
        f"date {'after' if spot.date[0] > party.start else 'before'} {order}",
    )


_PATH = 5
"""How many words at most are told one by one that stand between a name and a word of encounter."""
_NAMED = re.compile(r"[A-Z][\w'.-]*(?:\s[A-Z][\w'.-]*)*")


def _path(between: str) -> str:
    return " ".join(_NAMED.sub("N", between).split())


def _is_listed(text: str, party: Party, parties: Iterable[Party]) -> bool:
    """Whether a name is one of several that stand side by side."""
    for each in parties:
        between = min(each.end, party.end), max(each.start, party.start)
        if each.start != party.start and _LISTED.fullmatch(text, *between):
            return True
    return False


def _side_signs(seen: _Seen, around: _Around, taken: int) -> frozenset[str]:
    """Return what speaks of a side; ``taken`` is how many of those named nearer are likely to take part."""
    who, where = seen.participant.id, seen.where
    told = "told" if who in around.cast.sides else "not told"
    met = "met" if who in around.last.sides else "not met"
    main = "main" if who in around.main else "minor"
    pointing = f"pointing {around.pointing}"
    others = f"taken {min(taken, 3)}"
    meant = f"meant {who in around.meant}"
    return frozenset(
        (
            *seen.signs,
            *_pointed(seen, around),
            *(f"{others} | {each}" for each in (where, told, around.named, around.word, f"two {around.two}", pointing)),
            f"{others} | {around.named} | {where}",
            f"{around.word} | {where}",
            f"{meant} | {where}",
            meant,
            *_of_story(seen, around),
            told,
            f"kind {seen.participant.kind}",
            f"often {min(around.counts[who], 4)}",
            f"{met} {around.since}",
            *(f"{where} | {each}" for each in (around.named, told, pointing)),
            *(f"{told} | {each}" for each in (around.named, pointing, met, main)),
            f"{told} | kind {seen.participant.kind} | {around.named}",
            f"{met} | {around.named} | {pointing}",
            f"{main} | {around.named}",
            *_of_two(who, around),
        )
    )


def _pointed(seen: _Seen, around: _Around) -> Iterator[str]:
    """Yield whether "he" or "it" can mean somebody, who leads a sentence before."""
    leads = f"leads {seen.where}" if "leads" in seen.signs else f"follows {seen.where}"
    yield f"{leads} | {around.singular}"
    yield f"{leads} | {around.subject}"
    yield f"{seen.where} | {around.subject}"
    yield f"topic {seen.participant.id in around.topic} | {around.subject}"
    yield f"{leads} | pointing {around.pointing}"
    yield f"{leads} | {around.named}"


def _of_story(seen: _Seen, around: _Around) -> Iterator[str]:
    """Yield what the story as a whole makes of a side."""
    who = seen.participant.id
    for sign in (
        f"home {who == around.home}",
        f"top {who in around.top}",
        f"same day {who in around.same_day if around.same_day else 'none'}",
        f"partner {who in around.partners if around.partners else 'none'}",
    ):
        yield sign
        yield f"{sign} | {around.named}"
        yield f"{sign} | {seen.where}"
    yield f"{around.header} | {seen.where}"


def _of_two(who: str, around: _Around) -> Iterator[str]:
    """Yield whether a side is one of the two that met, or stand together, last, and whether two are spoken of."""
    two = f"two {around.two}"
    for name, pair in (("pair", around.pair), ("near pair", around.near_pair)):
        yield f"{two} | {'in' if who in pair else 'out of' if pair else 'no'} {name}"
        yield f"{two} | {'in' if who in pair else 'out of' if pair else 'no'} {name} | {around.named}"


def _person_signs(seen: _Seen, around: _Around, cast: Cast, company: int) -> frozenset[str]:
    """Return what speaks of a person; ``company`` is how many of the same side are named nearer."""
    who, where = seen.participant.id, seen.where
    told = "told" if who in around.cast.people else "not told"
    met = "met" if who in around.last.people else "not met"
    home = _home(seen, cast)
    pointing = f"pointing {around.pointing}"
    fits = "fits" if seen.circle in around.circles else "other circle" if around.circles else "no circle"
    others = f"others {around.others}"
    nearer = f"nearer {min(company, 2)}"
    people = f"people {min(len(around.cast.people), 2)}"
    return frozenset(
        (
            *seen.signs,
            *_pointed(seen, around),
            *_unnamed(seen, around),
            f"{around.word} | {where}",
            told,
            home,
            nearer,
            f"{nearer} | {home}",
            f"{nearer} | {where}",
            f"{people} | {where}",
            f"{people} | {where} | {pointing}",
            f"{people} | {told}",
            f"circle {seen.circle}",
            *(f"{where} | {each}" for each in (told, home, others, fits, f"{pointing} | {home}")),
            *(f"{told} | {each}" for each in (home, others, fits, f"{met} {around.since}")),
            f"{met} | {pointing} | {home}",
        )
    )


def _unnamed(seen: _Seen, around: _Around) -> Iterator[str]:
    """Yield whether words that name nobody can mean a person: "the minister", or "the Estonian"."""
    alone = f"alone {seen.side is not None and seen.side.id in around.without}"
    yield f"meant {seen.participant.id in around.meant} | {seen.where}"
    yield f"{alone} | {seen.where}"
    yield f"{alone} | {around.singular}"


def _home(seen: _Seen, cast: Cast) -> str:
    """Return whether the side that a person speaks for takes part."""
    if seen.side is None:
        return "homeless"
    return "home" if any(each.id in cast.sides for each in gazetteer.members(seen.side)) else "away"


def _enough(odds: Sequence[tuple[float, _Seen]]) -> float:
    """Return how probable a side must be, so that there are two of them, or a body, if that is at all likely."""
    best = sorted((chance for chance, _ in odds), reverse=True)
    body = any(chance >= EVEN and seen.participant.kind is not ParticipantKind.STATE for chance, seen in odds)
    if len(best) < 2 or best[1] >= EVEN or body or best[1] < AT_LEAST:
        return EVEN
    return best[1]
