import stat
from pathlib import Path

import pytest

from summitcal.files import digest, read_bytes, read_lines, read_text, write_whole
from summitcal.problems import UnreadableFile


def test_a_byte_order_mark_is_not_part_of_the_text(tmp_path: Path):
    (tmp_path / "events.yaml").write_bytes(b"\xef\xbb\xbfmeetings:")

    assert read_text(tmp_path / "events.yaml") == "meetings:"


def test_line_ends_stay_as_they_are(tmp_path: Path):
    (tmp_path / "events.yaml").write_bytes(b"a\r\nb\rc\n")

    assert read_text(tmp_path / "events.yaml") == "a\r\nb\rc\n"


def test_a_missing_file_is_named(tmp_path: Path):
    with pytest.raises(UnreadableFile, match=r"gone\.yaml: there is no such file; check the name or create it"):
        read_text(tmp_path / "gone.yaml")


def test_a_folder_is_not_a_file(tmp_path: Path):
    with pytest.raises(UnreadableFile, match="this is a folder; name a file in it"):
        read_text(tmp_path)


def test_text_that_is_not_utf_8_is_told_with_its_line(tmp_path: Path):
    (tmp_path / "latin.yaml").write_bytes("a: b\nc: Zürich".encode("latin-1"))

    with pytest.raises(UnreadableFile, match=r"latin\.yaml:2: byte 0xfc on line 2 is not UTF-8; save it as UTF-8$"):
        read_text(tmp_path / "latin.yaml")


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["meetings:", "\ufeffб: 1"])
def test_text_in_utf_16_is_called_so(tmp_path: Path, text: str, codec: str):
    (tmp_path / "wide.yaml").write_bytes(text.encode(codec))

    with pytest.raises(UnreadableFile, match=r"wide\.yaml: this looks like UTF-16; save it as UTF-8$"):
        read_text(tmp_path / "wide.yaml")


@pytest.mark.usefixtures("little_memory")
def test_a_file_without_an_end_is_not_read_to_it():
    with pytest.raises(
        UnreadableFile, match=r"^/dev/zero: it is larger than 20,000,000 bytes; split it into several files$"
    ):
        read_text("/dev/zero")


def test_bytes_are_read_as_they_are_within_the_same_bounds(tmp_path: Path):
    (tmp_path / "feed.ics").write_bytes(b"\xef\xbb\xbfZ\xfcrich\r\n")

    assert read_bytes(tmp_path / "feed.ics") == b"\xef\xbb\xbfZ\xfcrich\r\n"
    with pytest.raises(UnreadableFile, match=r"^/dev/zero: it is larger than 20,000,000 bytes"):
        read_bytes("/dev/zero")


def test_lines_come_one_by_one_without_their_ends(tmp_path: Path):
    (tmp_path / "in.jsonl").write_bytes(b"\xef\xbb\xbf{}\r\n\n{}\n\xc3\xa9")

    assert list(read_lines(tmp_path / "in.jsonl")) == ["{}", "", "{}", "é"]


def test_a_file_of_lines_may_be_larger_than_one_text(tmp_path: Path):
    line = b"x" * 1_000_000 + b"\n"
    with (tmp_path / "in.jsonl").open("wb") as file:
        file.writelines([line] * 21)

    assert sum(len(line) for line in read_lines(tmp_path / "in.jsonl")) == 21_000_000


@pytest.mark.usefixtures("little_memory")
def test_a_line_that_cannot_be_read_is_named_when_it_is_reached(tmp_path: Path):
    (tmp_path / "in.jsonl").write_bytes(b"good\nZ\xfcrich\n")
    lines = read_lines(tmp_path / "in.jsonl")

    assert next(lines) == "good"
    with pytest.raises(UnreadableFile, match=r"in\.jsonl:2: byte 0xfc on line 2 is not UTF-8; save it as UTF-8$"):
        next(lines)
    with pytest.raises(UnreadableFile, match="/dev/zero:1: the line is larger than 20,000,000 bytes"):
        next(read_lines("/dev/zero"))


def test_a_name_that_no_file_can_have_is_refused():
    with pytest.raises(UnreadableFile, match="cannot be read"):
        read_text("a\0b")


def test_a_file_is_replaced_whole_and_keeps_its_mode(tmp_path: Path):
    file = tmp_path / "events.yaml"
    file.write_bytes(b"old")
    file.chmod(0o640)

    write_whole(file, b"new")

    assert file.read_bytes() == b"new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [file]


def test_a_link_still_points_where_it_pointed(tmp_path: Path):
    (tmp_path / "real.yaml").write_bytes(b"old")
    (tmp_path / "link.yaml").symlink_to(tmp_path / "real.yaml")

    write_whole(tmp_path / "link.yaml", b"new")

    assert (tmp_path / "link.yaml").is_symlink()
    assert (tmp_path / "real.yaml").read_bytes() == b"new"


def test_a_link_that_leads_back_to_itself_makes_way(tmp_path: Path):
    ring = tmp_path / "ring.yaml"
    ring.symlink_to("ring.yaml")

    write_whole(ring, b"new")

    assert ring.read_bytes() == b"new"


def test_folders_are_made_as_needed(tmp_path: Path):
    file = tmp_path / "feeds" / "kind" / "call.ics"

    write_whole(file, b"new")

    assert file.read_bytes() == b"new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o644  # a server under another name must be able to read it


def test_what_cannot_be_written_is_told_and_leaves_nothing_behind(tmp_path: Path):
    (tmp_path / "folder").mkdir()

    with pytest.raises(UnreadableFile, match="cannot be written"):
        write_whole(tmp_path / "folder", b"new")

    assert list(tmp_path.iterdir()) == [tmp_path / "folder"]


def test_a_new_file_may_be_read_by_whom_it_is_meant_for(tmp_path: Path):
    write_whole(tmp_path / "private.yaml", b"new", mode=0o600)

    assert stat.S_IMODE((tmp_path / "private.yaml").stat().st_mode) == 0o600


def test_the_digest_is_of_the_text_whatever_stands_before_it():
    assert digest("é") == digest("é".encode()) == digest(b"\xef\xbb\xbf" + "é".encode())
    assert digest("a") != digest("b")
