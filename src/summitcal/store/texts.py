"""Texts that every calendar program shows alike: what is made plain, and what is refused."""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff]")
# Calendar programs split lines at these, show text reversed, or refuse the file.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_ESCAPE = re.compile(r"\\[nN,;]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with a text, by which rule, and what to do about it."""

    rule: str
    what: str
    mend: str


def plain(text: str, *, lines: bool) -> str:
    """Return a text as NFC with plain blanks, trimmed, and on one line unless ``lines``."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " ").replace("\xa0", " "))
    return text.strip() if lines else text.replace("\n", " ").strip()


def fault_of(text: str, name: str) -> Fault | None:
    """Return what calendar programs would make of a text that it does not say; ``name`` is what it is the text of."""
    if unsafe := _UNSAFE.search(text):
        what = f"{name} has the control character U+{ord(unsafe[0]):04X}"
        return Fault(rule="control-character", what=what, mend="delete it")
    if found := _ESCAPE.search(text):
        what = f"{name} has {found[0]!r}, which calendar programs take for something else"
        return Fault(rule="backslash", what=what, mend="use / or leave the backslash out")
    if not _INVISIBLE.sub("", text):
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
    if parts.scheme not in {"http", "https"} or not host or parts.username or re.search(r"\s", text):
        return None
    safe = "/%:=&?~#+!$,;'@()*[]"
    return parts._replace(
        netloc=host + port,
        path=quote(parts.path, safe),
        query=quote(parts.query, safe),
        fragment=quote(parts.fragment, safe),
    ).geturl()
