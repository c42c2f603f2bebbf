"""Who may edit: whoever sits at the machine itself, or somebody on the list who has logged in."""

import ipaddress
import os
from collections.abc import Collection, Mapping
from urllib.parse import urlsplit

import streamlit as st
from streamlit import config

ADDRESS = "SUMMITCAL_ADDRESS"
"""The environment variable with the address at which the server listens, where Streamlit does not know it."""

EDITORS = "SUMMITCAL_EDITORS"
"""The environment variable with the e-mail addresses of who may edit once logged in, parted by commas."""


_PROXIES = frozenset({"forwarded", "via", "x-real-ip", "x-client-ip", "true-client-ip", "cf-connecting-ip"})


def editor() -> str:
    """Return who edits: the e-mail address of a login, or ``this machine``; empty for who may only read."""
    address = os.environ.get(ADDRESS) or config.get_option("server.address") or ""
    return who_edits(st.user.to_dict(), st.context.headers, address=address, editors=_editors())


def verified_address() -> str:
    """Return the e-mail address of who has logged in; empty if nobody has, or the provider does not vouch for it."""
    return _vouched(st.user.to_dict())


def is_listed(address: str) -> bool:
    """Whether an address is on the list of those who may edit; capital letters make no difference."""
    return _folded(address) in _editors()


def editors_named(listed: str) -> frozenset[str]:
    """Return the e-mail addresses of a list, for comparing."""
    return frozenset(_folded(each.strip()) for each in listed.split(",") if each.strip())


def who_edits(user: Mapping[str, object], headers: Mapping[str, str], *, address: str, editors: Collection[str]) -> str:
    """Return who edits, as ``editor`` does.

    ``user`` is what the login says, ``headers`` come from the visitor's browser, and ``address`` is where the server
    listens.
    """
    email = _vouched(user)
    if email and _folded(email) in editors:
        return email
    return "this machine" if _is_loopback(address) and _come_from_here(headers) else ""


def _vouched(user: Mapping[str, object]) -> str:
    """Return the e-mail address of a login that its provider vouches for.

    Only ``email_verified: true`` vouches (OpenID Connect Core 1.0, section 5.1). Where the claim is missing, whoever
    opens an account at the provider may have written there the address of somebody else.
    """
    vouched = user.get("is_logged_in") is True and user.get("email_verified") is True
    return str(user.get("email") or "") if vouched else ""


def _editors() -> frozenset[str]:
    return editors_named(os.environ.get(EDITORS, ""))


def _folded(address: str) -> str:
    """Return an address with its ASCII letters small, and no others: the Kelvin sign is not the letter k."""
    return address.encode(errors="surrogatepass").lower().decode(errors="surrogatepass")


def _come_from_here(headers: Mapping[str, str]) -> bool:
    """Whether the visitor's browser is on this machine: no proxy stands between, and no other name leads here."""
    given = {name.casefold(): value for name, value in headers.items()}
    if any(name.startswith("x-forwarded") or name in _PROXIES for name in given):
        return False
    host = given.get("host", "")
    # A proxy that says nothing of itself still passes on from where the page came; so does the page of another server.
    return _is_loopback(_name_of(host)) and _netloc(given.get("origin", f"//{host}")) == host


def _name_of(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _netloc(origin: str) -> str:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
