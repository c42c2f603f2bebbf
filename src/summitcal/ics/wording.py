"""Texts of other programs as plain text: without HTML, and without the addresses of people."""

import html
import re
from collections.abc import Sequence

LONGEST_NAME = 60
"""So many characters of a name are shown in a message."""

_TAGS = (
    "a|abbr|address|article|b|big|blockquote|body|br|center|cite|code|dd|div|dl|dt|em|font|footer|h[1-6]|head|header|"
    "hr|html|i|img|li|meta|o:p|ol|p|pre|s|section|small|span|strike|strong|style|sub|sup|table|tbody|td|th|thead|"
    "title|tr|tt|u|ul"
)
# Lengths are bounded, so that no text takes more than linear time.
_TAG = re.compile(rf"<(?P<close>/?)(?P<name>{_TAGS})(?:\s[^<>]{{0,4000}})?/?>", re.IGNORECASE)
_LINK = re.compile(
    r'<a\s[^<>]{0,500}?href="(?P<url>https?://[^"<>]{1,2000})"[^<>]{0,500}>(?P<text>[^<>]*)</a>', re.IGNORECASE
)
_LINES = frozenset({"br", "div", "h1", "h2", "h3", "hr", "li", "ol", "p", "table", "tr", "ul"})
_ENDS = _LINES - {"li", "tr"}
_ADDRESS = re.compile(r"(?<![\w.+-])(?:mailto:)?[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}", re.IGNORECASE)


def is_html(text: str) -> bool:
    """Return whether a text has tags in it; ``a < b`` is none."""
    return _TAG.search(text) is not None


def without_tags(text: str) -> str:
    """Return the text of HTML: a line for each paragraph, the address of a link behind its words."""
    text = _LINK.sub(_link_in_words, text)
    text = html.unescape(_TAG.sub(_line_of, text)).replace("\xa0", " ")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.strip() for line in text.split("\n"))).strip()


def without_addresses(text: str) -> tuple[str, int]:
    """Return a text with ``…`` for each e-mail address, and how many there were."""
    return _ADDRESS.subn("…", text)


def listed(names: Sequence[str]) -> str:
    """Name three, and count the others: ``Work, Travel, Home and 2 more are``."""
    shown = ", ".join(name[:LONGEST_NAME] for name in names[:3])
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return f"{shown}{more} {'is' if len(names) == 1 else 'are'}"


def _link_in_words(link: re.Match[str]) -> str:
    return link["text"] if link["url"] in link["text"] else f"{link['text']} ({link['url']})"


def _line_of(tag: re.Match[str]) -> str:
    return "\n" if tag["name"].casefold() in (_ENDS if tag["close"] else _LINES) else ""
