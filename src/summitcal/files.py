"""Files read and written whole: what goes wrong is said in words, and a crash leaves the old file or the new one."""

import codecs
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import BinaryIO

try:
    import fcntl
except ModuleNotFoundError:  # pragma: no cover - on Windows files are replaced whole all the same
    fcntl = None  # type: ignore[assignment]  # checked where it is used

from summitcal.problems import UnreadableFile

LARGEST = 20_000_000
"""More bytes than this are no text that people edit: no more are read, whatever the file is, and none are parsed."""


def read_text(path: str | Path) -> str:
    """Return the text of a UTF-8 file, its line ends as they are, without a byte order mark.

    Raises:
        UnreadableFile: there is no such file, or it cannot be read, or it is not UTF-8 or too large.
    """
    with _opened(path) as file:
        return decoded(stream_bytes(file, name=str(path)), str(path))


def read_bytes(path: str | Path) -> bytes:
    """Return the bytes of a file whose letters are for somebody else to read.

    Raises:
        UnreadableFile: there is no such file, or it cannot be read or is too large.
    """
    with _opened(path) as file:
        return stream_bytes(file, name=str(path))


def stream_bytes(file: BinaryIO, *, name: str) -> bytes:
    """Return the bytes of an open file, as ``read_bytes`` does; ``name`` is what it is called in messages.

    Raises:
        UnreadableFile: it is too large.
    """
    data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise UnreadableFile(f"{name}: it is larger than {LARGEST:,} bytes; split it into several files")
    return data


def read_lines(path: str | Path, *, errors: str = "strict") -> Iterator[str]:
    """Yield the lines of a UTF-8 file one by one, without their ends: the file may be of any size, a line may not.

    With ``errors="replace"`` what is not UTF-8 becomes U+FFFD, and nothing is said.

    Raises:
        UnreadableFile: as for ``read_text``, once the line that is wrong is reached.
    """
    with _opened(path) as file:
        for number, line in enumerate(iter(partial(file.readline, LARGEST + 1), b""), start=1):
            if len(line) > LARGEST:
                raise UnreadableFile(f"{path}:{number}: the line is larger than {LARGEST:,} bytes; split it")
            if errors == "replace":
                text = line.decode("utf-8-sig", errors)
            else:
                text = decoded(line, str(path), first_line=number)
            yield text.rstrip("\r\n")


def decoded(data: bytes, name: str, *, first_line: int = 1) -> str:
    """Return the text of some UTF-8 bytes, as ``read_text`` does; ``name`` is what they are called in messages.

    ``first_line`` is the number of their first line.

    Raises:
        UnreadableFile: they are not UTF-8.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0\0" in {data[0:4:2], data[1:4:2]}:
        raise UnreadableFile(f"{name}: this looks like UTF-16; save it as UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + first_line
        what = f"byte 0x{data[error.start]:02x} on line {line} is not UTF-8"
        raise UnreadableFile(f"{name}:{line}: {what}; save it as UTF-8") from None


@contextmanager
def _opened(path: str | Path) -> Iterator[BinaryIO]:
    try:
        with Path(path).open("rb") as file:
            yield file
    except FileNotFoundError:
        raise UnreadableFile(f"{path}: there is no such file; check the name or create it") from None
    except IsADirectoryError:
        raise UnreadableFile(f"{path}: this is a folder; name a file in it") from None
    except (OSError, ValueError) as error:
        raise UnreadableFile(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from None


def digest(content: bytes | str) -> str:
    """Return what tells one content of a file from every other: SHA-256, a byte order mark not counted."""
    data = content.encode() if isinstance(content, str) else content
    return hashlib.sha256(data.removeprefix(codecs.BOM_UTF8)).hexdigest()


def write_whole(path: str | Path, data: bytes, *, mode: int = 0o644) -> None:
    """Write a file whole or not at all: into a neighbour first, then in its place. Folders are made as needed.

    ``mode`` is how a new file may be read; one that is there keeps its own.

    Raises:
        UnreadableFile: it cannot be written.
    """
    path = Path(os.path.realpath(path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = path.stat().st_mode & 0o777 if path.exists() else mode
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            neighbour = Path(file.name)
            try:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
                neighbour.chmod(mode)
                neighbour.replace(path)
            except BaseException:
                neighbour.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise UnreadableFile(f"{path}: cannot be written: {error.strerror or error}") from None


def append(path: str | Path, text: str) -> None:
    """Add lines to the end of a file, all of them or none; the file is made if it is not there.

    Raises:
        UnreadableFile: it cannot be read or written.
    """
    before = b""
    if Path(path).exists():
        with _opened(path) as file:
            before = file.read()
    # What a crash or a bad merge left without its end stays a line of its own.
    gap = b"\n" if before and not before.endswith(b"\n") else b""
    write_whole(path, before + gap + text.encode())


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep every other writer of a folder's files waiting, in this process and in others, where the system can.

    Raises:
        UnreadableFile: there is no such folder, or it cannot be opened.
    """
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise UnreadableFile(f"{folder}: cannot be opened: {error.strerror or error}") from None
    try:
        if fcntl is not None:
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
