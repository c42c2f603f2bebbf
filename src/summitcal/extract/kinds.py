"""What kind of meeting an encounter is: what its words, its cast and its length say for each kind, as signs to weigh."""

import re
from collections.abc import Iterator, Sequence

from summitcal.extract.cast import CIRCLES, OTHERS, Cast
from summitcal.extract.findings import Finding, last_of
from summitcal.extract.pages import Spot
from summitcal.extract.parties.people import office_class
from summitcal.extract.triggers import Part
from summitcal.extract.weighing import Question, Weigh
from summitcal.extract.whereabouts import REMOTE
from summitcal.model import Kind, ParticipantKind

_WORD = re.compile(r"(?<![A-Za-z'])[a-z]{4,}(?![A-Za-z])")


def kind_of(spot: Spot, cast: Cast, before: Sequence[Finding], weigh: Weigh) -> Kind:
    """Return the most probable kind of an encounter; ``before`` are the meetings told of before it.

    Of two that are as probable it is the one that the words of encounter say.
    """
    signs = tuple(_signs(spot, cast, before))
    kinds: tuple[Kind, ...] = (*(each.kind for each in spot.encounter.triggers), Kind.MEETING, *Kind)
    return max(kinds, key=lambda kind: weigh(Question.KIND, spot, kind, frozenset(f"{kind}: {each}" for each in signs)))


def _signs(spot: Spot, cast: Cast, before: Sequence[Finding]) -> Iterator[str]:
    triggers = spot.encounter.triggers
    yield "any"
    yield f"called {triggers[0].text.casefold() if triggers else 'nothing'}"
    yield f"first {triggers[0].kind if triggers else 'none'}"
    yield from {f"{each.part} of {each.kind}" for each in triggers}
    nouns = sorted({each.kind for each in triggers if each.part is Part.NOUN})
    yield f"nouns {' '.join(nouns) or 'none'}"
    yield f"remote {REMOTE.search(spot.words) is not None}"
    states = sum(each.participant.kind is ParticipantKind.STATE for each in cast.sides.values())
    yield f"states {min(states, 3)} bodies {min(len(cast.sides) - states, 2)}"
    yield f"people {min(len(cast.people), 3)}"
    circles = sorted({office_class(each[0]) for each in CIRCLES.finditer(spot.words)})
    yield f"circles {' '.join(circles) or 'none'}"
    yield f"others {OTHERS.search(spot.words) is not None}"
    time = spot.encounter.time.reading
    yield f"days {min((time.last - time.first).days, 3)} {time.grain}"
    yield f"hour {any(spot.has(each.start) for each in spot.page.clocks)}"
    same = last_of(cast, before)
    yield f"before {same.kind if same else 'none'} {'named' if triggers else 'unnamed'}"
    for each in set(_WORD.findall(spot.words)):
        yield f"says {each}"
    for page, where in ((spot.beside(-1), "back"), (spot.beside(1), "next")):
        for kind in sorted({each.kind for each in page.triggers if each.part is Part.NOUN}) if page else ():
            yield f"{where} {kind} {'named' if nouns else 'unnamed'}"
