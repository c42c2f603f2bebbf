"""The offices that make people speak for a state: "Germany's foreign minister, X", "X, the French envoy for Sudan"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from summitcal.extract.parties.words import BYSTANDERS, PLURALS, Kind, Words
from summitcal.gazetteer import Role
from summitcal.model import Participant, ParticipantKind

_LEADERS = re.compile(
    r"president(?!ial)|prime minister|premier|chancellor|\bking|queen|emir|sultan|crown prince|pope|taoiseach|leader|head of (?:state|government)|\bPM\b|ruler",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    r"foreign|high representative|diplomat|external|secretary of state|top diplomat|chief diplomat|\bFM\b",
    re.IGNORECASE,
)
_DEFENCE = re.compile(r"defen[cs]e|armed forces", re.IGNORECASE)


@lru_cache(maxsize=1024)
def office_class(office: str) -> str:
    """Return which circle an office belongs to: leaders meet leaders, foreign ministers foreign ministers."""
    if _FOREIGN.search(office):
        return "foreign"
    if _DEFENCE.search(office):
        return "defence"
    return "leader" if _LEADERS.search(office) and "deputy" not in office.casefold() else "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office in a sentence by its words: from ``first`` to ``head``, with "of foreign affairs" to before ``end``.

    ``sides`` are those it belongs to, in order: two for "the presidents of Chile and Peru".
    """

    first: int
    head: int
    end: int
    text: str
    sides: tuple[Participant, ...] = ()
    plural: bool = False
    former: bool = False
    bystander: bool = False
    apart: bool = False
    theirs: bool = False

    @property
    def circle(self) -> str:
        """Which circle it belongs to."""
        return office_class(self.text)

    @property
    def side(self) -> Participant | None:
        """The one side it belongs to."""
        return self.sides[0] if len(self.sides) == 1 else None


_OF = frozenset(("of", "for", "to", "on", "at", "in", "with", "from", "and", "&"))
_CLAUSE = frozenset(
    """that who whom which he she they it we will would is are was were has have had said says told met meets meet
    when while where but because if as than by before after until between against during""".split()
)
_FORMER = frozenset(("former", "ex", "late", "then", "onetime", "erstwhile", "ousted", "deposed", "jailed"))
_TITLED = (Kind.TITLE, Kind.NOBLE)
_HEADS = (Kind.HEAD, Kind.ROYAL)
_PRONOUNS = frozenset("his her their His Her Their a an A An".split())
_SAYING = frozenset("said says told tells confirmed announced added adds wrote".split())
_LONG, _SHORT = 11, 7
_FIRST_OF_OFFICE = frozenset(("the", "The", "a", "an", "A", "An", "his", "her", "its", "their", "His", "Her", "our"))


def office_before(ws: Words, first: int) -> Office | None:
    """Return the office that stands before the word at which a name starts: "the envoy for Sudan, Ms" Ruth Ammann."""
    at = first - 1
    while ws.kind(at) in _TITLED:
        at -= 1
    apart = ws.at(at) in {",", ":"}
    if apart:
        at = _before_brackets(ws, at - 1)
        while ws.kind(at) in _TITLED:
            at -= 1
    head = _head_before(ws, at, _LONG if apart else _SHORT, apart=apart)
    if head is None:
        return None
    office = _office(ws, head, at + 1, apart=apart)
    return _by_now(ws, office) if office.former else office


def _by_now(ws: Words, office: Office) -> Office:
    """Return what a former office holder is now: "its mediator, former president" X."""
    at = next((at for at in range(office.first, max(0, office.first - 5), -1) if ws.words[at] in _FORMER), 0)
    if at < 2 or ws.words[at - 1] != "," or ws.kinds[at - 2] not in _HEADS:
        return office
    return _office(ws, at - 2, at - 1, apart=True)


def _before_brackets(ws: Words, at: int) -> int:
    if ws.at(at) != ")":
        return at
    opened = next((index for index in range(at, max(-1, at - 8), -1) if ws.words[index] == "("), at + 1)
    return opened - 1


def _head_before(ws: Words, at: int, most: int, *, apart: bool) -> int | None:
    """Return the head of the office whose last word is there, with what follows the head: "envoy for Sudan"."""
    for index in range(at, max(-1, at - most), -1):
        kind, word = ws.kinds[index], ws.words[index]
        if kind in _HEADS and (index == at or ws.words[index + 1] in _OF or ws.words[index + 1] == "("):
            return index
        if kind is Kind.MARK or word in _CLAUSE or (index == at and (word in _OF or word == "the")):
            return None
        if not apart and kind is Kind.OTHER and word not in _OF and word != "the":
            return None
        if kind is Kind.NAME and not apart and index == at:
            return None
    return None


def office_after(ws: Words, end: int) -> Office | None:
    """Return the office that stands after a name, between commas: X", the Polish foreign minister"."""
    opened = ws.at(end)
    if opened not in {",", "(", "-", "–", "—"}:
        return None
    for index in range(end + 1, min(len(ws), end + 12)):
        kind, word = ws.kinds[index], ws.words[index]
        if kind in _HEADS and not _goes_on(ws, index):
            first_after = next((k for k in range(end + 1, index) if ws.kinds[k] is Kind.NAME), None)
            if first_after is not None or ws.at(index + 1) in _SAYING:
                return None  # "X, a spokesman said" is who says it
            return _office(ws, index, index + 1, apart=True)
        if (
            word in _CLAUSE
            or (kind is Kind.MARK and word not in {"'", "-"})
            or word in {"and", "with", "for", "to", "of"}
        ):
            return None
    return None


def _goes_on(ws: Words, head: int) -> bool:
    """Whether the head of an office only says whose the next is: "deputy foreign minister", "president's adviser"."""
    return ws.kind(head + 1) in _HEADS or (
        ws.at(head + 1) == "'s" and any(ws.kind(head + k) in _HEADS for k in (2, 3, 4, 5))
    )


def named_office(ws: Words) -> Office | None:
    """Return the office that a sentence starts with and whose holder it does not name: "The Polish minister said"."""
    if ws.at(0) != "The":
        return None
    head = next(
        (index for index in range(1, min(8, len(ws))) if ws.kinds[index] in _HEADS and not _goes_on(ws, index)), None
    )
    if head is None or any(ws.kinds[index] in (Kind.MARK, Kind.NAME) for index in range(1, head)):
        return None
    office = _office(ws, head, head + 1, apart=False)
    return None if office.plural or ws.kind(office.end) in (Kind.NAME, Kind.MARK) else office


def _office(ws: Words, head: int, end: int, *, apart: bool) -> Office:
    first = _start(ws, head)
    after, end = _sides_after(ws, head, end)
    sides = tuple(after) or tuple(_sides_before(ws, first))
    last = end if ws.kind(end - 1) is not Kind.KNOWN else head + 1
    said = ws.text[ws.starts[first] : ws.ends[max(head, last - 1)]]
    low = ws.words[head].lower()
    return Office(
        first=first,
        head=head,
        end=end,
        text=" ".join(said.split())[:60],
        sides=sides,
        plural=low in PLURALS,
        former=low.startswith("ex-")
        or bool(_FORMER & {ws.at(index).lower() for index in range(max(0, first - 4), head)}),
        bystander=low in BYSTANDERS or any(ws.at(index).lower() in BYSTANDERS for index in (first - 1, head + 1)),
        apart=apart,
        theirs=any(ws.at(first - back) in _PRONOUNS for back in (1, 2, 3)),
    )


def _start(ws: Words, head: int) -> int:
    first = head
    while first > 0:
        kind, word = ws.kinds[first - 1], ws.words[first - 1]
        joins = word in {"and", "&", ","} and ws.kind(first - 2) is Kind.RANK
        if kind is not Kind.RANK and kind not in _HEADS and not joins:
            break
        first -= 1
    return first


def _sides_after(ws: Words, head: int, end: int) -> tuple[list[Participant], int]:
    """Return whom "of Chile and Peru" after the head of an office says it belongs to, and where that ends."""
    for index in range(head + 1, min(head + 9, len(ws))):
        kind, word = ws.kinds[index], ws.words[index]
        if word == "of" or (word == "for" and ws.words[head].lower() in {"leader", "negotiator"}):
            at = index + 1 + (ws.at(index + 1) in {"the", "both"})
            found, past = _listed(ws, at)
            if found:
                return found, max(end, past)
        elif (
            kind is not Kind.RANK
            and word not in {"and", "for", "the", "&", "Foreign", "Affairs"}
            and kind not in (Kind.BODY, Kind.STOP)
        ):
            break
    return [], end


def _listed(ws: Words, at: int) -> tuple[list[Participant], int]:
    """Return the sides of a list that starts there, "Chile, Peru and Bolivia", and where it ends."""
    found: list[Participant] = []
    past = at
    while (name := ws.name(at)) is not None and name.participant and name.text not in _EVERYWHERE:
        found.append(name.participant)
        while ws.name(at) is name:
            at += 1
        past = at
        if ws.at(at) in {",", "and", "&"}:
            at += 1 + (ws.at(at + 1) == "and")
            at += ws.at(at) == "the"
    return found, past


_ADJECTIVES = 3


def _sides_before(ws: Words, first: int) -> Iterable[Participant]:
    """Return whom "Egypt's new", "the Turkish" and "Chilean and Peruvian" before an office say it belongs to."""
    at = first - 1
    for _ in range(_ADJECTIVES):
        if ws.kind(at) is not Kind.OTHER or ws.words[at] in _NO_ADJECTIVES:
            break
        at -= 1
    owns = ws.at(at) in {"'s", "'"}
    at -= owns
    if owns and ws.kind(at) in _HEADS:
        return _office(ws, at, at + 1, apart=False).sides
    name = ws.name(at)
    if name and name.text in _EVERYWHERE:  # "Russia's Security Council secretary"
        at -= len(name.text.split()) + (ws.at(at - 2) == "'s")
        name = ws.name(at)
    if name is None or not (
        owns or name.role is Role.DEMONYM or at == first - 1 or name.text.isupper() or ws.name(first - 1)
    ):
        return ()
    return reversed(tuple(_listed_back(ws, at)))


_NO_ADJECTIVES = _CLAUSE | _OF | _FIRST_OF_OFFICE | {"'s"}
_EVERYWHERE = frozenset(("Security Council", "National Assembly"))
"""Bodies of states that are called as those of the UN are."""


def _listed_back(ws: Words, at: int) -> Iterable[Participant]:
    role = None
    while (name := ws.name(at)) is not None and name.participant and role in (None, name.role):
        role = name.role
        yield name.participant
        while ws.name(at) is name:
            at -= 1
        if ws.at(at) not in {",", "and", "&"}:
            return
        at -= 1 + (ws.at(at - 1) == ",")
        at -= ws.at(at) in {"'s", "'"}


_TEAMS = frozenset("delegation side team mission group party talks cabinet negotiators".split())


def led_side(ws: Words, first: int) -> Participant | None:
    """Return the side of a delegation that is led by whoever starts there: "a Bangladeshi delegation led by" X."""
    at = first - 1
    while ws.kind(at) in (Kind.TITLE, Kind.HEAD, Kind.RANK, Kind.BODY) or ws.at(at) in {"its", "the", "of", "their"}:
        at -= 1
    if ws.at(at) not in {"by", ":", "under"}:
        return None
    team = next((index for index in range(at, max(-1, at - 9), -1) if ws.words[index] in _TEAMS), None)
    return _team_side(ws, team) if team is not None else None


def _team_side(ws: Words, team: int) -> Participant | None:
    before = ws.name(team - 1 - (ws.at(team - 1) == "'s"))
    if before and before.participant:
        return before.participant
    at = team + 1
    if ws.at(at) in {"of", "from"}:
        name = ws.name(at + 1 + (ws.at(at + 1) == "the"))
        return name.participant if name else None
    return None


_LEADS = frozenset(
    "leads lead led leading heads head headed heading represents represent represented representing chairs runs directs".split()
)
_HEADS_A_BODY = frozenset("leads heads chairs runs directs led headed".split())
_SPEAKS_FOR = frozenset("acts mediates speaks speak spoke leads negotiates stands signs signed".split())


def side_in_deed(ws: Words, end: int, *, past_office: bool) -> Participant | None:
    """Return for whom somebody acts who is named before: X "will lead the Iranian team", X ", who speaks for Pyongyang"."""
    comma = next((index for index in range(end, min(end + 8, len(ws))) if ws.words[index] == ","), None)
    at = comma + 1 if comma is not None and (comma == end or past_office) else end
    for index in range(at, min(at + 6, len(ws))):
        word = ws.words[index]
        if word in _SPEAKS_FOR and ws.at(index + 1) == "for":
            return _named_at(ws, index + 2)
        if word in _LEADS:
            return _led_there(ws, index + 1)
        if ws.kinds[index] is not Kind.OTHER and word != "who":
            return None
    return None


def _led_there(ws: Words, at: int) -> Participant | None:
    name = ws.name(at + (ws.at(at) in {"the", "a", "an"}))
    if name is None or not name.participant:
        return _team_side(ws, at + 1) if ws.at(at) == "the" and ws.at(at + 1) in _TEAMS else None
    past = at + (ws.at(at) in {"the", "a", "an"})
    while ws.name(past) is name:
        past += 1
    owned = ws.at(past) == "'s" or (
        name.participant.kind is not ParticipantKind.STATE and ws.at(at - 1) in _HEADS_A_BODY
    )
    near = {ws.at(past + owned + k).lower() for k in range(3)}
    return (
        name.participant
        if owned or near & (_TEAMS | {"commission", "negotiating"}) or ws.at(at - 1).startswith("represent")
        else None
    )


def _named_at(ws: Words, at: int) -> Participant | None:
    name = ws.name(at + (ws.at(at) == "the"))
    return name.participant if name else None


def side_after(ws: Words, end: int, *, plural: bool) -> Participant | None:
    """Return whom "Jan Nowak (Poland)" and "Jan Nowak of Poland" are from."""
    opened = ws.at(end)
    if opened not in {"(", "of", "from"}:
        return None
    found, past = _listed(ws, end + 1 + (ws.at(end + 1) == "the"))
    if not found or (opened == "(" and ws.at(past) not in {")", ","}):
        return None
    if plural and len(found) > 1:  # "Presidents A and B of Chile and Peru" are in order
        return None
    return found[0]


def sides_listed(ws: Words, end: int) -> list[Participant]:
    """Return the sides of "of Chile and Peru" after the last of several names."""
    return _listed(ws, end + 1 + (ws.at(end + 1) == "the"))[0] if ws.at(end) == "of" else []
