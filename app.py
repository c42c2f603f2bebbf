"""The web page and the feeds in one: ``streamlit run app.py``, ``uvicorn app:app``, ``summitcal serve``."""

from pathlib import Path

from streamlit.starlette import App

from summitcal import page

app = App(page.SCRIPT, **page.joined(Path(__file__).parent / "data" / "events.yaml"))
