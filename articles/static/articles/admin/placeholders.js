// TK: what somebody still has to write is marked, counted, and a click away.

import { crel, Extension, Plugin, pm } from "django-prose-editor/editor"
import { eachTextBlock } from "newsroom/text-blocks"

const key = new pm.state.PluginKey("placeholders")
// Notes are for such things; the check before publishing leaves them out as well.
const isNote = (node) => node.type.name === "note"

function found(doc, pattern) {
  const places = []
  eachTextBlock(doc, (text, start) => {
    for (const match of text.matchAll(pattern)) places.push({ from: start + match.index, to: start + match.index + match[0].length })
  }, isNote)
  return places
}

const decorated = (doc, places) =>
  pm.view.DecorationSet.create(doc, places.map(({ from, to }) => pm.view.Decoration.inline(from, to, { class: "desk-tk", "data-tk": "" })))

export const Placeholders = Extension.create({
  name: "placeholders",

  addOptions: () => ({ pattern: "" }),

  addProseMirrorPlugins() {
    // The pattern is Python's, where a word's letters are those of every script.
    const pattern = new RegExp(this.options.pattern.replaceAll("\\w", "[\\p{L}\\p{N}_]"), "gu")
    const read = (doc) => {
      const places = found(doc, pattern)
      return { places, decorations: decorated(doc, places) }
    }
    return [
      new Plugin({
        key,
        state: {
          init: (_, { doc }) => read(doc),
          apply: (transaction, before) => (transaction.docChanged ? read(transaction.doc) : before),
        },
        props: { decorations: (state) => key.getState(state).decorations },
      }),
    ]
  },
})

// A button below the text that counts what is missing and leads from one to the next.
export function placeholderButton(editor, element) {
  const button = crel("button", { type: "button", className: "desk-tk-button" })
  button.addEventListener("click", () => {
    const { places } = key.getState(editor.state)
    const next = places.find(({ from }) => from > editor.state.selection.from) ?? places[0]
    editor.chain().focus().setTextSelection(next).scrollIntoView().run()
  })
  const count = () => {
    const number = key.getState(editor.state).places.length
    element.dataset.tk = number
    button.hidden = !number
    button.textContent = `${number} TK: go to the next`
  }
  editor.on("transaction", ({ transaction }) => transaction.docChanged && count())
  count()
  return button
}
