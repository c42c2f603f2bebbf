"""An article as sentences: teasers and cookie lines blanked, datelines kept, every character at its own offset."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from summitcal.extract.anycase import AnyCase
from summitcal.gazetteer import fold

LONGEST = 1200
"""Where a sentence is cut at the latest, so that work within sentences stays linear in the length of the text."""

TEASER_START = AnyCase(
    r"""\W* (?: (?: related | also\ read | read\ (?:more|also|next) | see\ also | more\ on\ this | don't\ miss | watch | listen
             | podcast | quiz | sponsored | advertisement | trending | recommended | in\ pictures | follow\ us ) \b \s*[:|–-]
    | (?: advertisement | sponsored | share\ this | subscribe | sign\ up | log\ in | cookies? | follow\ us ) \b
    | copyright | © | all\ rights\ reserved )
    """,
    re.VERBOSE,
)
TEASER_WORDS = AnyCase(r"(?:\b(?:uses?|accept)\s(?:all )?cookies|\bprivacy policy|\bour newsletter)\b")
TEASER_END = AnyCase(
    r"(?:read (?:more|next|also|the full story)|more »?|continue reading|…|\.\.\.)[\s.…»>]*$",
)
TEASER_HEADING = re.compile(
    r"""^\W* (?: more\ (?:from|on|in|stories|news|top)\b.{0,40} | related\ (?:stories|articles|news|content|topics)
    | you\ (?:may|might)\ also\ (?:like|enjoy).{0,20} | recommended.{0,30} | most\ (?:read|viewed|popular).{0,20}
    | read\ (?:next|also) | trending.{0,20} | also\ on.{0,30} | elsewhere\ on.{0,30} | don't\ miss | top\ stories
    | from\ our\ partners | what\ to\ read\ next | editor'?s'?\ picks ) \W* $""",
    re.IGNORECASE | re.VERBOSE,
)
TEASER_LENGTH = 220
WRAPPED = (62, 90)
"""How long a line is that ends where the page ended and not where its author did."""

_CITY = r"(?P<city>[A-Z][A-Z'.]+(?:[ -][A-Z][A-Z'.]+){0,3})(?:,\s(?P<region>[A-Z][\w.]+(?:\s[A-Z][\w.]+)?))?"
_DATED = r"(?:,\s[A-Z][a-z]{2,8}\.?\s\d{1,2}|,\s\d{1,2}\s[A-Z][a-z]{2,8}\.?)(?:,?\s\d{4})?"
_AGENCY = r"\s\([\w .,/]{1,30}\)"
DATELINE = re.compile(rf"\s*{_CITY}(?:{_DATED}(?:,\s[A-Z]{{2,10}})?)?(?:,?{_AGENCY})?\s?(?:\s[-–—]+|[–—]|\s--)\s")
AGENCY_LINE = re.compile(rf"\s*{_CITY}{_DATED}{_AGENCY}\s(?=[A-Z])")
"""A dateline that ends with its agency: "NEW DELHI, Jun 11 (PTI) The prime minister"."""

_LINE = re.compile(r"[^\n]*\n?")
_BULLET = re.compile(
    r"\s*(?:[-*•·–—>]|\d{1,2}[.)]\s|\d{1,2}[:./]\d|\d{4}-\d|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[ ,.]{1,2}\d)",
    re.IGNORECASE,
)
_HEADING = re.compile(r"\s*[\w /]{2,24}:\s")
_STOP = re.compile(r"""[.!?…]+["')\]]*\s+(?=["'(\[]*[A-Z0-9])|;\s|\s[•·]\s""")
_ABBREVIATION = re.compile(
    r"""(?: \b(?: Mr|Mrs|Ms|Dr|St|Sts|Gen|Col|Lt|Maj|Adm|Sen|Rep|Gov|Prof|Hon|Rev|Jr|Sr|Smt|Ma|Md|Amb|Brig|Capt|Cmdr|Mme|Msgr|No|vs|Mt|Ft|approx|ca|Min|Amb
        |Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun ) | \b[A-Z] ) \. \s* $""",
    re.VERBOSE,
)
_CLOCK_STOP = re.compile(r"\b[ap]\.m\.\s*$", re.IGNORECASE)
_AFTER_CLOCK = re.compile(
    r"(?:\(\d|[A-Z]{2,4}\b|Eastern|Pacific|Central|Mountain|local|[A-Z][a-z]+day\b|(?:[A-Z][a-z]+ ){1,2}(?:time|Time)\b|on\b|in\b)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence, bullet or heading; ``text`` is folded and starts at ``start`` of the article.

    ``paragraph`` counts lines as their author broke them, ``block`` what stands between empty lines.
    """

    start: int
    end: int
    text: str
    paragraph: int
    block: int
    dateline: str | None = None
    dateline_span: tuple[int, int] = (-1, -1)


def sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of an article, teasers left out, accents and curly apostrophes folded."""
    folded = fold(text)
    found: list[Sentence] = []
    paragraphs = _paragraphs(folded, _without_teasers(folded))
    for number, (block, start, end) in enumerate(paragraphs):
        body = folded[start:end]
        dateline = DATELINE.match(body) or AGENCY_LINE.match(body) if len(body) > TEASER_LENGTH // 4 else None
        first = start + (dateline.end() if dateline else 0)
        span = (start + dateline.start("city"), start + dateline.end("city")) if dateline else (-1, -1)
        for left, right in _cuts(folded, first, end):
            found.append(
                Sentence(
                    start=left,
                    end=right,
                    text=folded[left:right],
                    paragraph=number,
                    block=block,
                    dateline=dateline["city"].title() if dateline else None,
                    dateline_span=span,
                )
            )
    return tuple(found)


def _without_teasers(text: str) -> list[tuple[int, int]]:
    """Return the spans of the lines that belong to the article."""
    kept, listing = [], False
    for line in _LINE.finditer(text):
        words = line[0].strip()
        if TEASER_HEADING.match(words[:80]):
            listing = True
        elif listing and (not words or len(words) > TEASER_LENGTH):
            listing = not words
        if (words and not listing and not _is_teaser(words)) or not words:
            kept.append((line.start(), line.end()))
    return kept


def _is_teaser(words: str) -> bool:
    ends = (words,) if len(words) <= TEASER_LENGTH else (words[:TEASER_LENGTH], words[-TEASER_LENGTH:])
    return any(TEASER_START.match(each) or TEASER_WORDS.search(each) or TEASER_END.search(each) for each in ends)


def _paragraphs(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Yield block and span of each paragraph: lines that were only wrapped are joined again."""
    block, open_start, open_end = 0, -1, -1
    for start, end in lines:
        words = text[start:end]
        if open_start >= 0 and not _wraps(text[open_start:open_end][-LONGEST:], words):
            yield block, open_start, open_end
            open_start = -1
        if words.strip():
            open_start, open_end = (start if open_start < 0 else open_start), end
        else:
            block += 1
    if open_start >= 0:
        yield block, open_start, open_end


def _wraps(before: str, after: str) -> bool:
    """Whether a line goes on in the next one."""
    if _BULLET.match(after) or not after.strip() or before.rstrip().endswith((".", "!", "?", ":", '"')):
        return False
    if after.lstrip()[0].islower():
        return True
    last = before.rstrip().rsplit("\n", 1)[-1]
    return WRAPPED[0] <= len(last) <= WRAPPED[1] and not _BULLET.match(last) and not _HEADING.match(after)


def _cuts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the trimmed span of each sentence between two offsets."""
    left = start
    for stop in _STOP.finditer(text, start, end):
        if _goes_on(text, left, stop):
            continue
        yield from _capped(text, left, stop.end())
        left = stop.end()
    yield from _capped(text, left, end)


def _goes_on(text: str, left: int, stop: re.Match[str]) -> bool:
    before = text[max(left, stop.end() - 16) : stop.end()]
    if _CLOCK_STOP.search(before):
        return _AFTER_CLOCK.match(text, stop.end()) is not None
    return stop[0][0] == "." and _ABBREVIATION.search(before) is not None


def _capped(text: str, left: int, right: int) -> Iterator[tuple[int, int]]:
    while right - left > LONGEST:
        space = text.rfind(" ", left + LONGEST // 2, left + LONGEST)
        middle = space + 1 if space > 0 else left + LONGEST
        yield from _trimmed(text, left, middle)
        left = middle
    yield from _trimmed(text, left, right)


def _trimmed(text: str, left: int, right: int) -> Iterator[tuple[int, int]]:
    words = text[left:right]
    left += len(words) - len(words.lstrip())
    right -= len(words) - len(words.rstrip())
    if left < right:
        yield left, right
