"""How fast a calendar file of 10,000 meetings is read, beside what PyYAML's C loader alone takes for it.

Run by `make bench`. Each figure is the median of some rounds, all in one run: only the ratios mean something on
another machine.
"""

import datetime as dt
import statistics
import tempfile
from pathlib import Path

from benchmarks.timing import ROUNDS, processes, seconds

from summitcal.live import Live

MEETINGS = 10_000
NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
LOADER = "import sys, yaml; yaml.load(open(sys.argv[1], encoding='utf-8'), Loader=yaml.CSafeLoader)"
MEETING = """\
  - id: meeting-{number}
    title: Meeting {number} of foreign ministers
    kind: talks
    start: {day} 10:00
    end: {day} 12:30
    participants: [US, Russia, NATO]
    place: {{name: Geneva, country: CH, timezone: Europe/Zurich}}
    description: What they want to talk about, in about as many words as an editor writes at night.
    agenda:
      - topic: The first thing on the agenda
      - {{topic: The second thing on the agenda, at: {day} 11:00}}
    sources:
      - {{title: They will meet, outlet: Example News, url: "https://example.org/{number}", published: {day}}}
"""


def main() -> None:
    """Print both ratios."""
    days = [dt.date(2000, 1, 1) + dt.timedelta(days=number) for number in range(MEETINGS)]
    items = "\n".join(MEETING.format(number=number, day=day) for number, day in enumerate(days))
    text = f"calendar: {{title: Many meetings, timezone: Europe/Zurich}}\nmeetings:\n{items}"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "events.yaml")
        file.write_text(text)
        check, loader = processes(["-m", "summitcal", "check", str(file)], ["-c", LOADER, str(file)])
        what = f"summitcal check of {MEETINGS:,} meetings / yaml.load with the C loader, whole processes"
        print(f"{what}: {check / loader:.2f} (to reach: at most 2)")
        cold, warm = live(file)
        print(f"one changed meeting live / the first load: 1/{cold / warm:.0f} (to reach: at most 1/10)")


def live(file: Path) -> tuple[float, float]:
    """Return the seconds of a first load, and of a load after one meeting was changed."""
    text = file.read_text()
    watched = Live(file)
    cold = seconds(lambda: watched.refresh(now=NOW))
    changes = []
    for number in range(ROUNDS):
        text = text.replace(f"Meeting {number * 1999} of", f"The meeting {number * 1999} of")
        file.write_text(text)
        changes.append(seconds(lambda: watched.refresh(now=NOW)))
        if watched.problems or not watched.edition:
            raise SystemExit(f"not loaded: {watched.problems}")
    return cold, statistics.median(changes)


if __name__ == "__main__":
    main()
