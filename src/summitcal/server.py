"""How the feeds and plain pages behave over HTTP: what is asked for, what is answered, what is never answered."""

import datetime as dt
import json
import logging
import os
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from email.utils import format_datetime
from enum import StrEnum
from functools import lru_cache, partial
from typing import TypeVar
from urllib.parse import quote, unquote

import anyio
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from summitcal.addresses import CLIENTS, Narrowing, feed_path, narrowing_of, subscribe_link
from summitcal.asked import accepted_languages, visitor_zone
from summitcal.documents import HTML, SECURITY_POLICY, Page, embedded, front_page, meeting_page
from summitcal.feed import UnfitFeed
from summitcal.hosts import Root, path_within, root_of, trusted_peers
from summitcal.live import Edition, Live
from summitcal.model import Certainty, Kind
from summitcal.options import Client, Options, read_options
from summitcal.problems import SummitcalError, guess
from summitcal.screen import first_of, frame_of, screen_of, ticker_data
from summitcal.search import chosen, read_text
from summitcal.site import ATOM, JSON
from summitcal.translation import find_language

LOOK_EVERY = 1.0
"""Seconds between two looks at the calendar file."""

RETRY_AFTER = 30
"""Seconds after which to ask again while there has never been a good calendar."""

_PREFIXES = ("/feeds/", "/meetings/", "/subscribe/")
_EXACT = {"/calendar.ics", "/calendar.json", "/changes.atom", "/healthz", "/feeds", "/meetings", "/subscribe"}
_WISHES = {"participant", "kind", "certainty", "place", "q", "client", "alarm", "undated"}
_METHODS = "GET, HEAD, OPTIONS"
_PUBLIC = {"Access-Control-Allow-Origin": "*", "X-Content-Type-Options": "nosniff"}
_NOT_KEPT = {"Cache-Control": "no-store"}
_log = logging.getLogger("summitcal")

_Word = TypeVar("_Word", bound=StrEnum)


class Addresses:
    """ASGI middleware that answers at our own addresses and passes every other request on to the page.

    It stands outside of whatever the page's server does to answers (compression that keeps a strong ETag, cookies,
    200 with HTML for an address that means nothing), so feeds leave as the exact bytes that were prepared.

    ``shell`` is the HTML in which the page's program starts, as it is served at ``/``; it gets the calendar's
    title, its feed, and for those without JavaScript the calendar itself. Empty: ``/`` is passed on too.
    ``prefix`` is the path under which the page is, as ``/sub/cal``: what is asked for under it is answered as if it
    were at the root. Links begin with the public address of the calendar; else they stay on the host, under the prefix
    and whatever a proxy in ``$FORWARDED_ALLOW_IPS`` says that it put before it.
    """

    def __init__(self, app: ASGIApp, live: Live, shell: str = "", prefix: str = "") -> None:
        self.app = app
        self.live = live
        self.shell = shell
        self.prefix = prefix
        # Whom uvicorn believes, unless it is told otherwise on its command line.
        self.trusted = trusted_peers(os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1,::1"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        path = path_within(scope, self.prefix) if scope["type"] == "http" else ""
        if scope["type"] != "http" or not self._is_ours(path):
            await self.app(scope, receive, send)
            return
        response = await self._answer(Request(scope), path)
        response.headers.update(_PUBLIC)
        await response(scope, receive, send)

    def _is_ours(self, path: str) -> bool:
        if path in {"", "/"}:
            return bool(self.shell and self.live.edition)
        # A misspelled feed is told from one: 200 with a page would empty a subscriber's calendar.
        return path in _EXACT or path.startswith(_PREFIXES) or path.casefold().endswith(".ics")

    async def _answer(self, request: Request, path: str) -> Response:
        if request.method not in {"GET", "HEAD"}:
            return _only_read(request)
        if path == "/healthz":
            return _health(self.live)
        edition = self.live.edition
        if edition is None:
            # An empty feed would make every subscriber's program delete what it has.
            what = "The calendar has not been read yet. See /healthz for why.\n"
            return PlainTextResponse(what, 503, headers={"Retry-After": str(RETRY_AFTER), **_NOT_KEPT})
        try:
            return await self._find(request, quote(path), edition)
        except UnfitFeed as error:
            _log.exception("a feed was made that nobody may see")
            return PlainTextResponse(f"{error}\n", 503, headers={"Retry-After": str(RETRY_AFTER), **_NOT_KEPT})
        except LookupError as error:
            return PlainTextResponse(f"{error.args[0]}\n", 404, headers=_NOT_KEPT)

    async def _find(self, request: Request, path: str, edition: Edition) -> Response:
        """Answer with what stands at a path (quoted); a LookupError says in words that nothing does."""
        if not path:
            return _to_the_slash(request)
        root = root_of(request.scope, prefix=self.prefix, trusted=self.trusted)
        if path.startswith("/subscribe/"):
            return _subscribe(request, path, edition, edition.base_url or str(root))
        pages = edition.under(edition.base_url or root.path)
        narrowing = narrowing_of(path) if path in pages else None
        if path == "/":
            return await anyio.to_thread.run_sync(self._front, request, edition, root)
        if lang := path.startswith("/meetings/") and path in pages and request.query_params.get("lang"):
            page = await anyio.to_thread.run_sync(_translated, edition, path, edition.base_url or root.path, lang[:35])
        elif narrowing is not None and _WISHES & set(request.query_params):
            filters = _filters(request, edition, narrowing)
            page = await anyio.to_thread.run_sync(partial(edition.feed, **filters, options=_options(request)))
        elif ready := pages.made(path):
            page = ready
        elif path in pages:
            page = await anyio.to_thread.run_sync(pages.__getitem__, path)
        else:
            raise LookupError(f"There is nothing at {quote(request.scope['path'])}.")
        return _serve(page, edition, request.headers, _headers(page, path))

    def _front(self, request: Request, edition: Edition, root: Root) -> Response:
        """Answer with the page as it is seen before its program runs, or with the small one for a frame."""
        clock = dt.datetime.now(dt.UTC)  # noqa: TID251 - the server's clock, as it is shown at this moment
        languages = accepted_languages(request.headers.get("accept-language", ""))
        zone = visitor_zone(unquote(request.cookies.get("zone", "")))
        query, address, base_url = request.query_params, edition.base_url or str(root), edition.base_url or root.path
        screen = screen_of(self.live, edition, query, root=address, clock=clock, zone=zone, languages=languages)
        if query.get("embed") == "true":
            data = {**ticker_data(screen), "root": root.path, "state": f"{edition.digest} {self.live.status}"}
            page = embedded(frame_of(screen), data, base_url=base_url)
            own = {
                **_NOT_KEPT,
                "Content-Security-Policy": SECURITY_POLICY.replace("default-src", "connect-src 'self'; default-src"),
            }
        else:
            first = first_of(screen)
            # An editor's desk begins otherwise.
            first = replace(first, html="") if "desk" in query else first
            plain = edition.without_script(base_url)
            html = front_page(self.shell, edition.calendar, first, base_url=base_url, plain=plain)
            page = Page(html.encode(), HTML)
            own = _NOT_KEPT
        return Response(page.body, headers={"Content-Type": HTML, "Vary": "Accept-Language", **own})


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
        await _look(live)


async def _look(live: Live) -> None:
    now = dt.datetime.now(dt.UTC)  # noqa: TID251 - the server's one clock
    await anyio.to_thread.run_sync(lambda: live.refresh(now=now))


def _only_read(request: Request) -> Response:
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": _METHODS, "Access-Control-Allow-Headers": "*"})
    return PlainTextResponse("This address can only be read.\n", 405, headers={"Allow": _METHODS})


def _to_the_slash(request: Request) -> Response:
    """Lead from the prefix alone to where the relative addresses of the page are right, by whatever path it came."""
    last, query = quote(request.scope["path"].rpartition("/")[2]), request.scope["query_string"].decode("latin-1")
    address = f"{last}/?{query}" if query else f"{last}/"
    return RedirectResponse(address, 307, headers=_NOT_KEPT)


@lru_cache(maxsize=64)
def _translated(edition: Edition, path: str, base_url: str, lang: str) -> Page:
    meeting = edition.calendar.meeting(unquote(path.removeprefix("/meetings/")))
    if meeting is None or path.endswith(".ics"):
        return edition.under(base_url)[path]
    language = find_language([lang])
    return meeting_page(
        meeting,
        edition.calendar,
        base_url=base_url,
        history=edition.history,
        language=language,
        relatives=edition.arrangement.relatives,
    )


def _headers(page: Page, path: str) -> Mapping[str, str]:
    if page.media_type not in {HTML, ATOM}:
        return {}
    # Its links begin with what a proxy says; a cache before that proxy must not mix them up.
    own = {"Vary": "X-Forwarded-Prefix"}
    if page.media_type == ATOM:
        return own
    # The front page runs the programs of the page's server.
    return {**own, "Cache-Control": "no-cache"} if path == "/" else {**own, "Content-Security-Policy": SECURITY_POLICY}


def _filters(request: Request, edition: Edition, narrowing: Narrowing | None = None) -> Narrowing:
    """Return which meetings are asked for: whose, of which kinds, how certain, where, with which words.

    ``narrowing`` is what the address itself says of it. An unknown one is a LookupError.
    """
    given = narrowing or Narrowing()
    return Narrowing(
        participants=[*given.get("participants", ()), *_participants(request, edition)],
        kinds=[*given.get("kinds", ()), *_words(request, "kind", Kind)],
        certainties=[*given.get("certainties", ()), *_words(request, "certainty", Certainty)],
        places=_places(request, edition),
        text=_text(request),
    )


def _participants(request: Request, edition: Edition) -> list[str]:
    asked = request.query_params.getlist("participant")
    for each in asked:
        if each not in edition.participants:
            raise LookupError(_unknown("participant", each, edition.participants))
    return asked


def _places(request: Request, edition: Edition) -> list[str]:
    found = {each: chosen(each, edition.places) for each in request.query_params.getlist("place")}
    for asked, place in found.items():
        if place is None:
            raise LookupError(_unknown("place", asked, edition.places))
    return [place for place in found.values() if place]


def _unknown(what: str, asked: str, known: Iterable[str]) -> str:
    hint = guess(asked, known)
    return f"There is no {what} {asked!r} in this calendar" + (f"; {hint}" if hint else ".")


def _text(request: Request) -> str:
    try:
        return read_text(" ".join(request.query_params.getlist("q")))
    except SummitcalError as error:
        raise LookupError(str(error)) from None


def _words(request: Request, name: str, words: type[_Word]) -> list[_Word]:
    asked = request.query_params.getlist(name)
    for each in asked:
        if each not in set(words):
            raise LookupError(f"There is no {name} {each!r}; use one of {', '.join(words)}.")
    return [words(each) for each in asked]


def _options(request: Request) -> Options:
    query = request.query_params
    wishes = {name: query.get(name, "") for name in ("client", "alarm", "undated")}
    try:
        return read_options(**wishes)
    except SummitcalError as error:
        raise LookupError(str(error)) from None


def _serve(page: Page, edition: Edition, asked: Headers, own: Mapping[str, str]) -> Response:
    headers = {
        "ETag": page.etag,
        "Last-Modified": format_datetime(edition.modified, usegmt=True),
        "Cache-Control": "public, max-age=300",
        **own,
    }
    if _has_it(asked, headers):
        return Response(status_code=304, headers=headers)
    return Response(page.body, headers={"Content-Type": page.media_type, **headers})


def _has_it(asked: Headers, ours: Mapping[str, str]) -> bool:
    """Tell whether the asker already has these bytes (RFC 9110 §13.1.2, §13.1.3)."""
    if "if-none-match" in asked:
        # Weak comparison: proxies that compress turn our tag into W/"…".
        tags = {tag.strip().removeprefix("W/") for tag in ",".join(asked.getlist("if-none-match")).split(",")}
        return bool(tags & {ours["ETag"], "*"})
    # The very date we gave, not a later one: a file put back from a backup is older and yet new.
    return asked.get("if-modified-since") == ours["Last-Modified"]


def _subscribe(request: Request, path: str, edition: Edition, root: str) -> Response:
    client = unquote(path).removeprefix("/subscribe/")
    if client not in CLIENTS:
        raise LookupError(f"There is no way to subscribe with {client!r}; there is {', '.join(CLIENTS)}.")
    # Google hides what is cancelled: its subscribers get the feed that says it in titles alone.
    profile = Client.GOOGLE if client == "google" else None
    address = f"{root}{feed_path(**_filters(request, edition), client=profile)}"
    return RedirectResponse(subscribe_link(client, address, edition.calendar.title), 302, headers=_NOT_KEPT)


def _health(live: Live) -> Response:
    edition = live.edition
    body = _health_body(
        status=live.status,
        loaded=edition.loaded if edition else None,
        digest=edition.digest if edition else None,
        meetings=len(edition.calendar.meetings) if edition else 0,
        problems=live.problems,
        notes=live.notes,
    )
    return Response(body, headers={"Content-Type": JSON, **_NOT_KEPT})


@lru_cache(maxsize=1)
def _health_body(*, loaded: dt.datetime | None, **facts: str | int | tuple[str, ...] | None) -> bytes:
    """Say how things stand; it is said once for each state, as every open page asks for it every few seconds."""
    status = facts.pop("status")
    said = {"status": status, "loaded": loaded and loaded.isoformat(timespec="seconds"), **facts}
    return f"{json.dumps(said, ensure_ascii=False, indent=1)}\n".encode()
