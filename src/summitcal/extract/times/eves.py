"""Days counted back from an event whose own date stands beside them: "on the eve of the summit, which opens on 8 July"."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from summitcal.extract.sentences import Sentence
from summitcal.extract.times.reading import FROM_BEFORE, Grain, Reading, TimeExpression, shift
from summitcal.extract.times.tense import is_date_of_words

_EVE = re.compile(
    r"\b(?:[Oo]n\s)?the\s(?:very\s)?eve\b(?=(?P<of>\sof\b)?)"
    r"|\b(?:[Oo]n\s)?(?:[Tt]he|[Aa])\s(?:day|evening|night)\s(?:before|ahead\sof)\b"
    r"(?=\s(?:the|its|their)\s(?P<event>(?:[\w'-]+\s){0,3}?(?:summit|meeting|talks|conference|opening|session|gathering|ceremony|forum|visit)\b))"
)
_FEAST = re.compile(r"(?:Christmas|Year'?s?)\s$")


def with_eves(sentences: Sequence[Sentence], times: Sequence[TimeExpression]) -> tuple[TimeExpression, ...]:
    """Return the expressions of a text with the eves of the events that it dates, in their order.

    The date of the event is the next one of the sentence, else the last one before; else that of the sentence before
    or after.
    """
    found = list(times)
    for index, sentence in enumerate(sentences):
        if " eve" in sentence.text or " before " in sentence.text or " ahead of " in sentence.text:
            for match in _EVE.finditer(sentence.text):
                found.extend(_eve(sentences, index, match, times))
    return tuple(sorted(found, key=lambda each: each.start)) if len(found) > len(times) else tuple(times)


def _eve(
    sentences: Sequence[Sentence], index: int, match: re.Match[str], times: Sequence[TimeExpression]
) -> Iterator[TimeExpression]:
    sentence = sentences[index]
    start, end = sentence.start + match.start(), sentence.start + match.end()
    if _FEAST.search(match.string[: match.end()]) or any(each.start < end and start < each.end for each in times):
        return
    event = _event(sentences, index, match, times)
    if event:
        day = shift(event.first, -1)
        reading = Reading(first=day, last=day, inferred=(FROM_BEFORE,), reason="the day before the event")
        yield TimeExpression(start=start, end=end, reading=reading)


def _event(
    sentences: Sequence[Sentence], index: int, match: re.Match[str], times: Sequence[TimeExpression]
) -> Reading | None:
    """Return the date of the event whose eve it is."""
    at = sentences[index].start + match.start()
    here = _dates(sentences[index], times)
    after, before = [each for each in here if each.start > at], [each for each in here if each.start < at][::-1]
    named = bool(match["of"] or match["event"])
    beside = [*(_dates(sentences[index - 1], times)[::-1] if index else ())]
    following = [*(_dates(sentences[index + 1], times) if index + 1 < len(sentences) else ())]
    order = [*after, *before, *beside, *following] if named else [*before, *beside, *after]
    return order[0].reading if order else None


def _dates(sentence: Sentence, times: Sequence[TimeExpression]) -> list[TimeExpression]:
    """Return the days that a sentence names for events, and not for words that were said."""
    first = bisect_left(times, sentence.start, key=lambda each: each.start)
    last = bisect_left(times, sentence.end, key=lambda each: each.start)
    return [
        each
        for each in times[first:last]
        if each.reading.grain is Grain.DAY
        and not is_date_of_words(sentence.text, each.start - sentence.start, each.end - sentence.start)
    ]
