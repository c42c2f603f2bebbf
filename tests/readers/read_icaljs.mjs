// Reads feeds with ical.js, as Thunderbird and Nextcloud do. A line in is a feed in Base64; a line out is what was read,
// in the words of `Reading` and `Entry` in __init__.py.
import { createInterface } from "node:readline";
import ICAL from "ical.js";

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

// A day as a date, an hour as an instant in UTC; an hour of no zone has no Z.
function written(time) {
  if (!time) return null;
  if (time.isDate || time.zone === ICAL.Timezone.localTimezone) return time.toString();
  return time.toJSDate().toISOString().replace(".000Z", "Z");
}

function entry(component) {
  const event = new ICAL.Event(component, { exceptions: [] });
  const value = (name) => component.getFirstPropertyValue(name);
  return {
    uid: event.uid,
    summary: event.summary,
    location: event.location,
    description: event.description,
    status: value("status"),
    start: written(event.startDate),
    end: written(value("dtend")),
    all_day: Boolean(event.startDate?.isDate),
    sequence: value("sequence"),
    categories: component.getAllProperties("categories").flatMap((property) => property.getValues()),
    url: value("url"),
    recurrence_id: written(event.recurrenceId),
    rrule: value("rrule")?.toString() ?? null,
  };
}

function reading(feed) {
  try {
    const calendar = new ICAL.Component(ICAL.parse(utf8.decode(feed)));
    return { entries: calendar.getAllSubcomponents("vevent").map(entry), errors: [] };
  } catch (error) {
    return { entries: [], errors: [String(error)] };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(reading(Buffer.from(line, "base64")))}\n`);
}
