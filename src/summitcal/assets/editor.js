// The calendar file as text, in Ace: problems at their lines, keys and names to complete, and what was typed kept in the
// browser until it is saved. The text of Ace stands before this one.

const WAIT = 400
const editors = new WeakMap()

export default function edit({ data, parentElement, setStateValue }) {
  let held = editors.get(parentElement)
  if (!held) {
    held = open(data, parentElement, setStateValue)
    editors.set(parentElement, held)
  }
  const { editor } = held
  held.data = data
  editor.setTheme(data.dark ? "ace/theme/tomorrow_night" : "ace/theme/chrome")
  editor.getSession().setAnnotations(data.problems)
  if (editor.getValue() === data.text) {
    held.digest = data.digest
    localStorage.removeItem(data.file)
  }
}

function open(data, parentElement, setStateValue) {
  const kept = JSON.parse(localStorage.getItem(data.file) ?? "null") ?? { text: data.text, digest: data.digest }
  const place = parentElement.appendChild(document.createElement("div"))
  const editor = ace.edit(place, {
    mode: "ace/mode/yaml", value: kept.text, tabSize: 2, useSoftTabs: true, useWorker: false, fontSize: 14,
    minLines: 24, maxLines: 42, showPrintMargin: false, enableBasicAutocompletion: true,
  })
  editor.textInput.getElement().setAttribute("aria-label", data.label)
  // Completion waits to be asked for (Ctrl+Space): what pops up by itself takes the Enter of who types on.
  // Tab leaves the editor as it leaves any field; what is indented is indented by spaces.
  editor.commands.bindKey("Tab", null)
  editor.commands.bindKey("Shift-Tab", null)
  const held = { editor, data, digest: kept.digest }
  editor.completers = [{ getCompletions: (_editor, session, at, _prefix, give) => give(null, completions(session, at, held.data)) }]
  const tell = () => setStateValue("written", { text: editor.getValue(), digest: held.digest })
  let timer
  editor.on("change", () => {
    localStorage.setItem(held.data.file, JSON.stringify({ text: editor.getValue(), digest: held.digest }))
    clearTimeout(timer)
    timer = setTimeout(tell, WAIT)
  })
  if (kept.text !== data.text) tell()
  return held
}

// Keys stand at the beginning of a line, words and names after the key that takes them.
function completions(session, at, { keys, words }) {
  const line = session.getLine(at.row).slice(0, at.column)
  const [, key] = line.match(/^[\s-]*(\w+):/) ?? []
  const known = key ? (words[key] ?? []) : /^[\s-]*\w*$/.test(line) ? keys : []
  return known.map(([value, about]) => ({ value: key ? value : `${value}: `, caption: value, meta: about, score: 1 }))
}
