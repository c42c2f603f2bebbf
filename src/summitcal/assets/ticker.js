// Keeps every <time data-begins> true to the clock, in the words of agenda.countdown, and lets buttons copy and print.
// Plain pages call start() themselves; on the Streamlit page it is the component that is mounted.

const DAY = 86400e3
const CLOCK_WINDOW = 48 * 3600e3
const calendars = new Map()
const ASK_EVERY = 10e3
let timer, given, asked = 0, offset = 0

export function words({ begins, ends, first, last, zone, days, timed, seconds }, now) {
  const today = dayIn(zone, now)
  const until = (day) => Math.round((Date.parse(day) - Date.parse(today)) / DAY)
  if (now >= +ends) return ago(-until(last))
  if (now >= +begins) return days > 1 ? `under way, day ${1 - until(first)} of ${days}` : timed ? "under way" : "today"
  const left = begins - now
  if (timed && (seconds || left < CLOCK_WINDOW)) return `in ${seconds ? toTheSecond(left) : toTheMinute(left)}`
  return until(first) === 1 ? "tomorrow" : `in ${until(first)} days`
}

function dayIn(zone, now) {
  if (!calendars.has(zone)) {
    const parts = { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }
    calendars.set(zone, new Intl.DateTimeFormat("en-CA", parts))
  }
  return calendars.get(zone).format(now)
}

function toTheMinute(left) {
  const minutes = Math.floor(left / 60e3), hours = Math.floor(minutes / 60)
  return hours ? `${hours} h ${minutes % 60} min` : minutes ? `${minutes} min` : "less than a minute"
}

function toTheSecond(left) {
  const seconds = Math.floor(left / 1e3), days = Math.floor(seconds / 86400)
  const clock = [(seconds / 3600) % 24, (seconds / 60) % 60, seconds % 60]
    .map((part) => String(Math.floor(part)).padStart(2, "0")).join(":")
  return days ? `${days} ${days === 1 ? "day" : "days"} ${clock}` : clock
}

function ago(days) {
  if (days < 2) return days < 1 ? "earlier today" : "yesterday"
  const [length, unit] = [[365, "years"], [30, "months"], [1, "days"]].find(([length]) => days >= 2 * length)
  return `${Math.floor(days / length)} ${unit} ago`
}

function tick(now) {
  for (const time of document.querySelectorAll("time[data-begins]")) {
    const text = words(time.dataset, now)
    if (time.textContent !== text) time.textContent = text
    time.closest(".sc-row")?.classList.toggle("sc-over", now >= +time.dataset.ends)
  }
  for (const time of document.querySelectorAll("time[data-until]")) {
    const left = time.dataset.until - now
    if (left <= 0) time.closest(".sc-until").hidden = true
    else time.textContent = toTheSecond(left)
  }
  announceNext(now)
}

// The published page has no server to say which meeting is on top.
function announceNext(now) {
  const place = document.querySelector("[data-next]")
  if (!place) return
  const times = [...document.querySelectorAll(".sc-row time[data-begins]")].filter(({ dataset }) => now < +dataset.ends)
  const first = times.sort((a, b) => a.dataset.begins - b.dataset.begins)[0]
  const title = first?.closest(".sc-row").querySelector("h3 a").textContent
  // Of those that repeat it knows the rule and not the days.
  const repeats = document.querySelector(".sc-row .sc-repeats")
  const text = first ? `${repeats ? "Next of those that do not repeat" : "Next"}: ${title}, ${first.textContent}`
    : repeats ? "Only meetings that repeat may be ahead." : "Nothing is ahead: every meeting of this calendar is over."
  if (place.textContent !== text) place.textContent = text
}

function copyOrPrint(event) {
  const button = event.target.closest?.("button[data-copy], button[data-print]")
  if (!button) return
  if ("print" in button.dataset) return window.print()
  const field = button.closest(".sc-address")?.querySelector("input")
  field?.select()
  const said = button.textContent
  const done = () => { button.textContent = "Copied"; setTimeout(() => { button.textContent = said }, 2000) }
  // Without https there is no clipboard to write to: the selected text is copied the old way.
  navigator.clipboard ? navigator.clipboard.writeText(button.dataset.copy).then(done, () => {}) : document.execCommand("copy") && done()
}

// What the page shows is no longer so: a meeting began or ended, or the calendar file was changed.
async function isStale({ next, state }, now) {
  if (next && now >= Date.parse(next)) return true
  if (!state || document.hidden || Date.now() - asked < ASK_EVERY) return false
  asked = Date.now()
  try {
    const { digest, status } = await (await fetch("healthz")).json()
    return state !== `${digest} ${status}`
  } catch {
    return false // the clock goes on while the server is away
  }
}

// `data.now` is the moment to start from: the server's clock, or the moment that ?now= asks to see.
export default function start({ data = {}, setTriggerValue } = {}) {
  if (data.now && data.now !== given) {
    given = data.now
    offset = Date.parse(given) - Date.now()
  }
  let told = false
  const run = () => {
    clearTimeout(timer)
    const now = Date.now() + offset
    tick(now)
    timer = setTimeout(run, 1000 - (now % 1000))
    if (!told) isStale(data, now).then((stale) => { if (stale && !told) { told = true; setTriggerValue("stale", now) } })
  }
  asked = Date.now()
  run()
  document.onvisibilitychange = run
  document.onclick = copyOrPrint
  return () => clearTimeout(timer)
}
