"""How the tests of the extractor ask: an encounter of a text, and what is weighed of it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from summitcal.extract.pages import Spot, read_story
from summitcal.extract.weighing import Question

PUBLISHED = dt.date(2022, 1, 3)
"""A Monday."""


def spots(text: str, published: dt.date = PUBLISHED) -> list[Spot]:
    """Return every date of a text as the encounter it may be."""
    story = read_story(text, published)
    return [Spot(story, page, encounter) for page in story.pages for encounter in page.encounters]


@dataclass
class Judge:
    """Answers each question with the chance given for it, or for a name in it, and keeps the signs it was shown."""

    chance: float = 1.0
    chances: dict[str, float] = field(default_factory=dict)
    shown: dict[tuple[Question, str], frozenset[str]] = field(default_factory=dict)

    def __call__(self, question: Question, _where: object, name: str, signs: Iterable[str], /) -> float:
        self.shown[question, name] = frozenset(signs)
        return self.chances.get(name, self.chances.get(question, self.chance))

    def names(self, question: Question) -> set[str]:
        """Return of whom it was asked."""
        return {name for asked, name in self.shown if asked is question}
