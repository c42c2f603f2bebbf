"""Patterns of words that are read whatever their case, several times as fast as ``re.IGNORECASE`` does it.

With that flag ``re`` tries every word of an alternation at every place; without it, a first letter that does not fit
is passed over at once. So the pattern is written in small letters and the text is turned into small letters first.
"""

import re
from collections.abc import Iterator
from functools import cached_property

_CAPITAL = re.compile(r"(?<!\\)(?<!\(\?)[A-Z]|\(\?-i")


class AnyCase:
    """A pattern in small letters, compiled when it is first used.

    What matches is in small letters too, at its own offsets: the text has to be folded, as that of a sentence is.
    """

    def __init__(self, pattern: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        """Take a pattern; it may have no capital, as that could never match."""
        if _CAPITAL.search(pattern):
            raise ValueError(f"a pattern for any case has no capitals and no (?-i: {pattern}")
        self.pattern = pattern
        self._flags = flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self._flags)

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first place that matches."""
        return self._compiled.search(text.lower())

    def match(self, text: str) -> re.Match[str] | None:
        """Return what matches at the start."""
        return self._compiled.match(text.lower())

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Return what matches as a whole."""
        return self._compiled.fullmatch(text.lower())

    def count(self, text: str) -> int:
        """Return how many places match."""
        return len(self._compiled.findall(text.lower()))

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield all places that match."""
        return self._compiled.finditer(text.lower())
