"""What can be wrong, and how it is said: one line a problem, with its place and its mend.

* SummitcalError
  * InvalidCalendar   the file was read, and has mistakes: all of them, in file order
  * UnreadableFile    the file could not be read at all, or not be written
  * Conflict          somebody else changed the file meanwhile; it has what is in it now
  * UnreadableText    one text does not say what it should (a ValueError too)
    * UnreadableDate    it is not a date
    * UnreadableRepeat  it does not say how a meeting repeats
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

Path = tuple[str | int, ...]
"""The way to a value, as ``("meetings", 1, "end")``."""

WARNINGS = frozenset(
    {
        "day-off",
        "feed-too-big",
        "looks-alike",
        "ambiguous-name",
        "stale",
        "text-cut",
        "tentative-past",
        "two-places",
        "undated-source",
        "vanished",
        "zone-assumed",
        "zone-country",
    }
)
"""The rules whose problems are told but keep nothing from being published. ``docs/problems.md`` has every rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One finding of validation: where it is, what is wrong, and what to do about it.

    ``rule`` is the short stable name of the rule that found it. ``line`` and ``column`` count from 1
    and are 0 where only the path is known. ``other`` is the path of a second place that belongs to it.
    """

    rule: str
    path: Path
    what: str
    mend: str = ""
    file: str = ""
    line: int = 0
    column: int = 0
    other: Path = ()

    @property
    def is_warning(self) -> bool:
        """Whether the calendar can be published all the same."""
        return self.rule in WARNINGS

    def __str__(self) -> str:
        """Say it on one line, so that editors and build servers can jump to it."""
        place = f"{self.file}:{self.line}:{self.column}: " if self.line else ""
        path = f"{path_words(self.path)}: " if self.path else ""
        warning = "warning: " if self.is_warning else ""
        return f"{place}{warning}{path}{self.what}" + (f"; {self.mend}" if self.mend else "")


def has_mistakes(problems: Iterable[Problem]) -> bool:
    """Whether any of some problems keeps a calendar from being published."""
    return not all(problem.is_warning for problem in problems)


class SummitcalError(Exception):
    """Anything summitcal refuses, said in words for the person who can mend it."""


class InvalidCalendar(SummitcalError):
    """A calendar file has mistakes; ``problems`` holds every one, in file order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


class UnreadableFile(SummitcalError):
    """A file cannot be read or written; the message names it and says why."""


class Conflict(SummitcalError):
    """A file is no longer what an editor started from; nothing was written.

    ``text`` is what is in it now, and ``digest`` that of its bytes, None if it was deleted: to save over it, one starts
    from there.
    """

    def __init__(self, message: str, *, text: str, digest: str | None) -> None:
        super().__init__(message)
        self.text = text
        self.digest = digest


class UnreadableText(SummitcalError, ValueError):
    """A text of the file does not say what it should; ``what`` is wrong with it, and ``mend`` says what would."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(f"{what}; {mend}")
        self.what = what
        self.mend = mend


class UnreadableDate(UnreadableText):
    """A text is not a date we can read."""


class UnreadableRepeat(UnreadableText):
    """A text does not say how a meeting repeats."""


def path_words(path: Path) -> str:
    """Write a path the way people read it: ``meetings[1].end``."""
    words = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return words.removeprefix(".")


def nearest(word: str, known: Iterable[str], *, alike: float = 0.6) -> str | None:
    """Return the known word that is spelled most like this one, whatever its case, or None if none is close.

    ``alike`` is how close it must be, from 0 to 1 for the same.
    """
    by_folded = {each.casefold(): each for each in known}
    near = get_close_matches(word.casefold(), by_folded, n=1, cutoff=alike)
    return by_folded[near[0]] if near else None


def guess(word: str, known: Iterable[str], *, alike: float = 0.6) -> str:
    """Return ``did you mean 'x'?`` for the known word nearest to this one, or an empty text."""
    near = nearest(word, known, alike=alike)
    return f"did you mean '{near}'?" if near else ""
