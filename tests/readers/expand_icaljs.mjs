// Follows the rules of feeds with ical.js, as Thunderbird does: every occurrence is answered as an entry of its own, the
// first 60 of each meeting, exceptions applied. Questions and answers are those of read_icaljs.mjs.
import { createInterface } from "node:readline";
import ICAL from "ical.js";

const MOST = 60;

function written(time) {
  return time.isDate ? time.toString() : time.toJSDate().toISOString().replace(".000Z", "Z");
}

function* occurrences(calendar) {
  const components = calendar.getAllSubcomponents("vevent");
  const events = components.map((component) => new ICAL.Event(component));
  for (const event of events.filter((each) => !each.isRecurrenceException())) {
    for (const other of events) if (other.isRecurrenceException() && other.uid === event.uid) event.relateException(other);
    const iterator = event.iterator();
    for (let number = 0, next = iterator.next(); next && number < MOST; number += 1, next = iterator.next()) {
      const found = event.getOccurrenceDetails(next);
      yield {
        uid: event.uid,
        summary: found.item.summary,
        status: found.item.component.getFirstPropertyValue("status"),
        start: written(found.startDate),
        end: written(found.endDate),
        all_day: found.startDate.isDate,
        categories: [],
      };
    }
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    const calendar = new ICAL.Component(ICAL.parse(Buffer.from(line, "base64").toString("utf-8")));
    answer = { entries: [...occurrences(calendar)], errors: [] };
  } catch (error) {
    answer = { entries: [], errors: [String(error)] };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
