"""How to subscribe: a link for each calendar program, the address to copy, and what a subscriber will see."""

from collections.abc import Mapping, Sequence
from html import escape

from summitcal.markup.reader import Reader
from summitcal.model import Meeting
from summitcal.wording import summary

_CLIENTS = {
    "google": "Google Calendar",
    "apple": "Apple Calendar",
    "outlook": "Outlook.com",
    "office365": "Microsoft 365",
    "webcal": "Thunderbird and others",
}
_FROM_URL = "https://calendar.google.com/calendar/u/0/r/settings/addbyurl"


def subscribe_panel(  # noqa: PLR0913 - each is a part of the panel, named by whoever fills it
    address: str,
    links: Mapping[str, str],
    reader: Reader,
    *,
    participants: Mapping[str, str] | None = None,
    preview: Sequence[Meeting] = (),
    qr: str = "",
    remarks: Sequence[str] = (),
) -> str:
    """Write how to subscribe to the feed at ``address``.

    ``links`` lead to it in each program, ``participants`` gives the address of each narrower feed by the name of its
    participant, ``preview`` are the next meetings in it. ``qr`` is the address of a picture of the feed's address;
    ``remarks`` are more sentences, said already in the reader's language.
    """
    clients = "".join(
        f'<li><a href="{escape(link)}">{reader.say(_CLIENTS[client])}</a></li>' for client, link in links.items()
    )
    ways = f'<ul class="sc-clients">{clients}</ul>' if clients else ""
    picture = ""
    if qr:
        picture = f'<img class="sc-qr" src="{escape(qr)}" alt="{reader.say("QR code of the address of the feed")}">'
    fields = _address("sc-feed", "Address of the feed", address, reader)
    if address.startswith(("http://", "https://")):
        webcal = f"webcal{address[address.index(':') :]}"
        fields += _address("sc-webcal", "The same for programs that want webcal", webcal, reader)
    return f"""<details class="sc-subscribe"><summary>{reader.say("Subscribe")}</summary><div class="sc-panel">
<p>{reader.say("New and changed meetings reach your calendar by themselves. No account is needed.")}</p>
{ways}<div class="sc-ways"><div>{fields}</div>{picture}</div>{_preview(preview, reader)}
<ul class="sc-hints">{"".join(f"<li>{hint}</li>" for hint in _hints(reader, participants or {}, remarks))}</ul>
</div></details>"""


def _address(id_: str, label: str, address: str, reader: Reader) -> str:
    copied = f'data-copy="{escape(address)}" data-copied="{reader.say("Copied")}"'
    return f"""<div class="sc-address"><label for="{id_}">{reader.say(label)}</label>
<input id="{id_}" dir="ltr" readonly value="{escape(address)}">
<button type="button" {copied}>{reader.say("Copy")}</button></div>"""


def _preview(meetings: Sequence[Meeting], reader: Reader) -> str:
    if not meetings:
        return ""
    items = "".join(_entry(meeting, reader) for meeting in meetings)
    heading = reader.say("What your calendar will show next")
    return f'<section class="sc-preview"><h2>{heading}</h2><ul>{items}</ul></section>'


def _entry(meeting: Meeting, reader: Reader) -> str:
    """Write a meeting as a calendar program shows it: by the visitor's clocks, with the words of the feed."""
    when = meeting.when.in_words(reader.zone, language=reader.language)
    where = f'<span class="sc-quiet">{escape(meeting.place.name)}</span>' if meeting.place else ""
    return f'<li><b dir="auto">{escape(summary(meeting))}</b><span>{escape(when)}</span>{where}</li>'


def _hints(reader: Reader, participants: Mapping[str, str], remarks: Sequence[str]) -> list[str]:
    paste = f'<a href="{_FROM_URL}">{reader.say("Settings → Add calendar → From URL")}</a>'
    hints = [
        reader.say(
            "Google looks for changes about once a day, Apple and Outlook every few hours, Thunderbird every half "
            "hour; this page is always current."
        ),
        reader.say("If Google does not take the link, copy the address and paste it there:") + f" {paste}.",
        *map(escape, remarks),
    ]
    if participants:
        feeds = reader.say(", ").join(
            f'<a href="{escape(feed)}">{escape(name)}</a>' for name, feed in participants.items()
        )
        hints.append(f"{reader.say('Only the meetings of one participant:')} {feeds}.")
    return hints
