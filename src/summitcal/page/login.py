"""Offers editors who are elsewhere to log in (OpenID Connect), where Streamlit's secrets say with whom."""

import logging

import streamlit as st
from streamlit.errors import StreamlitAuthError

from summitcal import markup
from summitcal.language import Language
from summitcal.page.rights import is_listed, verified_address

_log = logging.getLogger("summitcal")


def offer_login(language: Language) -> None:
    """Draw the way in for who is not logged in, and for who is, who that is and the way out.

    Nothing is drawn where no login is configured. Then Streamlit does not know whether somebody is logged in.
    """
    if "is_logged_in" not in st.user:
        return
    with st.container(key="login", horizontal=True, vertical_alignment="center"):
        if st.user.get("is_logged_in"):
            _show_who(language)
        elif st.button(language.say("Log in to edit"), type="tertiary"):
            _log_in(language)


def _log_in(language: Language) -> None:
    try:
        st.login()
    except StreamlitAuthError as error:  # a key is missing in the secrets, or Authlib is not installed
        _log.error("nobody can log in: %s", " ".join(str(error).split()))
        _tell(language.say("Logging in does not work at present."))


def _show_who(language: Language) -> None:
    address = verified_address()
    if not address:
        _tell(language.say("You are logged in, but the service you used does not vouch for your e-mail address."))
    elif not is_listed(address):
        _tell(language.say("{address} is not on the list of those who may edit.", address=address))
    else:
        _tell(address)
    if st.button(language.say("Log out"), type="tertiary"):
        st.logout()


def _tell(words: str) -> None:
    st.html(f'<p class="sc sc-who">{markup.text(words)}</p>', width="content")
