"""Which meetings somebody means by the name of a place, or by some words."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from functools import cache, lru_cache

from summitcal.gazetteer import find_participant
from summitcal.model import AgendaItem, Meeting, Occurrence, Participant, Place, Source
from summitcal.problems import SummitcalError

LONGEST_TEXT = 200
"""In characters: of what is longer, nobody remembers the words."""

# ASCII punctuation and blanks, control characters, quotation marks, and U+2000-206F with its dashes.
_BREAK = re.compile(r"[\x00-/:-@\[-`{-\xa0«»\u2000-\u206f]+")
_APOSTROPHES = str.maketrans("’ʼ‘`´", "'''''")


def read_text(text: str) -> str:
    """Return a text to look for on one line, without what cannot be seen.

    Raises:
        SummitcalError: it is longer than ``LONGEST_TEXT``.
    """
    if len(text) > LONGEST_TEXT:
        raise SummitcalError(f"the text to look for has {len(text)} characters; use at most {LONGEST_TEXT}")
    # It becomes part of the title of a feed, where no program expects what reverses text or ends a line.
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def fold(text: str) -> str:
    """Return a text as it is compared: in small letters, without accents, with typewriter's apostrophes."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text)
    return "".join(char for char in plain if not unicodedata.combining(char)).translate(_APOSTROPHES).casefold()


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text to look for, folded; what is no letter and no digit parts them."""
    return tuple(filter(None, _BREAK.split(fold(text))))


def has_words(meeting: Meeting, words: Collection[str]) -> bool:
    """Whether each of some words (``words_of``) begins a word of what is said of a meeting.

    That is its title, description, places with their countries, participants with their other names and offices,
    agenda, and the titles and outlets of its sources, also of single occurrences. A word that is not of Latin letters
    may stand anywhere, since not every script parts its words.
    """
    if not words:
        return True
    text = _text(meeting)
    return all(_begins(word, text) for word in words)


def is_at(meeting: Meeting, places: Collection[str]) -> bool:
    """Whether a meeting, or one of its occurrences that differ, is at any of some places.

    A place is chosen by its whole name, whatever its case, or by the code of its country in capitals, as ``CH``.
    """
    names = {each.casefold() for each in places}
    return any(each.country in places or each.name.casefold() in names for each in places_of(meeting))


def places_of(meeting: Meeting) -> tuple[Place, ...]:
    """Return where a meeting is, and where those of its occurrences are that are elsewhere."""
    if meeting.repeat is None:
        return (meeting.place,) if meeting.place else ()
    return tuple(place for place in (meeting.place, *(each.place for each in meeting.repeat.changes)) if place)


def choices(places: Iterable[Place]) -> tuple[str, ...]:
    """Return by what some places can be chosen: their names, and the codes of their countries, sorted."""
    known = tuple(places)
    return tuple(sorted({each.name for each in known} | {each.country for each in known if each.country}))


def chosen(place: str, known: Iterable[str]) -> str | None:
    """Return what somebody means by a place among ``choices``, as it is spelled there; None if it is none of them."""
    by_folded = {each.casefold(): each for each in known if not _is_code(each)}
    return place if place in known else by_folded.get(place.casefold())


def place_words(choice: str) -> str:
    """Say what was chosen by one of ``choices``: ``Geneva``, or ``Switzerland`` for ``CH``."""
    return (_country(choice) if _is_code(choice) else "") or choice


def _is_code(choice: str) -> bool:
    return len(choice) == 2 and choice.isascii() and choice.isupper()


@cache
def _country(code: str) -> str:
    found = find_participant(code)
    return found.name if found else ""


@lru_cache(maxsize=2**14)
def _text(meeting: Meeting) -> str:
    """Return all that is said of a meeting, folded; kept, since who types a text asks for all of them again."""
    return fold("\n".join(_said(meeting)))


def _begins(word: str, text: str) -> bool:
    if word not in text:
        return False
    return not word.isascii() or re.search(rf"(?<![^\W_]){word}", text) is not None


def _said(meeting: Meeting) -> Iterator[str]:
    yield from _told(meeting)
    for place in places_of(meeting):
        yield place.name
        yield _country(place.country) if place.country else ""
    for each in meeting.participants:
        yield from _called(each)
    yield from _documented(meeting.agenda, meeting.sources)
    for change in meeting.repeat.changes if meeting.repeat else ():
        yield from _told(change)
        yield from _documented(change.agenda, change.sources)


def _told(what: Meeting | Occurrence) -> Iterator[str]:
    """Yield title and description in each language that there is."""
    yield what.title or ""
    yield what.description or ""
    for _, text in (*what.titles, *what.descriptions):
        yield text


def _called(participant: Participant) -> Iterator[str]:
    yield participant.name
    yield from participant.aliases
    yield participant.office or ""


def _documented(agenda: Iterable[AgendaItem], sources: Iterable[Source]) -> Iterator[str]:
    for item in agenda:
        yield item.topic
    for source in sources:
        yield source.title or ""
        yield source.outlet or ""
