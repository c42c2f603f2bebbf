"""How the feeds and plain pages behave over HTTP: what is asked for, what is answered, what is never answered."""

import datetime as dt
import json
import logging
import os
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from email.utils import format_datetime
from urllib.parse import quote

import anyio
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from summitcal.live import Edition, Live
from summitcal.model import Kind
from summitcal.site import CLIENTS, HTML, JSON, SECURITY_POLICY, Page, feed_path, known_participants, subscribe_link

LOOK_EVERY = 1.0
"""Seconds between two looks at the calendar file."""

RETRY_AFTER = 30
"""Seconds after which to ask again while there has never been a good calendar."""

_PREFIXES = ("/feeds/", "/meetings/", "/subscribe/")
_EXACT = {"/calendar.ics", "/calendar.json", "/changes.atom", "/healthz", "/feeds", "/meetings", "/subscribe"}
_METHODS = "GET, HEAD, OPTIONS"
_PUBLIC = {"Access-Control-Allow-Origin": "*", "X-Content-Type-Options": "nosniff"}
_log = logging.getLogger("summitcal")


class Addresses:
    """ASGI middleware that answers at our own addresses and passes every other request on to the page.

    It stands outside of whatever the page's server does to answers (compression that keeps a strong ETag, cookies,
    200 with HTML for an address that means nothing), so feeds leave as the exact bytes that were prepared.
    """

    def __init__(self, app: ASGIApp, live: Live) -> None:
        self.app = app
        self.live = live

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or not _ours(scope["path"]):
            await self.app(scope, receive, send)
            return
        response = await self._answer(Request(scope))
        response.headers.update(_PUBLIC)
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": _METHODS, "Access-Control-Allow-Headers": "*"})
        if request.method not in {"GET", "HEAD"}:
            return PlainTextResponse("This address can only be read.\n", 405, headers={"Allow": _METHODS})
        if request.url.path == "/healthz":
            return _health(self.live)
        edition = self.live.edition
        if edition is None:
            # An empty feed would make every subscriber's program delete what it has.
            what = "The calendar has not been read yet. See /healthz for why.\n"
            return PlainTextResponse(what, 503, headers={"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"})
        if request.url.path.startswith("/subscribe/"):
            return _subscribe(request, edition, self.live.base_url)
        page = await _find(request, edition)
        return page if isinstance(page, Response) else _serve(page, edition, request.headers)


def base_url_setting() -> str:
    """Return the public address of the site that ``$SUMMITCAL_BASE_URL`` gives, without a slash at its end."""
    return os.environ.get("SUMMITCAL_BASE_URL", "").rstrip("/")


@asynccontextmanager
async def watching(live: Live) -> AsyncIterator[None]:
    """Keep ``live`` true to its file: read before the first request, then looked at every second."""
    await _look(live)
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(_keep_looking, live)
        yield
        tasks.cancel_scope.cancel()


async def _keep_looking(live: Live) -> None:
    while True:
        await anyio.sleep(LOOK_EVERY)
        try:
            await _look(live)
        except Exception:  # noqa: BLE001 - a fault of ours must not end the watch
            _log.exception("could not look at %s", live.file)


async def _look(live: Live) -> None:
    now = dt.datetime.now(dt.UTC)  # noqa: TID251 - the server's one clock
    await anyio.to_thread.run_sync(lambda: live.refresh(now=now))


def _ours(path: str) -> bool:
    return path in _EXACT or path.startswith(_PREFIXES)


async def _find(request: Request, edition: Edition) -> Page | Response:
    path = request.url.path
    if path == feed_path() and (request.query_params.getlist("participant") or request.query_params.getlist("kind")):
        return await _narrowed(request, edition)
    return edition.pages.get(path) or _missing(f"There is nothing at {path}.")


async def _narrowed(request: Request, edition: Edition) -> Page | Response:
    try:
        participants, kinds = _filters(request, edition)
    except LookupError as error:
        return _missing(str(error.args[0]))
    return await anyio.to_thread.run_sync(edition.feed, participants, kinds)


def _filters(request: Request, edition: Edition) -> tuple[list[str], list[Kind]]:
    """Return the participants and kinds that are asked for; an unknown one is a LookupError that says so."""
    participants = request.query_params.getlist("participant")
    known = {each.id for each in known_participants(edition.calendar)}
    for each in participants:
        if each not in known:
            raise LookupError(f"There is no participant {each!r} in this calendar.")
    words = request.query_params.getlist("kind")
    for word in words:
        if word not in set(Kind):
            raise LookupError(f"There is no kind {word!r}; the kinds are {', '.join(Kind)}.")
    return participants, [Kind(word) for word in words]


def _serve(page: Page, edition: Edition, asked: Headers) -> Response:
    headers = {
        "ETag": page.etag,
        "Last-Modified": format_datetime(edition.modified.astimezone(dt.UTC), usegmt=True),
        "Cache-Control": "public, max-age=300",
        "Content-Type": page.media_type,
    }
    if page.media_type == HTML:
        headers["Content-Security-Policy"] = SECURITY_POLICY
    if _has_it(asked, headers):
        headers.pop("Content-Type")
        return Response(status_code=304, headers=headers)
    return Response(page.body, headers=headers)


def _has_it(asked: Headers, ours: dict[str, str]) -> bool:
    """Tell whether the asker already has these bytes (RFC 9110 §13.1.2, §13.1.3)."""
    if "if-none-match" in asked:
        # Weak comparison: proxies that compress turn our tag into W/"…".
        tags = {tag.strip().removeprefix("W/") for tag in ",".join(asked.getlist("if-none-match")).split(",")}
        return bool(tags & {ours["ETag"], "*"})
    # The very date we gave, not a later one: a file put back from a backup is older and yet new.
    return asked.get("if-modified-since") == ours["Last-Modified"]


def _subscribe(request: Request, edition: Edition, base_url: str) -> Response:
    client = request.url.path.removeprefix("/subscribe/")
    if client not in CLIENTS:
        return _missing(f"There is no way to subscribe with {client!r}; there is {_listed(CLIENTS)}.")
    try:
        participants, kinds = _filters(request, edition)
    except LookupError as error:
        return _missing(str(error.args[0]))
    root = base_url or str(request.base_url).rstrip("/")
    address = f"{root}{feed_path(participants=participants, kinds=kinds)}"
    link = subscribe_link(client, address, edition.calendar.title)
    return RedirectResponse(link, 302, headers={"Cache-Control": "no-store"})


def _health(live: Live) -> Response:
    edition = live.edition
    facts = {
        "status": "no calendar" if edition is None else "holding back" if live.problems else "ok",
        "loaded": edition and edition.loaded.isoformat(timespec="seconds"),
        "digest": edition and edition.digest,
        "meetings": len(edition.calendar.meetings) if edition else 0,
        "problems": list(live.problems),
    }
    body = json.dumps(facts, ensure_ascii=False, indent=1) + "\n"
    return Response(body, headers={"Content-Type": JSON, "Cache-Control": "no-store"})


def _missing(what: str) -> Response:
    return PlainTextResponse(f"{what}\n", 404, headers={"Cache-Control": "no-store"})


def _listed(words: Iterable[str]) -> str:
    return ", ".join(quote(word) for word in words)
