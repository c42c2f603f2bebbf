"""What is different between two states of a calendar, in words."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from summitcal.cadence import repeat_words
from summitcal.model import Calendar, Meeting, Occurrence, Source, Status, Translations
from summitcal.plain import to_plain
from summitcal.when import When, day_words, zone_words

# Of an occurrence, what is said in other words.
_UNSAID = ("on", "start", "end", "titles", "descriptions")
_PLAIN = "as the others"
_TRANSLATED = re.compile(r"(title|description)\b.* \([A-Za-z0-9-]+\)")
LONGEST_TEXT = 60
"""A fact of more characters is said in part: what differs, from where it does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that is different about a meeting: what, from what, to what, all in words."""

    meeting: Meeting
    what: str
    before: str = ""
    after: str = ""

    def __str__(self) -> str:
        """Say it on one line: ``moved: NATO–Russia session, 12 → 13 January 2022``."""
        return f"{self.what}: {', '.join(filter(None, (self.meeting.title, self._difference)))}"

    def in_words(self) -> str:
        """Say it where it is plain which meeting is meant: ``moved: 12 → 13 January 2022``."""
        return ": ".join(filter(None, (self.what, self._difference)))

    @property
    def _difference(self) -> str:
        return f"{self.before} → {self.after}" if self.before else self.after


def between(old: Calendar, new: Calendar) -> tuple[Change, ...]:
    """Return what is different between two states: what is gone first, then by the order of ``new``."""
    before, after = ({meeting.id: meeting for meeting in calendar.meetings} for calendar in (old, new))
    gone = (Change(meeting=meeting, what="removed") for meeting in old.meetings if meeting.id not in after)
    kept = (change for meeting in new.meetings for change in since(before.get(meeting.id), meeting))
    return (*gone, *kept)


def since(before: Meeting | None, after: Meeting) -> Iterator[Change]:
    """Go over what is different about one meeting; ``before`` is None if there was none."""
    if before is None:
        yield Change(meeting=after, what="added", after=after.when.in_words())
        return
    facts = {what: _difference(words(before), words(after)) for what, words in _FACTS.items()}
    if facts["place"][0] != facts["place"][1]:
        del facts["time zone"]  # it goes with the place
    moved = {"moved": _moved_words(before.when, after.when)}
    translations = {what: _difference(*texts) for what, texts in _of_translations(before, after)}
    for what, (was, now) in {**moved, **facts, **translations, **_of_occurrences(before, after)}.items():
        if was != now:
            yield Change(
                meeting=after,
                what=_status_words(after.status) if what == "status" else what,
                before=was or "none",
                after=now or "none",
            )


def of_a_translation(what: str) -> bool:
    """Whether what changed is a text in another language than the one that the feed says: ``title (fr)``."""
    return _TRANSLATED.fullmatch(what) is not None


def _moved_words(before: When, after: When) -> tuple[str, str]:
    """Say both dates; what stays the same is said once, with the second."""
    old, new = (_date_words(when).split(" ") for when in (before, after))
    while len(old) > 1 and len(new) > 1 and old[-1] == new[-1] and old != new:
        old.pop()
        new.pop()
    kept = _date_words(after).split(" ")[len(new) :]
    return " ".join(old), " ".join([*new, *kept])


def _date_words(when: When) -> str:
    date, rest = when.in_two_lines()
    _, _, hours = rest.partition(", ")
    return f"{date}, {hours} {zone_words(when.zone)}" if hours else date


def _status_words(status: Status) -> str:
    return "stands again" if status is Status.CONFIRMED else str(status)


def _difference(before: str, after: str) -> tuple[str, str]:
    """Return two texts on a line each; of long ones what differs, from where it does."""
    old, new = before.split(), after.split()
    if max(len(before), len(after)) <= LONGEST_TEXT or old == new:
        return " ".join(old), " ".join(new)
    same = next(at for at, (one, other) in enumerate(zip_longest(old, new)) if one != other)
    lead = "… " if same else ""
    return lead + _in_few_words(old[same:]), lead + _in_few_words(new[same:])


def _in_few_words(words: Sequence[str]) -> str:
    """Join as many words as fit, and the first in any case: it is the one that differs."""
    text = " ".join(words)
    if len(text) <= LONGEST_TEXT:
        return text
    few = text[: max(text.rfind(" ", 0, LONGEST_TEXT), len(words[0]))]
    return few if few == text else f"{few} …"


def _source_words(source: Source) -> str:
    return source.in_words() + (f" “{source.quote}”" if source.quote else "")


def _repeat_words(meeting: Meeting) -> str:
    repeat, first = meeting.repeat, meeting.when.first_day
    if repeat is None or first is None:
        return ""
    return "; ".join([repeat_words(repeat, first), *(f"not on {day_words(day)}" for day in repeat.excepted)])


def _of_translations(before: Meeting, after: Meeting) -> Iterator[tuple[str, tuple[str, str]]]:
    """Go over the texts of each language, then and now, but for the plain one where its language stays."""
    old, new = _translations(before), _translations(after)
    for what in dict.fromkeys((*old, *new)):
        was, now = old.get(what, ()), new.get(what, ())
        own = {was[0][0]} & {now[0][0]} if was and now else set()
        for tag in sorted({tag for tag, _ in (*was, *now)} - own):
            yield f"{what} ({tag})", (dict(was).get(tag, ""), dict(now).get(tag, ""))


def _translations(meeting: Meeting) -> dict[str, Translations]:
    """Return its texts in several languages, and those of its single occurrences, by what they are."""
    of_days = {
        f"{what} on {day_words(each.on)}": texts
        for each in _changes(meeting)
        for what, texts in (("title", each.titles), ("description", each.descriptions))
    }
    return {"title": meeting.titles, "description": meeting.descriptions, **of_days}


def _of_occurrences(before: Meeting, after: Meeting) -> dict[str, tuple[str, str]]:
    """Return what is different about single occurrences of a meeting that repeats, by their days."""
    old, new = (
        {each.on: _occurrence_words(each, meeting) for each in _changes(meeting)} for meeting in (before, after)
    )
    return {f"on {day_words(day)}": (old.get(day, _PLAIN), new.get(day, _PLAIN)) for day in sorted({*old, *new})}


def _changes(meeting: Meeting) -> tuple[Occurrence, ...]:
    return meeting.repeat.changes if meeting.repeat else ()


def _occurrence_words(occurrence: Occurrence, meeting: Meeting) -> str:
    when = When(occurrence.start or occurrence.on, occurrence.end, meeting.timezone)
    dates = [when.in_words()] if occurrence.start or occurrence.end else []
    rest = to_plain(occurrence).items()
    facts = [value if isinstance(value, str) else f"another {name}" for name, value in rest if name not in _UNSAID]
    return ", ".join([*dates, *facts])


_FACTS: Mapping[str, Callable[[Meeting], str]] = {
    "status": lambda meeting: str(meeting.status),
    "place": lambda meeting: (
        ", ".join(filter(None, (meeting.place.name, meeting.place.country))) if meeting.place else ""
    ),
    "repeats": _repeat_words,
    "title": lambda meeting: meeting.title,
    "kind": lambda meeting: str(meeting.kind),
    "participants": lambda meeting: ", ".join(each.in_words() for each in meeting.participants),
    "agenda": lambda meeting: "; ".join(meeting.agenda_in_words()),
    "certainty": lambda meeting: str(meeting.certainty),
    "was": lambda meeting: When(meeting.was, None, meeting.timezone).in_words() if meeting.was is not None else "",
    "time zone": lambda meeting: meeting.timezone.key,
    "reason": lambda meeting: meeting.reason or "",
    "description": lambda meeting: meeting.description or "",
    "url": lambda meeting: meeting.url or "",
    "conference": lambda meeting: meeting.conference or "",
    "replaces": lambda meeting: meeting.replaces or "",
    "sources": lambda meeting: "; ".join(map(_source_words, meeting.sources)),
}
