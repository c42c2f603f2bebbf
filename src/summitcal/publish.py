"""The addresses of the server as static files in a folder, for any web host."""

from pathlib import Path
from urllib.parse import unquote

from summitcal.files import write_whole
from summitcal.history import Published
from summitcal.problems import SummitcalError
from summitcal.site import HTML, Page, index, pages


def to_folder(published: Published, destination: str, *, base_url: str = "") -> int:
    """Write the page, the feeds and the plain pages of a calendar into a folder; return how many files.

    Each file is written whole or not at all. ``base_url`` is where the folder will be found on the web; without
    it, links begin at the root of the host, and the subscribe links are left out.

    Raises:
        SummitcalError: the destination is not a folder.
        UnreadableFile: a file cannot be written.
    """
    if "://" in destination:
        raise SummitcalError(f"{destination}: only folders can be published to; copy the folder there yourself")
    folder = Path(destination)
    if folder.exists() and not folder.is_dir():
        raise SummitcalError(f"{destination}: this is a file; name a folder")
    front = index(published.calendar, base_url=base_url)
    found = {**pages(published, base_url=base_url), "/index.html": front}
    for address, page in found.items():
        write_whole(folder / _file_name(address, page), page.body)
    return len(found)


def _file_name(address: str, page: Page) -> str:
    # A page whose address has no ending is served from a folder's index by every web host.
    name = unquote(address).removeprefix("/")
    return f"{name}/index.html" if page.media_type == HTML and not name.endswith(".html") else name
