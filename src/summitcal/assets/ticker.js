// Keeps every <time data-begins> true to the clock, in the words of agenda.countdown, and lets buttons copy and print.
// Plain pages call start() themselves; on the Streamlit page it is the component that is mounted.

const DAY = 86400e3
const CLOCK_WINDOW = 48 * 3600e3
const ASK_EVERY = 3e3
const calendars = new Map()
let timer, given, seen, followed, speech, asked = 0, offset = 0

// All that a countdown says, as agenda.phrases gives it for other languages.
const ENGLISH = /* phrases */ {}

function say(name, values) {
  const phrases = speech?.phrases ?? ENGLISH
  let text = phrases[name]
  if (typeof text === "object") {
    text = text[new Intl.PluralRules(speech?.language ?? "en").select(values.number)] ?? text.other
  }
  return text.replace(/{(\w+)}/g, (_, key) => values[key])
}

export function words({ begins, ends, first, last, zone, days, timed, ending, seconds }, now) {
  const today = dayIn(zone, now)
  const until = (day) => Math.round((Date.parse(day) - Date.parse(today)) / DAY)
  if (now >= +ends) return ago(-until(last))
  if (now >= +begins && seconds && ending && +days === 1) return say("ends_in", { time: toTheSecond(ends - now) })
  if (now >= +begins) return days > 1 ? say("day_of", { day: 1 - until(first), days }) : say(timed ? "under_way" : "today")
  const left = begins - now
  if (timed && (seconds || left < CLOCK_WINDOW)) return say("in", { time: seconds ? toTheSecond(left) : toTheMinute(left) })
  return until(first) === 1 ? say("tomorrow") : say("in_days", { number: until(first) })
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
  return hours ? say("hours", { hours, minutes: minutes % 60 }) : minutes ? say("minutes", { minutes }) : say("moment")
}

function toTheSecond(left) {
  const seconds = Math.floor(left / 1e3), days = Math.floor(seconds / 86400)
  const clock = [(seconds / 3600) % 24, (seconds / 60) % 60, seconds % 60]
    .map((part) => String(Math.floor(part)).padStart(2, "0")).join(":")
  return days ? say("days", { number: days, clock }) : clock
}

function ago(days) {
  if (days < 2) return say(days < 1 ? "earlier" : "yesterday")
  const [length, unit] = [[365, "years"], [30, "months"], [1, "days"]].find(([length]) => days >= 2 * length)
  return say(`${unit}_ago`, { number: Math.floor(days / length) })
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
  markRunning(now)
  announceNext(now)
}

// The item of an agenda that is on: the last that has begun, while its meeting is under way.
function markRunning(now) {
  for (const sheet of document.querySelectorAll(".sc-full, .sc-hero")) {
    const { begins, ends } = sheet.querySelector("time[data-begins]")?.dataset ?? {}
    const times = [...sheet.querySelectorAll(".sc-agenda time[data-at]")]
    const begun = now >= +begins && now < +ends ? times.filter(({ dataset }) => now >= +dataset.at) : []
    const running = begun.reduce((last, each) => (last && +last.dataset.at > +each.dataset.at ? last : each), undefined)
    for (const time of times) {
      const item = time.closest("li")
      if (time === running) item.setAttribute("aria-current", "time")
      else item.removeAttribute("aria-current")
    }
  }
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
  const done = () => { button.textContent = button.dataset.copied; setTimeout(() => { button.textContent = said }, 2000) }
  // Without https there is no clipboard to write to: the selected text is copied the old way.
  navigator.clipboard ? navigator.clipboard.writeText(button.dataset.copy).then(done, () => {}) : document.execCommand("copy") && done()
}

// What the page shows is no longer so: a meeting began or ended, or the calendar file was changed.
async function isStale({ next, state, root }, now) {
  if (next && now >= Date.parse(next)) return true
  if (!state || document.hidden || Date.now() - asked < ASK_EVERY) return false
  asked = Date.now()
  try {
    const { digest, status } = await (await fetch(`${root ?? ""}/healthz`)).json()
    return state !== `${digest} ${status}`
  } catch {
    return false // the clock goes on while the server is away
  }
}

// A link to another view of the same page needs no new page: Streamlit draws what the address says when it is told,
// as by the browser's way back, that the address is another.
function follow(event) {
  const link = event.target.closest?.('.sc a[href^="?"]')
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
  event.preventDefault()
  followed = link.textContent
  history.pushState({}, "", link.href)
  dispatchEvent(new PopStateEvent("popstate"))
}

// Whoever cannot see that all is new is told by the focus, as by any new page.
function showFromItsTop(view) {
  const before = seen
  seen = view
  if (before === undefined || before === view) return
  setTimeout(() => {
    if (meetingOf(before) === meetingOf(view)) return focusAgain()
    const heading = document.querySelector("#root .sc h1")
    if (!heading) return
    document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0)
    heading.tabIndex = -1
    heading.focus({ preventScroll: true })
  }, 150)
}

// What was followed is drawn anew, and would take the place in the page with it.
function focusAgain() {
  if (document.activeElement !== document.body || !followed) return
  const links = [...document.querySelectorAll('#root .sc a[href^="?"]')]
  links.find((link) => link.textContent === followed)?.focus({ preventScroll: true })
}

const meetingOf = (view) => new URLSearchParams(view).get("meeting")

// `data.now` is the moment to start from: the server's clock, or the moment that ?now= asks to see.
export default function start({ data = {}, setTriggerValue } = {}) {
  if (data.now && data.now !== given) {
    given = data.now
    offset = Date.parse(given) - Date.now()
  }
  if (data.phrases) {
    speech = data
    document.documentElement.lang = data.language
    // So that at the next visit what is seen first already says the visitor's hours.
    document.cookie = `zone=${encodeURIComponent(Intl.DateTimeFormat().resolvedOptions().timeZone)}; path=/; max-age=31536000; samesite=lax`
    document.documentElement.dir = data.direction
    showFromItsTop(data.view)
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
  document.onclick = (event) => { copyOrPrint(event); if (data.view) follow(event) }
  return () => clearTimeout(timer)
}
