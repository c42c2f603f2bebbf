"""The cast of one encounter: the sides its own words name, and those that "they" and "the two leaders" point back to."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from summitcal.extract.parties import Party
from summitcal.extract.parties.people import Register, office_class
from summitcal.gazetteer import is_bloc, members
from summitcal.model import Participant, ParticipantKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One who takes part, and the span of the article that says so."""

    participant: Participant
    start: int
    end: int


@dataclass(slots=True, kw_only=True)
class Cast:
    """The sides of an encounter and the people who are there for them."""

    sides: dict[str, Member] = field(default_factory=dict)
    people: dict[str, Member] = field(default_factory=dict)
    homeless: set[str] = field(default_factory=set)

    def add(self, other: "Cast", *, people: bool = True) -> None:
        """Take in whoever is in another cast."""
        self.sides = {**self.sides, **{key: each for key, each in other.sides.items() if key not in self.sides}}
        if people:
            self.people = {**self.people, **other.people}
            self.homeless |= other.homeless

    @property
    def ids(self) -> frozenset[str]:
        """The sides by their ids."""
        return frozenset(self.sides)


@dataclass(slots=True, kw_only=True)
class Memory:
    """What an article has said so far, for the words that point back to it."""

    last: Cast | None = None
    last_sentence: int = -99
    named: Cast | None = None
    named_sentence: int = -99
    subject: Cast | None = None
    coming: Cast | None = None
    organisation: Participant | None = None
    bloc: Participant | None = None


TOGETHER = re.compile(
    r"""\b(?: they | them | their | both | the\s(?:two|three|four|five|six|pair|trio|sides|parties|other\sside|latter) | the\ssame\s(?:host|counterpart|interlocutor|officials|men|leaders|two|parties|group|format)s? | each\sother | one\sanother | again
    | (?:further|next|another|previous|last|earlier|new|fresh|latest|final|coming|upcoming|subsequent|separate|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+th|first)\s(?:such\s|in-person\s)?
      (?:round|session|meeting|call|talks|encounter|conversation|engagement|summit|exchange|visit|edition|gathering|one|phone\scall|leg|phase|negotiations|consultations|time)
    | another(?=\s(?:is|was|will|could|may|might)\b) | the\s\d+(?:st|nd|rd|th) | follow-up | reconvene | resume[sd]? | continue[sd]? | return(?:s|ed)?\sto\sthe | this\sis\s(?:to\sbe\s)?followed | is\s(?:to\sbe\s)?followed | thereafter | afterwards | once\smore
    | the\s(?:\w+\s)?(?:talks|meeting|summit|call|session|conversation|negotiations|consultations|dialogue|encounter|gathering|visit|round|conference|ministers|leaders|presidents|delegations|negotiators|envoys|premiers|men|women) ) \b""",
    re.IGNORECASE | re.VERBOSE,
)
ALONE = re.compile(r"\b(?:he|she|his|her|him|it|its)\b", re.IGNORECASE)
THEIR_OTHERS = re.compile(
    r"\b(?:their|his|her|its|both)\s(?:\w+\s){0,4}?(?:ministers|negotiators|officials|experts|advisers|envoys|directors|teams|delegations)\b",
    re.IGNORECASE,
)
OTHERS = re.compile(
    r"\b(?:delegations?|negotiators?|officials|ministers|experts|advisers|envoys|directors|governments|chiefs|teams|generals|officers|sherpas|deputies|diplomats|working\sgroups?|technical)\b",
    re.IGNORECASE,
)
BODY = re.compile(
    r"\b[Tt]he\s(?:(?:\w+\s)?(?:bloc|alliance|organi[sz]ation|agency|body|grouping|group|union|watchdog|club|council|forum|cartel|pact)|[Bb]oard\sof\s[Gg]overnors|board)\b",
)
_LIKE_BLOC = re.compile(r"bloc|union|alliance|grouping|group|club|cartel|pact", re.IGNORECASE)
CIRCLES = re.compile(
    r"\b(?:leaders|presidents|prime\sministers|premiers|heads\sof\s(?:state|government)|chancellors?|president|prime\sminister|premier|foreign\sministers?|foreign\ssecretar(?:y|ies)"
    r"|(?:top|senior|chief)\sdiplomats?|diplomats|defen[cs]e\s(?:ministers?|secretar(?:y|ies))|kings?|secretary\sof\sstate|counterparts?)\b",
    re.IGNORECASE,
)
_MEDIATED = re.compile(
    r"\bacted\sas\s(?:host\sand\s)?(?:go-between|mediator)|\bmediat(?:ed|es|ing)\b|\bgo-between\b", re.IGNORECASE
)


def cast_of(parties: Sequence[Party], offset: int, *, aside: bool = False, visited: bool = False) -> Cast:
    """Return the cast that a stretch of a sentence names; ``offset`` is where the sentence starts."""
    cast = Cast()
    for party in parties:
        if party.aside != aside or (party.visited and not visited):
            continue
        span = offset + party.start, offset + party.end
        for side in members(party.participant) if party.participant else ():
            cast.sides.setdefault(side.id, Member(participant=side, start=span[0], end=span[1]))
        if party.person:
            if party.participant is None and party.circle != "other":
                cast.homeless.add(party.person.id)
            cast.people.setdefault(party.person.id, Member(participant=party.person, start=span[0], end=span[1]))
    return cast


def bodies(text: str, offset: int, memory: Memory) -> Cast:
    """Return what "the bloc" and "the Board of Governors" mean: the body named last."""
    cast = Cast()
    for match in BODY.finditer(text):
        who = (memory.bloc if _LIKE_BLOC.search(match[0]) else None) or memory.organisation
        if who:
            cast.sides.setdefault(
                who.id, Member(participant=who, start=offset + match.start(), end=offset + match.end())
            )
    return cast


def remember(memory: Memory, parties: Sequence[Party], sentence: int, offset: int) -> None:
    """Keep what a sentence names for the sentences after it."""
    cast = cast_of(parties, offset)
    for each in [party.participant for party in parties if party.participant]:
        if each.kind is not ParticipantKind.STATE:
            memory.organisation = each
            if is_bloc(each):
                memory.bloc = each
    if len(cast.sides) > 1:
        memory.named, memory.named_sentence = cast, sentence
    first = next((each for each in parties if not each.aside), None)
    if first:
        memory.subject = _subject(first, parties, offset)


def _subject(first: Party, parties: Sequence[Party], offset: int) -> Cast:
    """Return the side named first, with its person: what "she" most likely means."""
    same = [each for each in parties if each.participant == first.participant and not each.aside]
    cast = cast_of(same, offset)
    cast.people = dict(list(cast.people.items())[:1])
    return cast


def namesakes(cast: Cast, text: str, trigger: int, register: Register) -> Iterable[Member]:
    """Yield the people named elsewhere who hold the offices that an encounter is said to be one of."""
    found = [*CIRCLES.finditer(text), *OTHERS.finditer(text)]
    nearest = max((each.end() for each in found if each.start() < trigger), default=None)
    found = [each for each in found if nearest is None or each.end() == nearest]
    circles = {office_class(match[0]) for match in found} - {"other"}
    if not circles or cast.people:
        return
    for person in register.everyone():
        if person.side and person.side.id in cast.sides and person.circle in circles:
            yield Member(participant=person.participant, start=-1, end=-1)
