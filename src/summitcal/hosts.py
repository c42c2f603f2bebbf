"""Under which address somebody sees us: what a request says of it, as far as that can be believed."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.types import Scope
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

_HOST = re.compile(r"(?:[A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?", re.ASCII)
_PREFIX = re.compile(r"(?:/(?!\.{1,2}(?:/|$))[A-Za-z0-9._~%-]+){1,20}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """Where our addresses begin for the one who asks.

    ``origin`` is ``https://summits.example``; ``path`` is quoted and has no slash at its end, as ``/sub/cal``, and is
    empty at the top of the host.
    """

    origin: str
    path: str = ""

    def __str__(self) -> str:
        """Return the whole address, without a slash at its end."""
        return f"{self.origin}{self.path}"


async def _nothing(*_: object) -> None:
    """Stand for an application where uvicorn wants one."""


def trusted_peers(hosts: str) -> Callable[[str], bool]:
    """Return what tells whether a proxy is believed, of a list as uvicorn's ``--forwarded-allow-ips`` takes it.

    It is uvicorn's own reading of it: addresses and networks parted by commas, or ``*`` for all.
    """
    return ProxyHeadersMiddleware(_nothing, hosts).trusted_hosts.__contains__


def root_of(scope: Scope, *, prefix: str, trusted: Callable[[str], bool]) -> Root:
    """Return where our addresses begin for the one who asks; ``prefix`` is the path under which we know that we are.

    ``X-Forwarded-Proto``, ``-Host`` and ``-Prefix`` count only from a proxy that is ``trusted``, and nothing counts
    that could not be a scheme, a host or a path. Of several hosts the last is the one that the nearest proxy was asked
    for.
    """
    headers, own = Headers(scope=scope), f"{scope.get('root_path', '').rstrip('/')}{prefix}"
    scheme, host, path = scope["scheme"], headers.get("host", ""), quote(own)
    if _comes_from_a_proxy(scope, headers, trusted):
        before, said = headers.get("x-forwarded-prefix", "").rstrip("/"), headers.get("x-forwarded-proto", "")
        scheme = said if said in {"http", "https"} else scheme
        forwarded = ",".join(headers.getlist("x-forwarded-host")).rpartition(",")[2].strip()
        host = forwarded if _HOST.fullmatch(forwarded) else host
        # A proxy that leaves the path as it is may name the same prefix that we know of ourselves.
        if _PREFIX.fullmatch(before):
            path = before if before.endswith(path) else before + path
    return Root(origin=f"{scheme}://{host if _HOST.fullmatch(host) else _listening(scope)}", path=path)


def path_within(scope: Scope, prefix: str) -> str:
    """Return the path that is asked for without the prefix; as it is where it is not under it, and empty at its end."""
    path: str = scope["path"]
    for each in filter(None, (scope.get("root_path", "").rstrip("/"), prefix)):
        if path == each or path.startswith(f"{each}/"):
            path = path.removeprefix(each)
    return path


def _comes_from_a_proxy(scope: Scope, headers: Headers, trusted: Callable[[str], bool]) -> bool:
    """Tell whether a request was handed on by a proxy that is trusted.

    uvicorn puts the visitor in the place of a peer that it trusts, and so the peer can be seen no more. But it knows no
    port of the visitor and says 0, which no peer has. Where a proxy told a port too, it is not believed: a stranger
    could have said the same of himself.
    """
    peer, port = scope.get("client") or ("", None)
    # A server that listens at "::" sees who comes by IPv4 as ::ffff:127.0.0.1; Streamlit's does.
    return trusted(peer.removeprefix("::ffff:")) or trusted(peer) or (port == 0 and "x-forwarded-for" in headers)


def _listening(scope: Scope) -> str:
    """Return the host and port at which the server listens, for who names no host or an impossible one."""
    host, port = scope.get("server") or ("localhost", None)
    named = f"[{host}]" if ":" in host else host
    address = named if port is None else f"{named}:{port}"
    return address if _HOST.fullmatch(address) else "localhost"
