"""Texts that every calendar program shows alike: what is made plain, and what is refused."""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

# Letters and signs that are blank all the same.
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
# Calendar programs split lines at these, show text reversed, or refuse the file.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_MOST_MARKS = 30  # on one letter: UAX #15 §13, since more take quadratic time to put in order
_ESCAPE = re.compile(r"\\[nN,;]")
_HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?", re.ASCII)
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with a text, by which rule, and what to do about it."""

    rule: str
    what: str
    mend: str


def plain(text: str, *, lines: bool) -> str:
    """Return a text as NFC with plain blanks, trimmed, and on one line unless ``lines``."""
    text = text.replace("\r\n", "\n").replace("\t", " ").replace("\xa0", " ")
    text = text if _is_heaped(text) else unicodedata.normalize("NFC", text)
    return text.strip() if lines else text.replace("\n", " ").strip()


def fault_of(text: str, name: str) -> Fault | None:
    """Return what calendar programs would make of a text that it does not say; ``name`` is what it is the text of."""
    if unsafe := _UNSAFE.search(text):
        what = f"{name} has the control character U+{ord(unsafe[0]):04X}"
        return Fault(rule="control-character", what=what, mend="delete it")
    if _is_heaped(text):
        what = f"{name} has more than {_MOST_MARKS} accents on one letter"
        return Fault(rule="control-character", what=what, mend="delete them")
    if found := _ESCAPE.search(text):
        what = f"{name} has {found[0]!r}, which calendar programs take for something else"
        return Fault(rule="backslash", what=what, mend="use / or leave the backslash out")
    if not any(map(_is_visible, text)):
        return Fault(rule="empty-text", what=f"{name} is empty", mend="write a text or delete the key")
    return None


def web_address(text: str) -> str | None:
    """Return a web address in the ASCII that RFC 3986 wants, as RFC 5545 does; None if the text is no web address."""
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not _HOST.fullmatch(host) or "@" in parts.netloc:
        return None
    if re.search(r"\s", text):
        return None
    return parts._replace(
        netloc=host + port,
        path=_quoted(parts.path),
        query=_quoted(parts.query),
        fragment=_quoted(parts.fragment),
    ).geturl()


def shortened(text: str) -> str:
    """Return a text that is fit to stand in a message: of a very long one, its beginning and its end."""
    return text if len(text) <= 400 else f"{text[:200]} … {text[-150:]}"


def _quoted(text: str) -> str:
    return quote(_LONE_PERCENT.sub("%25", text), "/%:=&?~#+!$,;'@()*[]")


def _is_heaped(text: str) -> bool:
    marks = 0
    for char in "" if text.isascii() else text:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks > _MOST_MARKS:
            return True
    return False


def _is_visible(char: str) -> bool:
    return unicodedata.category(char)[0] in "LNPS" and char not in _BLANK
