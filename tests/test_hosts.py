import pytest
from starlette.types import Scope

from summitcal.hosts import path_within, root_of, trusted_peers

PROXY, STRANGER = ("127.0.0.1", 50000), ("198.51.100.9", 50000)
FORWARDED = {"x-forwarded-host": "summits.example", "x-forwarded-prefix": "/talks/"}


def asked(
    headers: dict[str, str], client: tuple[str, int] | None = PROXY, path: str = "/", root_path: str = ""
) -> Scope:
    return {
        "type": "http",
        "scheme": "https",
        "path": path,
        "root_path": root_path,
        "client": client,
        "server": ("127.0.0.1", 8501),
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in headers.items()],
    }


def root(scope: Scope, prefix: str = "", trusted: str = "127.0.0.1,::1") -> str:
    return str(root_of(scope, prefix=prefix, trusted=trusted_peers(trusted)))


def test_a_proxy_that_is_trusted_says_where_we_are():
    assert root(asked({"host": "internal:8501", **FORWARDED})) == "https://summits.example/talks"


def test_a_stranger_says_nothing_of_where_we_are():
    assert root(asked({"host": "summits.example", **FORWARDED, "x-forwarded-host": "evil.example"}, STRANGER)) == (
        "https://summits.example"
    )
    assert root(asked({"host": "here.example", **FORWARDED}, None)) == "https://here.example"


def test_a_visitor_whom_uvicorn_put_in_the_place_of_the_proxy_vouches_for_it():
    """uvicorn gives such a client the port 0, which no peer has."""
    told = {"host": "here.example", **FORWARDED, "x-forwarded-for": "203.0.113.7"}

    assert root(asked(told, ("203.0.113.7", 0))) == "https://summits.example/talks"
    assert root(asked(told, ("203.0.113.7", 4711))) == "https://here.example"
    assert root(asked({"host": "here.example", **FORWARDED}, ("203.0.113.7", 0))) == "https://here.example"


def test_whom_to_trust_is_said_as_uvicorn_takes_it():
    scope = asked({"host": "here.example", **FORWARDED}, STRANGER)

    assert root(scope, trusted="10.0.0.1, 198.51.100.0/24") == "https://summits.example/talks"
    assert root(scope, trusted="*") == "https://summits.example/talks"
    assert root(scope, trusted="10.0.0.1") == "https://here.example"


def test_who_comes_by_ipv4_to_a_server_of_ipv6_is_the_same():
    told = {"host": "here.example", **FORWARDED}

    assert root(asked(told, ("::ffff:127.0.0.1", 50000))) == "https://summits.example/talks"
    assert root(asked(told, ("::ffff:198.51.100.9", 50000))) == "https://here.example"


@pytest.mark.parametrize(("said", "scheme"), [("http", "http"), ("javascript", "https"), ("http, https", "https")])
def test_a_proxy_says_by_which_scheme_it_was_asked(said: str, scheme: str):
    assert root(asked({"host": "a.example", "x-forwarded-proto": said})) == f"{scheme}://a.example"
    assert root(asked({"host": "a.example", "x-forwarded-proto": said}, STRANGER)) == "https://a.example"


def test_of_several_hosts_the_one_that_the_nearest_proxy_was_asked_for_counts():
    assert root(asked({"host": "x", "x-forwarded-host": "evil.example, summits.example"})) == "https://summits.example"


@pytest.mark.parametrize(
    ("forwarded", "prefix", "path"),
    [
        ("", "/sub/cal", "/sub/cal"),
        ("/front", "/sub/cal", "/front/sub/cal"),
        ("/sub/cal", "/sub/cal", "/sub/cal"),
        ("/front/sub/cal/", "/sub/cal", "/front/sub/cal"),
        ("/", "/sub/cal", "/sub/cal"),
        ("", "/sub cal", "/sub%20cal"),
    ],
)
def test_what_a_proxy_puts_before_us_stands_before_our_own_prefix_once(forwarded: str, prefix: str, path: str):
    assert root(asked({"host": "a.example", "x-forwarded-prefix": forwarded}), prefix) == f"https://a.example{path}"


@pytest.mark.parametrize("host", ['a"><b>', "a b", "a/b", "user@a.example", "a.example:http", "", "[::1", "ä.example"])
def test_what_cannot_be_a_host_is_none(host: str):
    assert root(asked({"host": "here.example", "x-forwarded-host": host})) == "https://here.example"
    assert root(asked({"host": host})) == "https://127.0.0.1:8501"


@pytest.mark.parametrize("host", ["a.example", "a.example:8443", "10.0.0.1", "[2001:db8::1]:8501", "my_box"])
def test_every_sort_of_host_is_taken(host: str):
    assert root(asked({"host": host})) == f"https://{host}"


def test_without_a_host_it_is_where_the_server_listens():
    assert root({**asked({}), "server": ("::1", 8501)}) == "https://[::1]:8501"
    assert root({**asked({}), "server": ("/run/socket with a blank", None)}) == "https://localhost"
    assert root({**asked({}), "server": None}) == "https://localhost"


@pytest.mark.parametrize("prefix", ["//evil.example", "evil", '/"><b>', "/a/../b", "/a/..", "/a b", "/a\\b", "/a?b"])
def test_what_cannot_be_a_path_is_none(prefix: str):
    assert root(asked({"host": "here.example", "x-forwarded-prefix": prefix})) == "https://here.example"


@pytest.mark.parametrize(
    ("path", "within"),
    [
        ("/sub/cal/calendar.ics", "/calendar.ics"),
        ("/sub/cal/", "/"),
        ("/sub/cal", ""),
        ("/sub/calendar.ics", "/sub/calendar.ics"),
        ("/calendar.ics", "/calendar.ics"),
    ],
)
def test_what_is_asked_for_under_the_prefix_is_the_same_as_without(path: str, within: str):
    assert path_within(asked({}, path=path), "/sub/cal") == within
    assert path_within(asked({}, path=f"/app{path}", root_path="/app"), "/sub/cal") == within


def test_where_the_server_knows_a_path_of_its_own_it_stands_first():
    assert root(asked({"host": "a.example"}, root_path="/app"), "/sub") == "https://a.example/app/sub"
