"""The cast of one encounter: the sides its own words name, and those that "they" and "the two leaders" point back to."""

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass, field

from summitcal.extract.anycase import AnyCase
from summitcal.extract.parties import Party
from summitcal.gazetteer import is_bloc, members
from summitcal.model import Participant, ParticipantKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One who takes part, the span of the article that says so and how, and how probable it is."""

    participant: Participant
    start: int
    end: int
    how: str = ""
    chance: float = 1.0


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
    def ids(self) -> Set[str]:
        """The sides by their ids."""
        return self.sides.keys()


TOGETHER = AnyCase(
    r"""\b(?: they | them | their | both | the\s(?:two|three|four|five|six|pair|trio|sides|parties|other\sside|latter) | the\ssame\s(?:host|counterpart|interlocutor|officials|men|leaders|two|parties|group|format)s? | each\sother | one\sanother | again
    | (?:further|next|another|previous|last|earlier|new|fresh|latest|final|coming|upcoming|subsequent|separate|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+th|first)\s(?:such\s|in-person\s)?
      (?:round|session|meeting|call|talks|encounter|conversation|engagement|summit|exchange|visit|edition|gathering|one|phone\scall|leg|phase|negotiations|consultations|time)
    | another(?=\s(?:is|was|will|could|may|might)\b) | the\s\d+(?:st|nd|rd|th) | follow-up | reconvene | resume[sd]? | continue[sd]? | return(?:s|ed)?\sto\sthe | this\sis\s(?:to\sbe\s)?followed | is\s(?:to\sbe\s)?followed | thereafter | afterwards | once\smore
    | the\s(?:\w+\s)?(?:talks|meeting|summit|call|session|conversation|negotiations|consultations|dialogue|encounter|gathering|visit|round|conference|ministers|leaders|presidents|delegations|negotiators|envoys|premiers|men|women) ) \b""",
    re.VERBOSE,
)
POINTS_BACK = AnyCase(
    r"\b(?:it|that|this|they|both|the\s(?:\w+\s)?(?:meeting|talks|summit|visit|session|call|round|appointment|trip|encounter|gathering"
    r"|conference|date|event|plan|negotiations|dialogue))\b",
)
"""Words by which a sentence goes on about a meeting told of before it."""

ALONE = AnyCase(r"\b(?:he|she|his|her|him|it|its)\b")
OTHERS = AnyCase(
    r"\b(?:delegations?|negotiators?|officials|ministers|experts|advisers|envoys|directors|governments|chiefs|teams|generals|officers|sherpas|deputies|diplomats|working\sgroups?|technical)\b",
)
BODY = re.compile(
    r"\b[Tt]he\s(?:(?:\w+\s)?(?:bloc|alliance|organi[sz]ation|agency|body|grouping|group|union|watchdog|club|council|forum|cartel|pact)|[Bb]oard\sof\s[Gg]overnors|board)\b",
)
_LIKE_BLOC = re.compile(r"bloc|union|alliance|grouping|group|club|cartel|pact", re.IGNORECASE)
CIRCLES = AnyCase(
    r"\b(?:leaders|presidents|prime\sministers|premiers|heads\sof\s(?:state|government)|chancellors?|president|prime\sminister|premier|foreign\sministers?|foreign\ssecretar(?:y|ies)"
    r"|(?:top|senior|chief)\sdiplomats?|diplomats|defen[cs]e\s(?:ministers?|secretar(?:y|ies))|kings?|secretary\sof\sstate|counterparts?)\b",
)


def cast_of(parties: Iterable[Party], offset: int, *, visited: bool) -> Cast:
    """Return the cast that a stretch of a sentence names, leaving out who is only quoted.

    ``offset`` is where the sentence starts, ``visited`` whether a state that one goes to is one that takes part.
    """
    cast = Cast()
    for party in parties:
        if party.aside or (party.visited and not visited):
            continue
        span = offset + party.start, offset + party.end
        for side in members(party.participant) if party.participant else ():
            cast.sides.setdefault(side.id, Member(participant=side, start=span[0], end=span[1]))
        if party.person:
            if party.participant is None and party.circle != "other":
                cast.homeless.add(party.person.id)
            cast.people.setdefault(party.person.id, Member(participant=party.person, start=span[0], end=span[1]))
    return cast


def bodies(text: str, left: int, right: int, before: Iterable[Party]) -> Iterable[Party]:
    """Yield what "the bloc" and "the Board of Governors" mean from ``left`` to ``right`` of a sentence.

    ``before`` is who was named before it, the latest first: the body named last is meant.
    """
    named: list[Party] | None = None
    for match in BODY.finditer(text, left, right):
        like_bloc = _LIKE_BLOC.search(match[0]) is not None
        named = list(before) if named is None else named
        who = next((each.participant for each in named if _is_body(each.participant, bloc=like_bloc)), None)
        if who:
            yield Party(start=match.start(), end=match.end(), participant=who)


def _is_body(who: Participant | None, *, bloc: bool) -> bool:
    if who is None or who.kind is ParticipantKind.STATE:
        return False
    return is_bloc(who) if bloc else True
