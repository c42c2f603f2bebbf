import datetime as dt
import json
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitcal.problems import SummitcalError, UnreadableFile
from summitcal.versions import (
    difference,
    drafts,
    find_draft,
    find_version,
    folder_of,
    forget,
    is_kept,
    keep_new_draft,
    keep_version,
    text_of,
    versions,
)

NOW = dt.datetime(2026, 11, 24, 18, 30, 0, 500_000, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)
DAY = dt.timedelta(days=1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "events.yaml"


def names(file: Path) -> list[str]:
    return [each.name for each in versions(file)]


def test_the_folder_stands_beside_the_file_and_bears_its_name(tmp_path: Path):
    assert folder_of(tmp_path / "events.yaml") == tmp_path / "events.versions"
    assert folder_of(tmp_path / "events.yml") == tmp_path / "events.yml.versions"


def test_two_names_of_one_file_share_its_versions(tmp_path: Path):
    (tmp_path / "real").mkdir()
    (tmp_path / "events.yaml").symlink_to(tmp_path / "real" / "calendar.yaml")

    assert folder_of(tmp_path / "events.yaml") == tmp_path / "real" / "calendar.versions"


def test_a_version_is_a_file_that_is_called_by_its_moment_and_holds_the_very_bytes(file: Path):
    version = keep_version(
        file, b"\xef\xbb\xbfa: 1\r\n", at=NOW, who="anna", why="restored x", meetings=5, changes=["y"]
    )

    assert version.path == file.parent / "events.versions" / "2026-11-24T183000Z.yaml"
    assert version.path.read_bytes() == b"\xef\xbb\xbfa: 1\r\n"
    assert text_of(version) == "a: 1\r\n"
    assert (version.who, version.why, version.meetings, version.changes) == ("anna", "restored x", 5, ("y",))
    assert versions(file) == (version,)


def test_a_moment_is_said_in_utc_to_the_second(file: Path):
    version = keep_version(file, b"a", at=NOW.astimezone(dt.timezone(5 * dt.timedelta(hours=1))))

    assert version.at == NOW.replace(microsecond=0)


def test_several_versions_of_one_second_are_told_apart_and_stay_in_order(file: Path):
    for number in range(11):
        keep_version(file, str(number).encode(), at=NOW)

    assert [text_of(each) for each in versions(file)] == [str(number) for number in reversed(range(11))]
    assert names(file)[-2:] == ["2026-11-24T183000Z-2", "2026-11-24T183000Z"]


def test_a_clock_that_is_set_back_does_not_turn_the_order_round(file: Path):
    keep_version(file, b"first", at=NOW)
    keep_version(file, b"second", at=NOW - DAY)
    keep_version(file, b"third", at=NOW + SECOND)

    assert names(file) == ["2026-11-24T183001Z", "2026-11-24T183000Z-2", "2026-11-24T183000Z"]


def test_the_same_bytes_are_not_kept_twice(file: Path):
    first = keep_version(file, b"a", at=NOW, who="anna")

    assert keep_version(file, b"a", at=NOW + DAY, who="ben") == first
    assert versions(file) == (first,)
    keep_version(file, b"b", at=NOW + DAY)
    assert keep_version(file, b"a", at=NOW + 2 * DAY) != first


def test_a_version_can_be_read_by_whoever_can_read_the_file(file: Path):
    private, draft = keep_version(file, b"a", at=NOW, mode=0o600), keep_new_draft(file, b"b", at=NOW, mode=0o600)

    assert stat.S_IMODE(private.path.stat().st_mode) == stat.S_IMODE(draft.path.stat().st_mode) == 0o600


def test_a_draft_is_listed_apart(file: Path):
    version = keep_version(file, b"a", at=NOW)
    draft = keep_new_draft(file, b"b: [", at=NOW, who="anna", before="abc")
    other = keep_new_draft(file, b"c: [", at=NOW)

    assert (draft.name, draft.who, draft.before) == ("draft-2026-11-24T183000Z", "anna", "abc")
    assert drafts(file) == (other, draft)
    assert other.before is None
    assert versions(file) == (version,)


def test_one_is_found_by_the_beginning_of_its_name_as_long_as_that_is_clear(file: Path):
    first = keep_version(file, b"a", at=NOW)
    second = keep_version(file, b"b", at=NOW)
    third = keep_version(file, b"c", at=NOW + DAY)
    draft = keep_new_draft(file, b"d", at=NOW)

    assert find_version(file, "2026-11-25") == third
    assert find_version(file, "2026-11-24T183000Z") == first
    assert find_version(file, "2026-11-24T183000Z-2.yaml") == second
    assert find_draft(file, "draft-") == draft
    with pytest.raises(SummitcalError, match=r"2 versions begin with '2026-11-24'; say more of the name$"):
        find_version(file, "2026-11-24")


@pytest.mark.parametrize("name", ["", "..", "../events", "versions.jsonl", "/etc/passwd", "draft-2026-11-24T183000Z"])
def test_nothing_else_is_found(file: Path, name: str):
    file.write_text("a")
    keep_version(file, b"a", at=NOW)
    keep_new_draft(file, b"b", at=NOW)

    with pytest.raises(SummitcalError, match=f"there is no version '{name}'; "):
        find_version(file, name)


def test_a_misspelled_name_is_guessed_and_where_there_is_none_that_is_said(file: Path):
    with pytest.raises(SummitcalError, match=r"there is no version 'x'; there is none at all$"):
        find_version(file, "x")
    keep_version(file, b"a", at=NOW)
    with pytest.raises(SummitcalError, match=r"did you mean '2026-11-24T183000Z'\?$"):
        find_version(file, "2026-11-24T183001Z")
    with pytest.raises(SummitcalError, match=r"the newest is 2026-11-24T183000Z$"):
        find_version(file, "zzz")


def test_what_else_lies_in_the_folder_is_no_version(file: Path):
    version = keep_version(file, b"a", at=NOW)
    for name in ("notes.yaml", "2026-13-24T183000Z.yaml", "2026-11-24T183000Z-0.yaml", ".2026-11-24T183000Z.yaml.x"):
        (version.path.parent / name).write_text("b")

    assert versions(file) == (version,)


@pytest.mark.parametrize(
    "line", ["{", "[]", "3", '{"name": "2026-11-24T183000Z", "changes": 3}', '{"who": "ben"}', "\x00", "[" * 10**5]
)
def test_a_broken_line_of_the_index_hides_nothing(file: Path, line: str):
    version = keep_version(file, b"a", at=NOW, who="anna")
    index = version.path.with_name("versions.jsonl")
    index.write_text(f"{index.read_text()}{line}\n")

    assert versions(file) == (version,)


def test_without_its_index_a_version_is_still_one(file: Path):
    keep_version(file, b"a", at=NOW, who="anna").path.with_name("versions.jsonl").unlink()

    [version] = versions(file)
    assert (version.name, version.who, version.meetings) == ("2026-11-24T183000Z", "", None)


def test_the_index_has_a_line_of_json_for_each(file: Path):
    version = keep_version(file, b"a", at=NOW, who="Zoë", meetings=1, changes=["moved"])

    assert json.loads(version.path.with_name("versions.jsonl").read_text(encoding="utf-8")) == {
        "name": "2026-11-24T183000Z",
        "who": "Zoë",
        "meetings": 1,
        "changes": ["moved"],
    }


def test_old_ones_are_forgotten_but_never_the_newest(file: Path):
    for day in range(3):
        keep_version(file, str(day).encode(), at=NOW + day * DAY)

    forget(file, before=(NOW + DAY).replace(microsecond=0))
    assert names(file) == ["2026-11-26T183000Z", "2026-11-25T183000Z"]
    forget(file, before=NOW + 100 * DAY)
    assert names(file) == ["2026-11-26T183000Z"]


def test_a_file_in_the_way_of_the_folder_is_told(file: Path):
    folder_of(file).write_text("a file")

    with pytest.raises(UnreadableFile, match=r"2026-11-24T183000Z\.yaml: cannot be written: File exists$"):
        keep_version(file, b"a", at=NOW)


def test_what_is_kept_is_known_by_its_folder():
    assert is_kept(Path("events.versions/2026-11-24T183000Z.yaml"))
    assert is_kept(Path("osce/events.versions/x/y.yaml"))
    assert not is_kept(Path("osce/events.versions"))
    assert not is_kept(Path("versions/events.yaml"))


def test_a_difference_says_the_lines_and_whether_the_last_one_ends():
    assert difference("a\nb\n", "a\nc", names=("old", "new")) == (
        "--- old\n+++ new\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n\\ No newline at end of file"
    )
    assert difference("a", "a", names=("old", "new")) == ""


@given(st.lists(st.tuples(st.binary(max_size=2), st.integers(-3, 3)), min_size=1, max_size=8))
def test_whatever_is_kept_comes_back_in_the_order_in_which_it_came(
    tmp_path_factory: pytest.TempPathFactory, kept: list[tuple[bytes, int]]
):
    file = tmp_path_factory.mktemp("kept") / "events.yaml"
    for data, seconds in kept:
        keep_version(file, data, at=NOW + seconds * SECOND)

    found = [each.path.read_bytes() for each in reversed(versions(file))]
    assert found == [data for index, (data, _) in enumerate(kept) if not index or data != kept[index - 1][0]]
