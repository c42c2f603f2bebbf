"""Texts that every calendar program shows alike: what is made plain, and what is refused."""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

# Letters and signs that are blank all the same.
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
# Calendar programs split lines at these, show text reversed, or refuse the file.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile("[\r\x0b\x0c\x85\u2028\u2029]")
_MOST_MARKS = 30  # on one letter: UAX #15 §13, since more take quadratic time to put in order
_ESCAPE = re.compile(r"\\[nN,;]")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*", re.ASCII)
_MAX_ID = 200  # an id is part of the names of files, and those have at most 255 bytes
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


def mended(text: str, *, lines: bool) -> str:
    """Return a text as ``plain`` does, without what would be a fault; it is empty where nothing of it can be seen."""
    text = _LINE_END.sub("\n", text.replace("\r\n", "\n").replace("\t", " "))
    # Twice, since putting accents in order makes two of some.
    text = _few_marks(plain(_few_marks(_UNSAFE.sub("", text)), lines=lines))
    text = _ESCAPE.sub(lambda found: f"/{found[0][1]}", text)
    return text if any(map(_is_visible, text)) else ""


def id_fault(text: str) -> Fault | None:
    """Return why a text can be no id; None if it can."""
    if not _ID.fullmatch(text):
        what = f"id {text!r} has characters that an address cannot have"
        return Fault(rule="bad-id", what=what, mend="use a-z, 0-9 and -")
    if len(text) > _MAX_ID:
        what = f"an id of {len(text):,} characters is too long for an address"
        return Fault(rule="bad-id", what=what, mend=f"use at most {_MAX_ID}")
    if text.endswith(".ics"):
        return Fault(rule="bad-id", what=f"id {text!r} ends like the address of a feed", mend="leave .ics out")
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


def _few_marks(text: str) -> str:
    """Return a text with no more accents on a letter than any language has."""
    if not _is_heaped(text):
        return text
    kept, marks = [], 0
    for char in text:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks <= _MOST_MARKS:
            kept.append(char)
    return "".join(kept)


def _is_heaped(text: str) -> bool:
    marks = 0
    for char in "" if text.isascii() else text:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks > _MOST_MARKS:
            return True
    return False


def _is_visible(char: str) -> bool:
    return unicodedata.category(char)[0] in "LNPS" and char not in _BLANK
