"""What tests of documents and addresses share: a meeting that repeats, and what a browser would fetch."""

import re
from html.parser import HTMLParser

from summitcal import store

REPEATING = store.parse(
    """\
calendar: {timezone: Europe/Zurich}
meetings:
  - id: council
    title: Council
    start: 2022-01-12 10:00
    repeat:
      every: week
      until: 2022-06-30
      except: 2022-01-26
      changes: {on: 2022-01-19, start: 2022-01-20 11:00, title: Extraordinary session}
""",
    file="events.yaml",
)


def fetched(html: str) -> list[str]:
    """Return the addresses that a browser follows by itself to show a page."""
    found: list[str] = []

    class Browser(HTMLParser):
        def handle_starttag(self, tag, attrs):
            facts = dict(attrs)
            followed = ["src", "srcset", "poster", "data"]
            if tag == "link" and facts.get("rel") != "alternate":
                followed.append("href")
            found.extend(facts[name] for name in followed if facts.get(name))
            self.handle_data(facts.get("style") or "")

        def handle_data(self, data):
            style = data if self.cdata_elem in {"style", None} else ""
            found.extend(re.findall(r"""(?:url\(|@import(?!\s+url))\s*["']?([^\s"')(]+)""", style))

    Browser().feed(html)
    return found
