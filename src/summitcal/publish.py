"""The addresses of the server as static files in a folder, for any web host."""

from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote

from summitcal.addresses import public_address
from summitcal.documents import HTML, Page, index
from summitcal.files import read_lines, write_whole
from summitcal.history import Published
from summitcal.problems import SummitcalError
from summitcal.site import pages

LIST = ".summitcal"
"""The file in which it is kept what was published, to be deleted when it no longer is."""


def to_folder(published: Published, destination: str, *, base_url: str = "") -> int:
    """Write the page, the feeds and the plain pages of a calendar into a folder; return how many files.

    Each file is written whole or not at all; what an earlier call wrote and is no longer there is deleted. ``base_url``
    is where the folder will be found on the web, if it is not the address that the calendar itself says. Without any,
    links begin at the root of the host, and the subscribe links are left out.

    Raises:
        SummitcalError: the destination is not a folder.
        UnreadableFile: a file cannot be written.
    """
    if "://" in destination:
        raise SummitcalError(f"{destination}: only folders can be published to; copy the folder there yourself")
    folder = Path(destination)
    if folder.exists() and not folder.is_dir():
        raise SummitcalError(f"{destination}: this is a file; name a folder")
    base_url = base_url or public_address(published.calendar)
    front = index(published.calendar, base_url=base_url)
    found = {**pages(published, base_url=base_url), "/index.html": front}
    files = {_file_name(address, page): page.body for address, page in found.items()}
    before = _listed(folder)
    # The list first, so that whatever is written can be found again.
    write_whole(folder / LIST, "".join(f"{name}\n" for name in sorted({*files, *before})).encode())
    for name, body in files.items():
        write_whole(folder / name, body)
    for name in before - files.keys():
        _delete(folder / name)
    write_whole(folder / LIST, "".join(f"{name}\n" for name in sorted(files)).encode())
    return len(files)


def _listed(folder: Path) -> set[str]:
    """Return the files that were published into a folder before, as far as they can be ours."""
    if not (folder / LIST).is_file():
        return set()
    return {name for name in read_lines(folder / LIST) if _is_within(name)}


def _is_within(name: str) -> bool:
    """Whether a name can be that of a file below a folder, and of nothing outside of it."""
    parts = Path(name).parts
    return bool(parts) and name.isprintable() and not Path(name).is_absolute() and ".." not in parts


def _delete(file: Path) -> None:
    with suppress(OSError):  # a folder, or one that has other things in it
        file.unlink(missing_ok=True)
        file.parent.rmdir()


def _file_name(address: str, page: Page) -> str:
    # A page whose address has no ending is served from a folder's index by every web host.
    name = unquote(address).removeprefix("/")
    return f"{name}/index.html" if page.media_type == HTML and not name.endswith(".html") else name
