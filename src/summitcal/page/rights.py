"""Who may edit: whoever sits at the machine itself, or somebody on the list who has logged in."""

import ipaddress
import os
from urllib.parse import urlsplit

import streamlit as st
from streamlit import config

ADDRESS = "SUMMITCAL_ADDRESS"
"""The environment variable with the address at which the server listens, where Streamlit does not know it."""

EDITORS = "SUMMITCAL_EDITORS"
"""The environment variable with the e-mail addresses of who may edit once logged in, parted by commas."""


def editor() -> str:
    """Return who edits: the e-mail address of a login, or ``this machine``; empty for who may only read."""
    if is_listed(email := verified_address()):
        return email
    return "this machine" if _listens_here_only() and _comes_from_here() else ""


def verified_address() -> str:
    """Return the e-mail address of who has logged in; empty if nobody has, or the provider does not vouch for it.

    Only ``email_verified: true`` vouches (OpenID Connect Core 1.0, section 5.1). Where the claim is missing, whoever
    opens an account at the provider may have written there the address of somebody else.
    """
    vouched = st.user.get("is_logged_in") is True and st.user.get("email_verified") is True
    return str(st.user.get("email") or "") if vouched else ""


def is_listed(address: str) -> bool:
    """Whether an address is on the list of those who may edit; capital letters make no difference."""
    listed = {_folded(each.strip()) for each in os.environ.get(EDITORS, "").split(",") if each.strip()}
    return _folded(address) in listed


def _folded(address: str) -> bytes:
    """Return an address with its ASCII letters small, and no others: the Kelvin sign is not the letter k."""
    return address.encode(errors="surrogatepass").lower()


def _listens_here_only() -> bool:
    address = os.environ.get(ADDRESS) or config.get_option("server.address") or ""
    return _is_loopback(address)


def _comes_from_here() -> bool:
    """Whether the visitor's browser is on this machine: no proxy stands between, and no other name leads here."""
    headers = {name.casefold(): value for name, value in st.context.headers.items()}
    if any(name.startswith("x-forwarded") or name in {"forwarded", "via"} for name in headers):
        return False
    return _is_loopback(urlsplit(f"//{headers.get('host', '')}").hostname or "")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
