"""The states of a calendar file that were saved, as dated files in a folder beside it, and drafts that are not served.

The bytes of a version are those that stood in the file. Who saved it, why, and what was different, is in an index.
"""

import datetime as dt
import difflib
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summitcal.files import append, read_bytes, read_lines, read_text, write_whole
from summitcal.problems import SummitcalError, guess

ENDING = ".versions"
"""The end of the name of such a folder; no file in one is ever part of a calendar."""

INDEX = "versions.jsonl"
"""The file in it that has a line for each version and each draft."""

_FORM = "%Y-%m-%dT%H%M%SZ"
_NAME = re.compile(r"(draft-)?(\d{4}-\d\d-\d\dT\d{6}Z)(?:-([1-9]\d{0,8}))?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A state that a calendar file was in, since ``at`` (in UTC, to the second).

    ``name`` is that of its file without the ending. ``who`` saved it, empty if nobody says; ``why`` is said where it is
    no plain save. ``meetings`` is how many it has, None if that is not known or it has mistakes; ``changes`` say in
    words what was different from the version before.
    """

    name: str
    at: dt.datetime
    path: Path
    who: str = ""
    why: str = ""
    meetings: int | None = None
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A text that somebody has not saved yet; ``before`` is the digest of the file that it started from, if any."""

    name: str
    at: dt.datetime
    path: Path
    who: str = ""
    before: str | None = None


def folder_of(file: str | Path) -> Path:
    """Return where the versions of a calendar file are kept: ``events.versions`` beside ``events.yaml``."""
    path = Path(os.path.realpath(file))
    return path.with_name(f"{path.stem if path.suffix == '.yaml' else path.name}{ENDING}")


def is_kept(path: Path) -> bool:
    """Whether a file is kept in a folder of versions."""
    return any(part.endswith(ENDING) for part in path.parent.parts)


def versions(file: str | Path) -> tuple[Version, ...]:
    """Return the versions of a calendar file, the newest first.

    Raises:
        UnreadableFile: the index cannot be read.
    """
    told = _told(file)
    return tuple(_version(path, told.get(path.stem, {})) for path in reversed(_paths(file, drafts=False)))


def drafts(file: str | Path) -> tuple[Draft, ...]:
    """Return the drafts for a calendar file, the newest first.

    Raises:
        UnreadableFile: the index cannot be read.
    """
    told = _told(file)
    return tuple(_draft(path, told.get(path.stem, {})) for path in reversed(_paths(file, drafts=True)))


def find_version(file: str | Path, name: str) -> Version:
    """Return the version that has a name, or the only one whose name begins so.

    Raises:
        SummitcalError: there is none, or more than one.
    """
    known = versions(file)
    return known[_found(file, name, [each.name for each in known], "version")]


def find_draft(file: str | Path, name: str) -> Draft:
    """Return the draft that has a name, or the only one whose name begins so.

    Raises:
        SummitcalError: there is none, or more than one.
    """
    known = drafts(file)
    return known[_found(file, name, [each.name for each in known], "draft")]


def text_of(kept: Version | Draft) -> str:
    """Return the text of a version or a draft.

    Raises:
        UnreadableFile: it is there no more, or it is not UTF-8.
    """
    return read_text(kept.path)


def difference(old: str, new: str, *, names: tuple[str, str]) -> str:
    """Return what is different between two texts as a unified diff, empty if nothing; ``names`` is what they are."""
    return "".join(difflib.unified_diff(_lines(old), _lines(new), *names)).removesuffix("\n")


def keep_version(file: str | Path, data: bytes, *, at: dt.datetime, mode: int = 0o644, **facts: object) -> Version:
    """Keep the bytes that stand in a calendar file as its newest version, unless they are that already.

    It is for whoever holds the lock of the file's folder. ``at`` is an aware datetime; a version is never older than
    the one before. ``facts`` are those of a ``Version``, and ``mode`` is how the file may be read.

    Raises:
        UnreadableFile: it cannot be written.
    """
    known = versions(file)
    if known and read_bytes(known[0].path) == data:
        return known[0]
    path = _free(file, at, _paths(file, drafts=False), "")
    write_whole(path, data, mode=mode)
    _tell(file, path, facts)
    return _version(path, json.loads(json.dumps(facts)))


def keep_new_draft(file: str | Path, data: bytes, *, at: dt.datetime, mode: int = 0o644, **facts: object) -> Draft:
    """Keep some bytes as a new draft; the lock and ``mode`` are as for versions, ``facts`` those of a ``Draft``.

    Raises:
        UnreadableFile: it cannot be written.
    """
    path = _free(file, at, _paths(file, drafts=True), "draft-")
    write_whole(path, data, mode=mode)
    _tell(file, path, facts)
    return _draft(path, facts)


def forget(file: str | Path, *, before: dt.datetime) -> None:
    """Delete the versions that are older than a moment, an aware datetime; the newest stays in any case.

    What the index says of them stays, too.
    """
    for version in versions(file)[1:]:
        if version.at < before:
            with suppress(OSError):
                version.path.unlink()


def _version(path: Path, told: Mapping[str, Any]) -> Version:
    meetings = told.get("meetings")
    return Version(
        name=path.stem,
        at=_place(path)[0],
        path=path,
        who=str(told.get("who", "")),
        why=str(told.get("why", "")),
        meetings=meetings if isinstance(meetings, int) else None,
        changes=tuple(map(str, told.get("changes", ()))),
    )


def _draft(path: Path, told: Mapping[str, Any]) -> Draft:
    before = told.get("before")
    who = str(told.get("who", ""))
    return Draft(name=path.stem, at=_place(path)[0], path=path, who=who, before=before and str(before))


def _paths(file: str | Path, *, drafts: bool) -> list[Path]:
    """Return the files of the versions or of the drafts, the oldest first."""
    folder = folder_of(file)
    found = [path for path in folder.glob("*.yaml") if path.name.startswith("draft-") is drafts and _is_ours(path)]
    return sorted(found, key=_place)


def _is_ours(path: Path) -> bool:
    try:
        _place(path)
    except ValueError:
        return False
    return True


def _place(path: Path) -> tuple[dt.datetime, int]:
    """Return the moment that the name of a file says, and which of that moment it is."""
    found = _NAME.fullmatch(path.stem)
    if found is None:
        raise ValueError(path)
    return dt.datetime.strptime(found[2], _FORM).replace(tzinfo=dt.UTC), int(found[3] or 1)


def _free(file: str | Path, at: dt.datetime, known: Sequence[Path], start: str) -> Path:
    """Return a path that no file has and that comes after all those that are known, whatever the clock says."""
    at, number = at.astimezone(dt.UTC).replace(microsecond=0), 1
    if known:
        last, of_it = _place(known[-1])
        at, number = max(at, last), of_it + 1 if at <= last else 1
    return folder_of(file) / f"{start}{at.strftime(_FORM)}{f'-{number}' if number > 1 else ''}.yaml"


def _tell(file: str | Path, path: Path, facts: Mapping[str, object]) -> None:
    append(folder_of(file) / INDEX, f"{json.dumps({'name': path.stem, **facts}, ensure_ascii=False)}\n")


def _told(file: str | Path) -> dict[str, Mapping[str, Any]]:
    """Return what the index says, by names; of two lines for a name the later one, and no line that cannot be read."""
    return dict(_index_lines(folder_of(file) / INDEX))


def _index_lines(index: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for line in read_lines(index, errors="replace") if index.exists() else ():
        with suppress(ValueError, TypeError, KeyError, RecursionError):
            told = json.loads(line)
            yield str(told["name"]), {**told, "changes": list(told.get("changes", ()))}


def _found(file: str | Path, name: str, names: Sequence[str], what: str) -> int:
    asked = name.removesuffix(".yaml")
    found = [index for index, each in enumerate(names) if each == asked]
    found = found or [index for index, each in enumerate(names) if asked and each.startswith(asked)]
    if len(found) == 1:
        return found[0]
    if found:
        raise SummitcalError(f"{file}: {len(found)} {what}s begin with {name!r}; say more of the name")
    hint = guess(asked, names) or (f"the newest is {names[0]}" if names else "there is none at all")
    raise SummitcalError(f"{file}: there is no {what} {name!r}; {hint}")


def _lines(text: str) -> list[str]:
    # A diff knows no other end of a line than this one.
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n\\ No newline at end of file\n"
    return lines
