// What is typed over a selection is put in by the editor: browsers would carry the look of the old text over with
// style attributes, which the page's security policy refuses.

import { Extension, Plugin } from "django-prose-editor/editor"

function typeOver(view, event) {
  const { from, to, empty } = view.state.selection
  if (empty || view.composing || event.ctrlKey || event.metaKey || !event.charCode) return false
  const text = String.fromCodePoint(event.charCode)
  const isTaken = view.someProp("handleTextInput", (handle) => handle(view, from, to, text))
  if (!isTaken) view.dispatch(view.state.tr.insertText(text).scrollIntoView())
  return true
}

export const TypeOver = Extension.create({
  name: "typeOver",
  addProseMirrorPlugins: () => [new Plugin({ props: { handleKeyPress: typeOver } })],
})
