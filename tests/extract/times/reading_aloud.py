"""How the tests of times ask: what days does a sentence name?"""

import datetime as dt

from summitcal.extract.sentences import sentences
from summitcal.extract.times import find_times

NEW_YEAR = dt.date(2021, 12, 31)
"""A Friday."""


def days(text: str, *, published: dt.date = NEW_YEAR, number: int = 0) -> tuple[str, str] | None:
    """Return the first and last day of one of the times that a text names, counted from 0."""
    found = find_times(sentences(text), published=published)
    if len(found) <= number:
        return None
    return str(found[number].reading.first), str(found[number].reading.last)


def words(text: str, *, published: dt.date = NEW_YEAR) -> list[str]:
    """Return the words of each time that a text names."""
    return [text[each.start : each.end] for each in find_times(sentences(text), published=published)]
