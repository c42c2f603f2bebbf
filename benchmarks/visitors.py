"""Visitors without a browser, who ask a server for what a browser asks for, and what they cost it."""

import http.client
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from os import sysconf
from pathlib import Path
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from tests.conftest import Site
from websockets.sync.client import ClientConnection, connect

POLLED_EVERY = 3.0
"""Seconds between two questions of an open page whether the file has changed: ASK_EVERY of ticker.js."""
_PATIENCE = 60


def cpu_seconds(site: Site) -> float:
    """Return the seconds of a processor that a server has taken since its start (Linux's /proc)."""
    fields = Path(f"/proc/{site.pid}/stat").read_text(encoding="ascii").rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / sysconf("SC_CLK_TCK")


def visit(site: Site) -> None:
    """Ask for the front page, and for the page as Streamlit draws it, and leave."""
    with _browser(site) as browser:
        _ask(browser, "/")
        with _session(site):
            pass


@contextmanager
def open_pages(site: Site, number: int) -> Iterator[None]:
    """Keep pages open that were drawn, and that ask as real ones do whether there is news, each at its own moment."""
    closed = threading.Event()
    with ExitStack() as stack:
        for _ in range(number):
            stack.enter_context(_session(site))
        threads = [
            threading.Thread(target=_poll, args=(site, closed, POLLED_EVERY * each / number)) for each in range(number)
        ]
        for each in threads:
            each.start()
        try:
            yield
        finally:
            closed.set()
            for each in threads:
                each.join()


def _poll(site: Site, closed: threading.Event, first: float) -> None:
    with _browser(site) as browser:
        wait = first
        while not closed.wait(wait):
            _ask(browser, "/healthz")
            wait = POLLED_EVERY


@contextmanager
def _browser(site: Site) -> Iterator[http.client.HTTPConnection]:
    browser = http.client.HTTPConnection(urlsplit(site.url).netloc, timeout=_PATIENCE)
    try:
        yield browser
    finally:
        browser.close()


def _ask(browser: http.client.HTTPConnection, path: str) -> None:
    browser.request("GET", path, headers={"Accept-Encoding": "gzip", "Accept-Language": "en-GB"})
    response = browser.getresponse()
    response.read()
    if response.status != 200:
        raise SystemExit(f"{path}: {response.status}")


@contextmanager
def _session(site: Site) -> Iterator[ClientConnection]:
    """Open a session with Streamlit, as its own program in the browser does, and let it draw the page."""
    address = f"ws://{urlsplit(site.url).netloc}/_stcore/stream"
    with connect(address, subprotocols=["streamlit"], max_size=None, open_timeout=_PATIENCE) as socket:  # type: ignore[list-item]
        start = BackMsg()
        start.rerun_script.context_info.url = f"{site.url}/"
        start.rerun_script.context_info.timezone = "America/New_York"
        start.rerun_script.context_info.locale = "en-GB"
        socket.send(start.SerializeToString())
        _wait_until_drawn(socket)
        yield socket


def _wait_until_drawn(socket: ClientConnection) -> None:
    told = ForwardMsg()
    while told.WhichOneof("type") != "script_finished":
        told.ParseFromString(socket.recv(timeout=_PATIENCE, decode=False))
    if told.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
        raise SystemExit(f"the page was not drawn: {told}")
