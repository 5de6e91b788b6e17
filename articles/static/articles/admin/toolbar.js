// The library's row of buttons made a toolbar: one stop for the Tab key, arrow keys inside, states that are read out.

const isMac = /Mac|iPhone|iPad/.test(navigator.platform)
const keys = (shortcut) => (isMac ? shortcut.replace("Ctrl", "⌘").replaceAll("+", "") : shortcut)

// What a button is called, where the library's word is not the desk's; and its shortcut.
const WORDS = {
  heading2: ["Subhead", "Ctrl+Alt+2"],
  heading3: ["Smaller subhead", "Ctrl+Alt+3"],
  bold: ["Bold", "Ctrl+B"],
  italic: ["Italic", "Ctrl+I"],
  link: ["Link", "Ctrl+K"],
  bulletList: ["Bulleted list", "Ctrl+Shift+8"],
  orderedList: ["Numbered list", "Ctrl+Shift+7"],
  blockquote: ["Quotation", "Ctrl+Shift+B"],
  undo: ["Undo", "Ctrl+Z"],
  redo: ["Redo", "Ctrl+Shift+Z"],
  find: ["Find and replace", "Ctrl+F"],
}
// The buttons that are on or off; the others do something once.
const TOGGLES = new Set(["heading2", "heading3", "bold", "italic", "bulletList", "orderedList", "blockquote", "link", "pullQuote", "factBox", "note"])

const isShown = (button) => !button.classList.contains("hidden")

function name(button) {
  const [words, shortcut] = WORDS[button.dataset.name] ?? [button.getAttribute("aria-label")]
  button.setAttribute("aria-label", words)
  button.title = shortcut ? `${words} (${keys(shortcut)})` : words
  if (shortcut) button.setAttribute("aria-keyshortcuts", shortcut.replace("Ctrl", isMac ? "Meta" : "Control"))
}

function tellState(button) {
  const { classList } = button
  button.setAttribute("aria-disabled", String(classList.contains("disabled")))
  if (TOGGLES.has(button.dataset.name)) button.setAttribute("aria-pressed", String(classList.contains("active")))
}

// One of the buttons can be reached with Tab: the one that had the focus last.
function keepOneStop(buttons) {
  const shown = buttons.filter(isShown)
  const stop = shown.find((button) => button.tabIndex === 0) ?? shown[0]
  for (const button of buttons) button.tabIndex = button === stop ? 0 : -1
}

function walk(buttons, event) {
  const shown = buttons.filter(isShown)
  const here = shown.indexOf(document.activeElement)
  const next = getComputedStyle(event.currentTarget).direction === "rtl" ? -1 : 1
  const steps = { ArrowRight: here + next, ArrowLeft: here - next, Home: 0, End: shown.length - 1 }
  if (here < 0 || !(event.key in steps)) return
  event.preventDefault()
  const button = shown[(steps[event.key] + shown.length) % shown.length]
  for (const each of buttons) each.tabIndex = each === button ? 0 : -1
  button.focus()
}

// Names the toolbar of `editor` and lets the keyboard in. Alt+F10 leads to it from the text, Escape back.
export function makeToolbar(editor) {
  const toolbar = editor.view.dom.parentElement.querySelector(".prose-menubar")
  const buttons = [...toolbar.querySelectorAll(".prose-menubar__button")]
  toolbar.setAttribute("role", "toolbar")
  toolbar.setAttribute("aria-label", "Formatting")
  buttons.forEach(name)
  const update = () => {
    buttons.forEach(tellState)
    keepOneStop(buttons)
  }
  toolbar.addEventListener("keydown", (event) => {
    walk(buttons, event)
    if (event.key === "Escape") editor.commands.focus()
  })
  editor.view.dom.addEventListener("keydown", (event) => {
    if (event.key !== "F10" || !event.altKey) return
    event.preventDefault()
    buttons.find((button) => button.tabIndex === 0)?.focus()
  })
  editor.on("transaction", update)
  update()
  return toolbar
}
