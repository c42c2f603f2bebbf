"""Lines that a printed page broke, joined again so that sentences read on; and signs of print made plain letters."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

_PLAIN = {
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", None),
    **dict.fromkeys("\u00a0\u2007\u202f\u2009\u200a", " "),
    "\u2010": "-",
    "\u2011": "-",
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "st",
    "ﬆ": "st",
}
_TIDIED = str.maketrans(_PLAIN)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_SOFT = re.compile("\u00ad[ \t]*$")
_HYPHENATED = re.compile(r"[^\W\d_]-$")
_DASHED = re.compile(r"\w[-–—]$")
_KEPT = re.compile(r"\b(?:vice|deputy|non|self|high|low|long|short|mid|two|three|four|five|six)-$", re.IGNORECASE)
_LEADS_ON = re.compile(
    r"(?:,|\b(?:a|after|and|at|before|between|by|for|from|in|of|on|or|since|than|the|till|to|until|with))$"
)
_ITEM = re.compile(
    r"[-*•·▪–—>]\s|\d{1,2}[.)]\s|\d{1,2}[:.]\d\d\b|\d{4}-\d\d|\d{1,2}\s[A-Z][a-z]+(?:\s\d{4})?\s?[:–—-]"
    r"|(?i:mon|tue|wed|thu|fri|sat|sun)[a-z]*[ ,.]{1,2}\d|[A-Z][\w ]{1,24}:\s"
)
_ENDS = re.compile(r"""[.!?…:]["'”’)\]]*$""")
_COUNTED = re.compile(r"\bpage\s\d+|\b\d+\s?(?:/|of)\s?\d+$", re.IGNORECASE)
# The number of a page; and what browsers print on each page: the day of printing, the title, the address.
_FURNITURE = re.compile(
    r"(?:page\s)?\W*\d{1,3}(?:\s?(?:/|of)\s?\d{1,3})?\W*"
    r"|\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},?\s\d{1,2}:\d\d(?:\s?[AP]M)?(?:\s.*)?|(?:https?|file)://\S+(?:\s\d+/\d+)?",
    re.IGNORECASE,
)
_EDGE = 4
"""How many lines at the top and at the bottom of a page can be of the page and not of the article."""
_SHORT = 62
"""Lines below this are of a list or an address if nothing ends in them; longer ones are paragraphs."""


def tidy(text: str) -> str:
    """Return a text without signs that cannot be seen, with plain blanks and hyphens, and with ligatures as letters."""
    return _CONTROLS.sub("", text.translate(_TIDIED))


def joined(pages: Sequence[str]) -> str:
    """Return the pages of a print as one text: a paragraph a line, without page numbers and what is on each page."""
    lines = [line for page in _without_edges([_raw_lines(page) for page in pages]) for line in [*page, ""]]
    lengths = sorted(len(line) for line in lines if line)
    # Nearly the longest line: a few reach beyond the others.
    width = lengths[len(lengths) * 9 // 10] if lengths else 0
    words = Counter(re.findall(r"\w+-\w+", " ".join(lines)))
    paragraphs: list[str] = []
    last = ""
    for line in filter(None, lines):
        if paragraphs and _goes_on(last, line, width):
            paragraphs[-1] = _seam(paragraphs[-1], line, words)
        else:
            paragraphs.append(line)
        last = line
    return _spaced(paragraphs)


def _raw_lines(page: str) -> list[str]:
    # A soft hyphen at the end of a line is where a word goes on; it must not be lost before that is seen.
    lines = (_SOFT.sub("-", line) for line in page.splitlines())
    return [words for line in lines if (words := " ".join(tidy(line).split()))]


def _without_edges(pages: Sequence[list[str]]) -> Iterator[list[str]]:
    """Yield the lines of each page without its number and without what stands at the edge of most pages."""
    seen = Counter(key for page in pages for key in {_key(line) for line in _edges(page)})
    often = {key for key, times in seen.items() if times >= 2 and times * 2 > len(pages)}
    for page in pages:
        is_of_page = [_key(line) in often or bool(_FURNITURE.fullmatch(line)) for line in page]
        top = next((at for at, each in enumerate(is_of_page[:_EDGE]) if not each), _EDGE)
        bottom = next((at for at, each in enumerate(is_of_page[: -_EDGE - 1 : -1]) if not each), _EDGE)
        yield page[top : max(top, len(page) - bottom)]


def _edges(page: list[str]) -> list[str]:
    return [*page[:_EDGE], *page[max(_EDGE, len(page) - _EDGE) :]]


def _key(line: str) -> str:
    # Other numbers stay: "9 January" above one page and "10 January" above the next are of the article.
    return _COUNTED.sub("#", line)


def _goes_on(line: str, following: str, width: int) -> bool:
    """Whether a line was broken by the page and not by its author."""
    if _DASHED.search(line) or _LEADS_ON.search(line):
        return True
    if _ITEM.match(following):
        return False
    if following[0].islower():
        return True
    would_fit = len(line) + 1 + len(following.split(maxsplit=1)[0]) <= 0.9 * width
    return not would_fit and not (_ENDS.search(line) and len(line) < 0.8 * width)


def _seam(before: str, after: str, words: Counter[str]) -> str:
    """Join two lines: a word that was divided becomes one again, a compound keeps its hyphen."""
    if not _DASHED.search(before):
        return f"{before} {after}"
    if not _HYPHENATED.search(before) or not after[0].islower() or _KEPT.search(before):
        return before + after
    compound = re.split(r"[^\w-]", before)[-1] + re.match(r"\w*", after)[0]  # type: ignore[index]  # it may be empty
    return before + after if words[compound] else before[:-1] + after


def _spaced(paragraphs: Sequence[str]) -> str:
    text = ""
    for before, each in zip(["", *paragraphs], paragraphs, strict=False):
        close = len(before) < _SHORT and not _ENDS.search(before) and len(each) < _SHORT
        text += ("" if not text else "\n" if close or (_ITEM.match(before) and _ITEM.match(each)) else "\n\n") + each
    return text
