"""The letters of an HTML page: the encoding that it says it has, as browsers read it."""

import codecs
import re

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_PRESCAN = 8192  # the HTML standard looks at 1024 bytes, and at what came over HTTP, which a file no longer has
_META = re.compile(rb"<meta[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_WEB = re.compile(r"utf-8|cp\d|iso8859|iso2022|koi8|mac-|gb|big5|euc_|shift_jis|johab|hz|kz1048|ptcp154")
"""Codecs that pages are written in; Python has others, as of host names, that fail on bytes at will."""

# The HTML standard §13.2.3.2 and the Encoding standard §4.2: what these labels mean on the web.
_MEANT = {
    **dict.fromkeys(("ascii", "us-ascii", "iso-8859-1", "iso8859-1", "latin1", "latin-1"), "cp1252"),
    **dict.fromkeys(("utf-16", "utf-16le", "utf-16be", "utf-16-le", "utf-16-be"), "utf-8"),
    **dict.fromkeys(("iso-8859-9", "latin5"), "cp1254"),
    **dict.fromkeys(("gb2312", "gbk"), "gb18030"),
    "tis-620": "cp874",
    "x-sjis": "cp932",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
}


def decoded_page(data: bytes) -> str:
    """Return the text of an HTML page by its byte order mark, else by the encoding that it names.

    Without either it is UTF-8 or, where it cannot be, Windows-1252.
    What is no letter in that encoding becomes U+FFFD, as in a browser.
    """
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, "replace")
    if named := _named(data):
        return data.decode(named, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _named(data: bytes) -> str | None:
    # Markup in UTF-16 shows by its zeros, before any name in it could be read.
    if b"\0\0" in {data[0:4:2], data[1:4:2]}:
        return "utf-16-be" if data[0] == 0 else "utf-16-le"
    beginning = _COMMENT.sub(b"", data[:_PRESCAN])
    found = _META.search(beginning) or _XML.match(beginning)
    label = found[1].decode("ascii", "replace").lower() if found else ""
    try:
        codec = codecs.lookup(_MEANT.get(label, label)).name
    except (LookupError, ValueError):
        return None
    return codec if _WEB.match(codec) else None
