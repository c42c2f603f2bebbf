"""The Streamlit page, and the one server that shows it beside the feeds: ``app.py`` and ``summitcal serve``."""

import hashlib
import logging
import os
import tomllib
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any

import uvicorn
from starlette.middleware import Middleware
from streamlit import config, file_util
from streamlit.starlette import App

from summitcal.live import Live
from summitcal.server import Addresses, base_url_setting, watching

SCRIPT = Path(__file__).with_name("script.py")
"""What Streamlit runs for each visitor."""

_FILE = "SUMMITCAL_FILE"
_DEFAULT = Path("data/events.yaml")
_log = logging.getLogger("summitcal")


def serve(file: str | Path, *, host: str = "127.0.0.1", port: int = 8501) -> None:
    """Serve the page and the feeds of one calendar file until stopped. One process: sessions live in its memory."""
    os.environ[_FILE] = str(file)
    os.environ["SUMMITCAL_ADDRESS"] = host
    app = App(SCRIPT, **joined())
    where = f"http://{host}:{port}{_prefix()}/"
    _log.info("the page and the feeds of %s: %s (stop with Ctrl-C)", file, where)
    uvicorn.run(app, host=host, port=port, ws="websockets-sansio", access_log=False, server_header=False)


def joined(default: Path = _DEFAULT) -> dict[str, Any]:
    """Return what makes a Streamlit app ours: the middleware with our addresses, and the watch over the file.

    ``default`` is the calendar file unless ``$SUMMITCAL_FILE`` names one.
    """
    os.environ.setdefault(_FILE, str(default))
    _settle()
    _log_to_stderr()
    live = live_calendar()
    shell = Path(file_util.get_static_dir(), "index.html").read_text(encoding="utf-8")
    addresses = Middleware(Addresses, live=live, shell=shell, prefix=_prefix())
    return {"middleware": [addresses], "lifespan": _lifespan}


def _prefix() -> str:
    """Return the path under which Streamlit serves the page: ``/sub/cal`` for ``server.baseUrlPath=sub/cal``."""
    path = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


def live_calendar() -> Live:
    """Return the calendar that this process shows: the same one to the routes and to every visitor's page."""
    return _live(Path(os.environ.get(_FILE, _DEFAULT)).absolute(), base_url_setting())


@cache
def _live(file: Path, base_url: str) -> Live:
    return Live(file, base_url=base_url, keep=_kept(file))


def _kept(file: Path) -> Path:
    """Return where the last good state of a calendar file is kept between two starts."""
    cache_folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache_folder / "summitcal" / f"{hashlib.sha256(str(file).encode()).hexdigest()[:16]}-{file.name}"


@asynccontextmanager
async def _lifespan(_app: App) -> AsyncIterator[None]:
    async with watching(live_calendar()):
        yield


def _log_to_stderr() -> None:
    _log.setLevel(logging.INFO)
    if not _log.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%H:%M:%S"))
        _log.addHandler(handler)


def _settle() -> None:
    """Make our settings hold however the server is started, and from whatever folder.

    Streamlit looks for its config.toml beside the script or in the current folder only. What somebody has set
    there, or on the command line, stays.
    """
    for key, value in _flat(tomllib.loads(Path(__file__).with_name("settings.toml").read_text(encoding="utf-8"))):
        if not config.is_manually_set(key):
            config.set_option(key, value, "summitcal/page/settings.toml")


def _flat(table: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value
