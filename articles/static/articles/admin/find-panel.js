// The panel above the text in which words are found and replaced.

import { crel } from "django-prose-editor/editor"
import { find, findState, replaceAll, replaceCurrent, showFound, step, stopFinding } from "newsroom/find"

function labelled(label, input) {
  return crel("label", null, [crel("span", { textContent: label }), input])
}

function button(textContent, label, action) {
  const made = crel("button", { type: "button", textContent, title: label, "aria-label": label })
  made.addEventListener("click", action)
  return made
}

class FindPanel {
  constructor(editor) {
    this.editor = editor
    this.query = crel("input", { type: "text", autocomplete: "off", spellcheck: false })
    this.replacement = crel("input", { type: "text", autocomplete: "off" })
    this.matchCase = crel("input", { type: "checkbox" })
    this.status = crel("span", { className: "desk-find-status", role: "status" })
    this.element = crel("div", { className: "desk-find", role: "group", "aria-label": "Find and replace" }, [
      labelled("Find", this.query),
      this.status,
      button("↑", "Previous", () => this.step(-1)),
      button("↓", "Next", () => this.step(1)),
      labelled("Replace with", this.replacement),
      button("Replace", "Replace this one", () => this.replace()),
      button("Replace all", "Replace all", () => this.replaceAll()),
      labelled("Match case", this.matchCase),
      button("✕", "Close find and replace", () => this.close()),
    ])
    this.element.hidden = true
    this.#listen()
  }

  #listen() {
    // What is typed here is no change of the article.
    for (const name of ["input", "change"]) {
      this.element.addEventListener(name, (event) => {
        event.stopPropagation()
        if (event.target !== this.replacement) this.search()
      })
    }
    this.element.addEventListener("keydown", (event) => this.#key(event))
    this.editor.on("transaction", () => !this.element.hidden && this.#tell())
  }

  #key(event) {
    if (event.key === "Escape") {
      event.preventDefault()
      event.stopPropagation()
      this.close()
    } else if (event.key === "Enter" && event.target.matches("input") && !event.isComposing) {
      // Enter would send the article's form.
      event.preventDefault()
      if (event.target === this.replacement && !event.shiftKey) this.replace()
      else this.step(event.shiftKey ? -1 : 1)
    }
  }

  open() {
    const { from, to } = this.editor.state.selection
    const selected = this.editor.state.doc.textBetween(from, to, "\n")
    if (selected && !selected.includes("\n")) this.query.value = selected
    this.element.hidden = false
    this.query.focus()
    this.query.select()
    this.search()
  }

  close() {
    const { places, current } = findState(this.editor)
    this.element.hidden = true
    stopFinding(this.editor)
    const chain = this.editor.chain().focus()
    if (current >= 0) chain.setTextSelection(places[current])
    chain.run()
  }

  search() {
    find(this.editor, this.query.value, this.matchCase.checked)
    showFound(this.editor)
  }

  step(direction) {
    step(this.editor, direction)
  }

  replace() {
    replaceCurrent(this.editor, this.replacement.value)
  }

  replaceAll() {
    const number = replaceAll(this.editor, this.replacement.value)
    this.status.textContent = number === 1 ? "1 replaced" : `${number} replaced`
  }

  #tell() {
    const { query, places, current } = findState(this.editor)
    this.status.textContent = !query ? "" : places.length ? `${current + 1} of ${places.length}` : "Not found"
  }
}

export const findPanel = (editor) => new FindPanel(editor)
