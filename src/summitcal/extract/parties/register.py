"""The people an article has named so far, and how they are found again by a part of their names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from summitcal.gazetteer import fold
from summitcal.model import Participant


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
