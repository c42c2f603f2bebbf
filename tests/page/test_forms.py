"""What stands between an editor's press of Save and the file."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from summitcal.files import digest

MEETING = "meetings:\n  - {id: talks, title: Talks, start: 2022-01-09}\n"
OTHERS = MEETING.replace("Talks", "Talks of others")
OWN = MEETING.replace("Talks", "Talks of my own")


def desk(file: str, text: str, begun: str) -> None:
    # Streamlit runs this function alone, without what stands around it.
    import datetime as dt  # noqa: PLC0415
    from pathlib import Path  # noqa: PLC0415
    from types import SimpleNamespace  # noqa: PLC0415
    from typing import Any  # noqa: PLC0415

    from summitcal.page.forms import Saving  # noqa: PLC0415

    live: Any = SimpleNamespace(file=Path(file), refresh=dict)
    now = dt.datetime(2022, 1, 5, 12, tzinfo=dt.UTC)
    Saving(live=live, who="anna", now=now).write_text(text, begun=begun)


def test_a_press_of_save_never_writes_over_what_its_editor_has_not_seen(tmp_path: Path):
    file = tmp_path / "events.yaml"
    file.write_text(MEETING, encoding="utf-8")
    app = AppTest.from_function(desk, args=(str(file), OWN, digest(MEETING)), default_timeout=60).run()
    file.write_text(OTHERS, encoding="utf-8")

    app.button[0].click().run()
    assert file.read_text(encoding="utf-8") == OTHERS
    assert "-  - {id: talks, title: Talks of others, start: 2022-01-09}" in app.code[0].value

    app.button[0].click().run()
    assert file.read_text(encoding="utf-8") == OWN
