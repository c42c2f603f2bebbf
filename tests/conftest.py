"""What several tests need: a real server, a real browser, and a calendar with one of each kind of thing in it."""

import http.client
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# No test is timed; and what a build server runs must be the same twice. At a desk, each run looks elsewhere.
settings.register_profile(
    "house",
    deadline=None,
    derandomize=os.environ.get("CI") == "true",
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")

ROOT = Path(__file__).parents[1]
WAIT = 30.0
"""Seconds after which something that should happen is taken not to."""
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass(frozen=True)
class Site:
    """A server on this machine, and the id of its process where it has one of its own."""

    port: int
    pid: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=WAIT)
        try:
            connection.request(method, path, headers={name.replace("_", "-"): each for name, each in headers.items()})
            response = connection.getresponse()
            return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        finally:
            connection.close()


def eventually(condition: Callable[[], bool], wait: float = WAIT) -> None:
    """Wait until something is so; whatever it waits for has no other way of telling."""
    deadline = time.monotonic() + wait
    while not condition():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.05)


@contextmanager
def serving(app: Callable[..., Any]) -> Iterator[Site]:
    """Serve an ASGI application in this process."""
    import uvicorn  # noqa: PLC0415 - most tests need no server

    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", ws="none"))
    listening = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        eventually(lambda: server.started or not thread.is_alive())
        yield Site(listening.getsockname()[1])
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


@contextmanager
def running(command: list[str], port: int, *, wait: float = WAIT, **environment: str) -> Iterator[Site]:
    """Run a server as a process of its own, from a folder that is not the project's."""
    folder = Path(environment["SUMMITCAL_FILE"]).parent
    log = folder / "server.log"
    with (
        log.open("wb") as out,
        subprocess.Popen(command, cwd=folder, env={**os.environ, **environment}, stdout=out, stderr=out) as process,
    ):
        site = Site(port, process.pid)
        try:
            eventually(lambda: _answers(site) or process.poll() is not None, wait)
            assert process.poll() is None, log.read_text(encoding="utf-8", errors="replace")
            yield site
        finally:
            process.terminate()


def uvicorn_command(port: int) -> list[str]:
    return [sys.executable, "-m", "uvicorn", "app:app", "--app-dir", str(ROOT), "--port", str(port)]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def _answers(site: Site) -> bool:
    try:
        return site.ask("/healthz").status == 200
    except OSError:
        return False


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what servers keep between two starts away from the desk."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium, on PATH or Playwright's own; without one, tests are skipped on a desk and fail in CI."""
    path = find_chromium()
    if path is None:
        sentence = f"no browser: none of {', '.join(_CHROMIUM)} is on PATH; install Chromium to run these tests"
        if os.environ.get("CI") == "true":
            pytest.fail(sentence)
        pytest.skip(sentence)
    return path


def find_chromium() -> str | None:
    """Return the path of a Chromium, on PATH or Playwright's own."""
    return next(filter(None, map(shutil.which, _CHROMIUM)), None) or _playwrights_own()


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - most tests need no browser

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


@pytest.fixture
def little_memory() -> Iterator[None]:
    """Let what is read without an end fail the test, where it would take the machine's memory and all tests with it."""
    resource = pytest.importorskip("resource", reason="this system cannot limit memory")
    statm = Path("/proc/self/statm")
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    if statm.exists():
        in_use = int(statm.read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (in_use + 500_000_000, hard))
    yield
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


@pytest.fixture
def week(tmp_path: Path) -> Path:
    """A calendar file with one of each kind of thing in it."""
    file = tmp_path / "events.yaml"
    file.write_bytes((Path(__file__).parent / "week.yaml").read_bytes())
    return file
