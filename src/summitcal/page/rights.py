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
    user = st.user.to_dict()
    address = os.environ.get(ADDRESS) or config.get_option("server.address") or ""
    return who_edits(user, st.context.headers, address=address, editors=editors_named(os.environ.get(EDITORS, "")))


def editors_named(listed: str) -> frozenset[str]:
    """Return the e-mail addresses of a list, for comparing."""
    return frozenset(each.strip().casefold() for each in listed.split(",") if each.strip())


def who_edits(user: Mapping[str, object], headers: Mapping[str, str], *, address: str, editors: Collection[str]) -> str:
    """Return who edits, as ``editor`` does.

    ``user`` is what the login says (OpenID Connect Core §5.1), ``headers`` come from the visitor's browser, and
    ``address`` is where the server listens.
    """
    email = str(user.get("email") or "")
    if user.get("is_logged_in") and email.casefold() in editors and _is_verified(user):
        return email
    return "this machine" if _is_loopback(address) and _come_from_here(headers) else ""


def _is_verified(user: Mapping[str, object]) -> bool:
    # Some providers leave the claim out, and some write it as a text.
    return str(user.get("email_verified", True)).casefold() == "true"


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
