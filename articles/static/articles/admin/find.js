// Find and replace in the body: what is found, which of it is the current one, and what is put in its place.

import { Extension, Plugin, pm } from "django-prose-editor/editor"
import { eachTextBlock } from "newsroom/text-blocks"

const key = new pm.state.PluginKey("find")
const NOTHING = { query: "", matchCase: false, places: [], current: -1 }

// One mark is as good as another: somebody who types a straight one means all of them.
const folded = (text) => text.replace(/[‘’‚‹›]/g, "'").replace(/[“”„«»]/g, '"').replace(/[\u00a0\u202f]/g, " ")

// In lower case letter by letter, so that every character keeps its place.
const lowered = (text) => Array.from(text, (letter) => (letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter)).join("")

export function occurrences(text, query, matchCase) {
  const [whole, part] = [text, query].map((each) => (matchCase ? folded(each) : lowered(folded(each))))
  const found = []
  for (let at = part ? whole.indexOf(part) : -1; at >= 0; at = whole.indexOf(part, at + part.length)) found.push(at)
  return found
}

function placesIn(doc, query, matchCase) {
  const places = []
  eachTextBlock(doc, (text, start) => {
    for (const at of occurrences(text, query, matchCase)) places.push({ from: start + at, to: start + at + query.length })
  })
  return places
}

function searched(doc, { query, matchCase }, near) {
  const places = placesIn(doc, query, matchCase)
  const current = places.length ? Math.max(0, places.findIndex(({ from }) => from >= near)) : -1
  return { query, matchCase, places, current }
}

function decorations(state) {
  const { places, current } = key.getState(state)
  const marks = places.map(({ from, to }, number) => pm.view.Decoration.inline(from, to, { class: number === current ? "desk-found desk-found-current" : "desk-found" }))
  return pm.view.DecorationSet.create(state.doc, marks)
}

export const Find = Extension.create({
  name: "find",

  // The panel says here how it is opened.
  addStorage: () => ({ open: () => {} }),

  addKeyboardShortcuts() {
    const open = () => {
      this.storage.open()
      return true
    }
    return { "Mod-f": open, "Mod-h": open }
  },

  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "find",
      groups: "utility",
      button: buttons.material("search", "Find and replace"),
      command: () => this.storage.open(),
    })
  },

  addProseMirrorPlugins: () => [
    new Plugin({
      key,
      state: {
        init: () => NOTHING,
        apply(transaction, before) {
          const told = transaction.getMeta(key)
          const now = told ? { ...before, ...told } : before
          if (told?.query === undefined && told?.matchCase === undefined && !transaction.docChanged) return now
          const near = told?.near ?? transaction.mapping.map(before.places[before.current]?.from ?? 0)
          return searched(transaction.doc, now, near)
        },
      },
      props: { decorations },
    }),
  ],
})

const tell = (editor, told) => editor.view.dispatch(editor.state.tr.setMeta(key, told))

export const findState = (editor) => key.getState(editor.state)

// Begin from the cursor on; with other words, from what was found last.
export function find(editor, query, matchCase) {
  const { places, current } = findState(editor)
  tell(editor, { query, matchCase, near: places[current]?.from ?? editor.state.selection.from })
}

export const stopFinding = (editor) => tell(editor, { ...NOTHING, near: 0 })

function show(editor) {
  const { places, current } = findState(editor)
  if (current < 0) return
  const { node } = editor.view.domAtPos(places[current].from)
  const element = node.nodeType === 1 ? node : node.parentElement
  element.scrollIntoView({ block: "center" })
}

export function step(editor, direction) {
  const { places, current } = findState(editor)
  if (!places.length) return
  tell(editor, { current: (current + direction + places.length) % places.length })
  show(editor)
}

export { show as showFound }

// The replacement is set as the first letter that it stands for: bold stays bold.
function put(transaction, { from, to }, replacement, schema) {
  const marks = transaction.doc.nodeAt(from)?.marks ?? []
  transaction.replaceWith(from, to, replacement ? schema.text(replacement, marks) : [])
}

export function replaceCurrent(editor, replacement) {
  const { places, current } = findState(editor)
  if (current < 0) return
  const { tr, schema } = editor.state
  put(tr, places[current], replacement, schema)
  // What comes next lies behind what was put in, even where it holds the same words.
  tr.setMeta(key, { near: places[current].from + replacement.length, query: findState(editor).query })
  editor.view.dispatch(tr)
  show(editor)
}

// In one step, which one undo takes back. Says how many there were.
export function replaceAll(editor, replacement) {
  const { places } = findState(editor)
  const { tr, schema } = editor.state
  for (const place of places.toReversed()) put(tr, place, replacement, schema)
  if (places.length) editor.view.dispatch(pm.history.closeHistory(tr))
  return places.length
}
