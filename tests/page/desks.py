"""The desks on their own, as an editor sees them: an AppTest cannot say by which name its visitor came."""

import re
from pathlib import Path

from streamlit.testing.v1 import AppTest

NEWS = "The United States and Russia will hold talks in Vienna on 20 February, the ministry said."


def desk_page(file: Path, work: str, meeting: str = "", *, now: str = "2022-01-04T12:00Z") -> AppTest:
    """Open a desk of a calendar file: ``import``, ``meeting`` or ``file``."""
    app = AppTest.from_function(_page, default_timeout=60, args=(str(file), work, meeting, now)).run()
    assert not app.exception
    return app


def html(app: AppTest) -> str:
    return "".join(each.value for each in app.get("html"))


def said(app: AppTest) -> str:
    """Return what stands in the notes."""
    notes = "".join(re.findall(r'class="sc-note.*?</div>', html(app)))
    return " ".join(re.sub("<[^>]*>", " ", notes.partition(">")[2]).split())


def field(app: AppTest, label: str):  # type: ignore[no-untyped-def]  # whichever widget it is
    widgets = (*app.text_input, *app.text_area, *app.selectbox, *app.date_input, *app.checkbox, *app.button)
    [found] = [each for each in widgets if each.label == label]
    return found


def write(app: AppTest, label: str, text: object) -> None:
    field(app, label).set_value(text).run()
    assert not app.exception


def save(app: AppTest) -> None:
    field(app, "Save").click().run()
    assert not app.exception


def written(app: AppTest) -> str:
    """Return the difference that is shown; empty if nothing is to be written."""
    return app.code[0].value if app.code else ""


def can_save(app: AppTest) -> bool:
    return any(each.label == "Save" for each in app.button)


def _page(file: str, work: str, meeting: str, now: str) -> None:
    import datetime as dt  # noqa: PLC0415 - this is the script of a page
    from pathlib import Path  # noqa: PLC0415

    import streamlit as st  # noqa: PLC0415

    from summitcal.live import Live  # noqa: PLC0415
    from summitcal.page.editing import show_file, show_meeting  # noqa: PLC0415
    from summitcal.page.forms import Saving  # noqa: PLC0415
    from summitcal.page.importing import show_import  # noqa: PLC0415
    from summitcal.screen import screen_of  # noqa: PLC0415

    live, clock = st.session_state.setdefault("live", Live(Path(file))), dt.datetime.fromisoformat(now)
    live.refresh(now=dt.datetime(2100, 1, 1, tzinfo=dt.UTC))
    saving = Saving(live=live, who="this machine", now=clock)
    if work == "file":
        show_file(saving)
        return
    assert live.edition
    query = {"meeting": meeting} if meeting else {}
    seen = screen_of(live, live.edition, query, root="http://x.org", clock=clock, zone=None, languages=["en"])
    if work == "import":
        show_import(saving, seen.reader)
    else:
        show_meeting(saving, seen)


def change(file: Path, old: str, new: str) -> None:
    """Let somebody else change a file."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
