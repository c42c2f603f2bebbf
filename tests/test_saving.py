import datetime as dt
import logging
import os
import signal
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitcal import store
from summitcal.files import LARGEST, digest
from summitcal.model import Meeting
from summitcal.problems import Conflict, InvalidCalendar, SummitcalError, UnreadableFile
from summitcal.saving import FOUND, Editing, digest_of, drop_draft, examined, keep_draft, restore, save, save_plan
from summitcal.versions import drafts, find_version, text_of, versions

NOW = dt.datetime(2026, 11, 24, 18, 30, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
GOOD = "meetings:\n  - id: talks\n    title: Talks\n    start: 2022-01-09\n"
MOVED = GOOD.replace("09", "12")
BROKEN = f"{GOOD}    end: 2022-01-08\n"
PART = "meetings:\n  - {id: call, title: Call, start: 2022-01-20, participants: [cso]}\n"
WHOLE = f"include: [osce/*.yaml]\nparticipants:\n  cso: {{name: The cso, kind: group}}\n{GOOD}"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "events.yaml"
    file.write_text(GOOD)
    return file


@pytest.fixture
def editing(file: Path) -> Editing:
    return Editing(file=file, who="anna@x.example")


@pytest.fixture
def part(tmp_path: Path) -> Editing:
    """An editor of a file that another one includes, which alone does not know who takes part."""
    (tmp_path / "osce").mkdir()
    (tmp_path / "osce" / "calls.yaml").write_text(PART)
    (tmp_path / "all.yaml").write_text(WHOLE)
    return Editing(file=tmp_path / "osce" / "calls.yaml", whole=tmp_path / "all.yaml")


def texts(file: Path) -> list[str]:
    return [text_of(each) for each in versions(file)]


def test_a_save_writes_the_file_and_keeps_what_was_and_what_is(editing: Editing):
    saved = save(editing, MOVED, before=digest(GOOD), now=NOW)

    assert editing.file.read_text() == MOVED
    assert saved.digest == digest(MOVED) == digest_of(editing.file)
    assert saved.changes == ("moved: Talks, 9 → 12 January 2022",)
    after, before = versions(editing.file)
    assert (after, text_of(after), text_of(before)) == (saved.version, MOVED, GOOD)
    assert (after.who, after.why, after.meetings, after.changes) == ("anna@x.example", "", 1, saved.changes)
    assert (before.who, before.why, before.meetings, before.changes) == ("", FOUND, 1, ())


def test_saves_follow_upon_one_another(editing: Editing):
    first = save(editing, MOVED, before=digest(GOOD), now=NOW)
    save(editing, GOOD, before=first.digest, now=NOW + DAY)

    assert texts(editing.file) == [GOOD, MOVED, GOOD]


def test_a_file_that_is_not_there_is_made(tmp_path: Path):
    saved = save(Editing(file=tmp_path / "new" / "events.yaml"), GOOD, before=None, now=NOW)

    assert (tmp_path / "new" / "events.yaml").read_text() == GOOD
    assert texts(tmp_path / "new" / "events.yaml") == [GOOD]
    assert saved.version.meetings == 1


def test_a_text_that_is_in_the_file_already_is_no_news(editing: Editing):
    before = editing.file.stat()
    first = save(editing, GOOD, before=digest(GOOD), now=NOW)

    assert save(editing, GOOD, before=first.digest, now=NOW + DAY).version == first.version
    assert editing.file.stat().st_mtime_ns == before.st_mtime_ns
    assert texts(editing.file) == [GOOD]


def test_a_byte_order_mark_and_how_the_file_may_be_read_stay(editing: Editing):
    editing.file.write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    editing.file.chmod(0o640)

    saved = save(editing, f"\ufeff{MOVED}", before=digest(GOOD), now=NOW)

    assert editing.file.read_bytes() == saved.version.path.read_bytes() == b"\xef\xbb\xbf" + MOVED.encode()
    assert stat.S_IMODE(saved.version.path.stat().st_mode) == stat.S_IMODE(editing.file.stat().st_mode) == 0o640


def test_a_link_to_the_file_stays_one(editing: Editing):
    link = editing.file.with_name("link.yaml")
    link.symlink_to(editing.file)

    save(Editing(file=link), MOVED, before=digest(GOOD), now=NOW)

    assert link.is_symlink()
    assert texts(editing.file) == [MOVED, GOOD]


def test_every_save_is_logged_with_who_and_what(editing: Editing, caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.INFO, logger="summitcal"):
        save(editing, MOVED, before=digest(GOOD), now=NOW)

    assert caplog.messages == [
        f"saved {editing.file} as 2026-11-24T183000Z-2, by anna@x.example: moved: Talks, 9 → 12 January 2022"
    ]


def test_a_name_cannot_break_out_of_its_line(file: Path):
    saved = save(Editing(file=file, who=f"a\n\x1b[2Jb{'c' * 300}"), MOVED, before=digest(GOOD), now=NOW)

    assert saved.version.who == f"a [2Jb{'c' * 194}"


class TestConflicts:
    def test_a_file_that_changed_meanwhile_is_not_written_and_its_text_is_told(self, editing: Editing):
        theirs = GOOD.replace("Talks", "Their talks")
        editing.file.write_text(theirs)

        with pytest.raises(Conflict, match=r"events\.yaml: somebody changed it meanwhile; nothing was") as found:
            save(editing, MOVED, before=digest(GOOD), now=NOW)

        assert (found.value.text, found.value.digest) == (theirs, digest(theirs))
        assert editing.file.read_text() == theirs
        assert versions(editing.file) == ()

    def test_who_has_looked_at_both_saves_over_it_and_nothing_is_lost(self, editing: Editing):
        save(editing, MOVED, before=digest(GOOD), now=NOW)
        theirs = GOOD.replace("Talks", "Their talks")
        editing.file.write_text(theirs)
        with pytest.raises(Conflict) as found:
            save(editing, GOOD, before=digest(MOVED), now=NOW + DAY)

        save(editing, GOOD, before=found.value.digest, now=NOW + DAY)

        assert texts(editing.file) == [GOOD, theirs, MOVED, GOOD]
        assert versions(editing.file)[1].why == FOUND
        assert versions(editing.file)[1].changes == (
            "moved: Their talks, 12 → 9 January 2022",
            "title: Their talks, Talks → Their talks",
        )

    def test_a_conflict_comes_before_the_mistakes_of_the_text(self, editing: Editing):
        with pytest.raises(Conflict):
            save(editing, BROKEN, before="another", now=NOW)

    def test_a_file_that_was_deleted_or_made_meanwhile_is_a_conflict(self, editing: Editing):
        with pytest.raises(Conflict, match="somebody changed it meanwhile"):
            save(editing, MOVED, before=None, now=NOW)
        editing.file.unlink()
        with pytest.raises(Conflict, match="somebody deleted it meanwhile") as found:
            save(editing, MOVED, before=digest(GOOD), now=NOW)
        assert (found.value.text, found.value.digest) == ("", None)

    def test_bytes_that_are_no_text_are_kept_too(self, editing: Editing):
        editing.file.write_bytes(b"title: Z\xfcrich")
        with pytest.raises(Conflict) as found:
            save(editing, MOVED, before=digest(GOOD), now=NOW)
        assert found.value.text == "title: Z\ufffdrich"

        save(editing, MOVED, before=found.value.digest, now=NOW)

        assert versions(editing.file)[1].path.read_bytes() == b"title: Z\xfcrich"
        assert versions(editing.file)[1].meetings is None

    def test_of_many_who_save_at_once_one_wins_and_the_others_are_told(self, editing: Editing):
        won, lost = [], []

        def edit(number: int) -> None:
            text = GOOD.replace("Talks", f"Talks {number}")
            try:
                save(editing, text, before=digest(GOOD), now=NOW)
                won.append(text)
            except Conflict as conflict:
                lost.append(conflict.text)

        threads = [threading.Thread(target=edit, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert (len(won), len(lost)) == (1, 7)
        assert editing.file.read_text() == won[0]
        assert set(lost) == {won[0]}
        assert texts(editing.file) == [won[0], GOOD]


class TestMistakes:
    def test_a_text_with_mistakes_is_refused_and_they_are_told(self, editing: Editing):
        with pytest.raises(InvalidCalendar, match=r"events\.yaml:5:10: meetings\[0\]\.end: "):
            save(editing, BROKEN, before=digest(GOOD), now=NOW)

        assert editing.file.read_text() == GOOD
        assert versions(editing.file) == ()

    def test_a_file_with_mistakes_is_mended(self, editing: Editing):
        editing.file.write_text(BROKEN)

        saved = save(editing, MOVED, before=digest(BROKEN), now=NOW)

        assert saved.changes == ()  # what the broken file meant is not known
        assert versions(editing.file)[1].meetings is None

    def test_a_text_that_no_file_can_hold_is_refused(self, editing: Editing):
        with pytest.raises(SummitcalError, match="the character at 35 is half of one; delete it"):
            save(editing, GOOD.replace("Talks", "\ud800"), before=digest(GOOD), now=NOW)
        with pytest.raises(SummitcalError, match="the character at 3 is half of one; delete it"):
            keep_draft(editing, "a: \ud800", before=None, now=NOW)
        with pytest.raises(SummitcalError, match="it would be larger than"):
            keep_draft(editing, "a" * (LARGEST + 1), before=None, now=NOW)


class TestDrafts:
    def test_a_draft_is_kept_aside_whatever_is_wrong_with_it(self, editing: Editing):
        draft = keep_draft(editing, "meetings: [", before=digest(GOOD), now=NOW)

        assert (draft.who, draft.before, text_of(draft)) == ("anna@x.example", digest(GOOD), "meetings: [")
        assert drafts(editing.file) == (draft,)
        assert editing.file.read_text() == GOOD
        assert versions(editing.file) == ()

    def test_a_draft_that_is_kept_again_takes_its_own_place(self, editing: Editing):
        draft = keep_draft(editing, "a", before=digest(GOOD), now=NOW)

        assert keep_draft(editing, "b", before=digest(GOOD), now=NOW + DAY, instead=draft.name) == draft
        assert [text_of(each) for each in drafts(editing.file)] == ["b"]
        with pytest.raises(SummitcalError, match="there is no draft 'events'"):
            keep_draft(editing, "c", before=None, now=NOW, instead="events")

    def test_a_draft_that_is_saved_is_one_no_more(self, editing: Editing):
        draft = keep_draft(editing, BROKEN, before=digest(GOOD), now=NOW)
        with pytest.raises(InvalidCalendar):
            save(editing, BROKEN, before=draft.before, now=NOW, draft=draft.name)
        assert drafts(editing.file) == (draft,)

        save(editing, MOVED, before=draft.before, now=NOW, draft=draft.name)

        assert drafts(editing.file) == ()

    def test_a_draft_can_be_dropped(self, editing: Editing):
        draft = keep_draft(editing, "a", before=None, now=NOW)
        drop_draft(editing.file, draft.name)

        assert drafts(editing.file) == ()
        with pytest.raises(SummitcalError, match="there is no draft"):
            drop_draft(editing.file, draft.name)


class TestRestoring:
    def test_a_version_that_is_restored_is_a_version_again(self, editing: Editing):
        save(editing, MOVED, before=digest(GOOD), now=NOW)
        first = versions(editing.file)[-1]

        saved = restore(editing, first.name, before=digest(MOVED), now=NOW + DAY)

        assert editing.file.read_text() == GOOD
        assert texts(editing.file) == [GOOD, MOVED, GOOD]
        assert saved.version.why == f"restored {first.name}"
        assert saved.changes == ("moved: Talks, 12 → 9 January 2022",)

    def test_a_version_with_mistakes_is_not_restored(self, editing: Editing):
        editing.file.write_text(BROKEN)
        saved = save(editing, MOVED, before=digest(BROKEN), now=NOW)

        with pytest.raises(InvalidCalendar):
            restore(editing, versions(editing.file)[-1].name, before=saved.digest, now=NOW)

    def test_old_versions_are_deleted_only_for_whom_wants_it(self, file: Path):
        before = digest(GOOD)
        for day, text in enumerate([MOVED, GOOD, MOVED]):
            before = save(Editing(file=file), text, before=before, now=NOW + day * DAY).digest
        assert len(versions(file)) == 4

        save(Editing(file=file, keep=1), GOOD, before=before, now=NOW + 3 * DAY)

        assert [each.at for each in versions(file)] == [NOW + 3 * DAY, NOW + 2 * DAY]


class TestSeveralFiles:
    def test_a_file_that_is_included_is_read_as_part_of_the_whole(self, part: Editing):
        saved = save(part, PART.replace("-20", "-21"), before=digest(PART), now=NOW)

        assert saved.changes == ("moved: Call, 20 → 21 January 2022",)
        assert saved.version.meetings == 2  # of the calendar
        assert saved.version.path.parent == part.file.with_name("calls.versions")
        with pytest.raises(InvalidCalendar, match="participant 'cso' is unknown"):
            save(Editing(file=part.file), PART, before=saved.digest, now=NOW)

    def test_versions_are_no_part_of_a_calendar_whatever_its_patterns_say(self, part: Editing):
        assert part.whole
        # A pattern that means this very file, as all of them do, would be told of.
        whole = part.whole.with_name("all.yml")
        whole.write_text(WHOLE.replace("osce/*.yaml", "'**/*.yaml'"))
        part.whole.unlink()
        save(Editing(file=part.file, whole=whole), PART.replace("-20", "-21"), before=digest(PART), now=NOW)
        save(Editing(file=whole), whole.read_text().replace("09", "08"), before=digest_of(whole), now=NOW)
        keep_draft(Editing(file=whole), "[", before=None, now=NOW)

        assert [each.id for each in store.load(whole).meetings] == ["talks", "call"]

    def test_a_mistake_in_another_file_keeps_nobody_from_mending_this_one(self, part: Editing):
        assert part.whole
        part.whole.write_text(WHOLE.replace("09", "32"))

        save(part, PART.replace("-20", "-21"), before=digest(PART), now=NOW)

        assert "2022-01-21" in part.file.read_text()

    def test_what_would_break_another_file_is_refused(self, part: Editing):
        assert part.whole
        editing, text = Editing(file=part.whole), WHOLE.replace("cso: {", "oscc: {")

        with pytest.raises(InvalidCalendar, match=r"calls\.yaml:2:.*participant 'cso' is unknown"):
            save(editing, text, before=digest(WHOLE), now=NOW)

    def test_a_file_that_is_no_part_of_the_calendar_is_told(self, part: Editing, file: Path):
        with pytest.raises(SummitcalError, match=r"events\.yaml: it is no part of .*all\.yaml; include it there first"):
            save(Editing(file=file, whole=part.whole), MOVED, before=digest(GOOD), now=NOW)

    def test_a_text_can_be_examined_before_it_is_saved(self, part: Editing):
        assert part.whole
        assert examined(part.file, PART, whole=part.whole).problems == ()
        assert [each.line for each in examined(part.file, f"{PART}  - id\n", whole=part.whole).problems] == [3]

    def test_a_plan_for_several_files_is_saved_as_versions(self, part: Editing):
        assert part.whole
        known = {each.id: each for each in store.load(part.whole).meetings}
        moved = Meeting(id="call", title="Call", start=dt.date(2022, 1, 22), participants=known["call"].participants)
        new = Meeting(id="new", title="New talks", start=dt.date(2022, 2, 1))
        plan = store.plan(part.whole, [moved, new])

        saved = save_plan(Editing(file=part.whole, who="anna"), plan, now=NOW, why="from a.txt")

        assert [each.version.path.parent.name for each in saved] == ["calls.versions", "all.versions"]
        assert [each.version.why for each in saved] == ["from a.txt"] * 2
        assert saved[0].changes == ("moved: Call, 20 → 22 January 2022",)
        assert [each.id for each in store.load(part.whole).meetings] == ["talks", "new", "call"]

    def test_a_plan_is_not_carried_out_over_somebody_elses_change(self, editing: Editing):
        plan = store.plan(editing.file, [Meeting(id="new", title="New talks", start=dt.date(2022, 2, 1))])
        editing.file.write_text(MOVED)

        with pytest.raises(Conflict):
            save_plan(editing, plan, now=NOW)
        assert editing.file.read_text() == MOVED


_KILLED = """
import datetime as dt, os, signal, sys
from pathlib import Path
from summitcal.files import digest, read_text
from summitcal.saving import Editing, save

left = int(sys.argv[2])

def count(event, arguments):
    global left
    if event == "os.rename":
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

file = Path(sys.argv[1])
before = read_text(file)
sys.addaudithook(count)
now = dt.datetime(2026, 11, 24, 18, 30, tzinfo=dt.UTC)
save(Editing(file=file, who="anna"), before.replace("09", "12"), before=digest(before), now=now)
"""


@pytest.mark.parametrize("writes", range(6))
def test_whoever_is_killed_between_two_writes_leaves_a_whole_file_and_loses_nothing(editing: Editing, writes: int):
    """The writes: what was there and its line, the file, its version and its line."""
    words = [sys.executable, "-c", _KILLED, str(editing.file), str(writes)]
    done = subprocess.run(words, check=False, capture_output=True)

    assert done.returncode == (0 if writes == 5 else -signal.SIGKILL), done.stderr.decode()
    text = editing.file.read_text()
    assert text == (MOVED if writes > 2 else GOOD)
    later = GOOD.replace("09", "15")
    save(editing, later, before=digest(text), now=NOW + DAY)
    assert texts(editing.file) == [later, *([MOVED] if writes > 2 else []), GOOD]


@pytest.fixture
def powerless() -> Iterator[Path]:
    """A folder in which nothing can be written, seen by somebody without root's powers."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "events.yaml").write_text(GOOD)
        folder.chmod(0o555)
        who = os.geteuid()
        if who == 0:
            os.seteuid(65534)
        try:
            yield folder
        finally:
            if who == 0:
                os.seteuid(0)
            folder.chmod(0o755)


def test_a_folder_that_cannot_be_written_is_told(powerless: Path):
    editing = Editing(file=powerless / "events.yaml")

    with pytest.raises(UnreadableFile, match=r"events\.versions/.*: cannot be written: Permission denied$"):
        save(editing, MOVED, before=digest(GOOD), now=NOW)
    with pytest.raises(UnreadableFile, match=r"draft-.*: cannot be written: Permission denied$"):
        keep_draft(editing, MOVED, before=digest(GOOD), now=NOW)
    with pytest.raises(UnreadableFile, match=r"new: cannot be made: Permission denied$"):
        save(Editing(file=powerless / "new" / "events.yaml"), GOOD, before=None, now=NOW)

    assert editing.file.read_text() == GOOD


_TEXTS = [GOOD, MOVED, BROKEN, GOOD.replace("Talks", "More talks"), ""]
_STEPS = st.one_of(
    st.tuples(st.just("save"), st.sampled_from(_TEXTS)),
    st.tuples(st.just("by hand"), st.sampled_from(_TEXTS)),
    st.tuples(st.just("restore"), st.integers(0, 9)),
    st.tuples(st.just("draft"), st.sampled_from(_TEXTS)),
)


@given(st.lists(_STEPS, max_size=8), st.integers(-5, 5))
def test_every_version_once_was_in_the_file_and_the_newest_one_is(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str | int]], pace: int
):
    """Whatever is saved, restored and edited by hand, with clocks that go forward, stand still or go back."""
    file = tmp_path_factory.mktemp("law") / "events.yaml"
    editing, was, saved = Editing(file=file), [], False
    for number, (step, what) in enumerate(steps):
        now, saved = NOW + number * pace * dt.timedelta(seconds=1), False
        try:
            match step, what:
                case "save", str():
                    save(editing, what, before=digest_of(file), now=now)
                    saved = True
                case "restore", int() if known := versions(file):
                    restore(editing, known[what % len(known)].name, before=digest_of(file), now=now)
                    saved = True
                case "by hand", str():
                    file.write_text(what)
                case "draft", str():
                    keep_draft(editing, what, before=None, now=now)
        except InvalidCalendar:
            pass
        if file.exists():
            was.append(file.read_text())
        assert set(texts(file)) <= set(was)
        assert not saved or texts(file)[0] == was[-1]


def test_a_saved_state_is_found_again_by_its_name(editing: Editing):
    saved = save(editing, MOVED, before=digest(GOOD), now=NOW)

    assert find_version(editing.file, saved.version.name) == saved.version
