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
  // What nobody has touched follows the file.
  if (editor.getValue() === held.begun && held.begun !== data.text) {
    held.digest = data.digest
    editor.setValue(data.text, -1)
  }
  if (editor.getValue() === data.text) {
    held.begun = data.text
    held.digest = data.digest
    keep(data.file, null)
  }
}

// A browser may have no room for it, or keep nothing at all; the editor goes on without.
function keep(file, written) {
  try {
    if (written) localStorage.setItem(file, JSON.stringify(written))
    else localStorage.removeItem(file)
  } catch {}
}

function kept(file) {
  try {
    const { text, digest } = JSON.parse(localStorage.getItem(file))
    return typeof text === "string" && typeof digest === "string" ? { text, digest } : null
  } catch {
    return null
  }
}

function open(data, parentElement, setStateValue) {
  const begun = kept(data.file) ?? { text: data.text, digest: data.digest }
  const place = parentElement.appendChild(document.createElement("div"))
  const editor = ace.edit(place, {
    mode: "ace/mode/yaml", value: begun.text, tabSize: 2, useSoftTabs: true, useWorker: false, fontSize: 14,
    minLines: 24, maxLines: 42, showPrintMargin: false, enableBasicAutocompletion: true,
  })
  editor.textInput.getElement().setAttribute("aria-label", data.label)
  // Completion waits to be asked for (Ctrl+Space): what pops up by itself takes the Enter of who types on.
  // Tab leaves the editor as it leaves any field; what is indented is indented by spaces.
  editor.commands.bindKey("Tab", null)
  editor.commands.bindKey("Shift-Tab", null)
  const held = { editor, data, digest: begun.digest }
  editor.completers = [{ getCompletions: (_editor, session, at, _prefix, give) => give(null, completions(session, at, held.data)) }]
  const tell = () => setStateValue("written", { text: editor.getValue(), digest: held.digest })
  let timer
  editor.on("change", () => {
    keep(held.data.file, { text: editor.getValue(), digest: held.digest })
    clearTimeout(timer)
    timer = setTimeout(tell, WAIT)
  })
  if (begun.text !== data.text) tell()
  return held
}

// Keys stand at the beginning of a line, words and names after the key that takes them.
function completions(session, at, { keys, words }) {
  const line = session.getLine(at.row).slice(0, at.column)
  const [, key] = line.match(/^[\s-]*(\w+):/) ?? []
  const known = key ? (words[key] ?? []) : /^[\s-]*\w*$/.test(line) ? keys : []
  return known.map(([value, about]) => ({ value: key ? value : `${value}: `, caption: value, meta: about, score: 1 }))
}
