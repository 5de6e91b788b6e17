// Writing on behind what is no text: a picture, a gallery, something from elsewhere never is a dead end.

import { Extension, Plugin } from "django-prose-editor/editor"

const CAPTIONED = ["picture", "embed"]
const isText = (node) => Boolean(node?.isTextblock) && !CAPTIONED.includes(node.type.name)

// The cursor into the text behind the top-level block at `position`; a new paragraph, where there is none or one is asked for.
export function writeOn(editor, position, { isNew = false } = {}) {
  const resolved = editor.state.doc.resolve(position)
  const after = resolved.depth ? resolved.after(1) : resolved.pos + (resolved.nodeAfter?.nodeSize ?? 0)
  const chain = editor.chain()
  if (isNew || !isText(editor.state.doc.nodeAt(after))) chain.insertContentAt(after, { type: "paragraph" })
  chain.setTextSelection(after + 1).scrollIntoView().focus().run()
  return true
}

const isInCaption = ({ state }) => CAPTIONED.includes(state.selection.$from.parent.type.name)

function isLast({ state }) {
  const { $from } = state.selection
  return $from.depth > 0 && $from.after(1) === state.doc.content.size
}

// A click below the last block, where that is no text, makes room for some.
function writeBelow(editor, event) {
  const { lastElementChild } = editor.view.dom
  const isBelow = lastElementChild && event.clientY > lastElementChild.getBoundingClientRect().bottom
  return isBelow && !isText(editor.state.doc.lastChild) ? writeOn(editor, editor.state.doc.content.size - 1) : false
}

export const WriteOn = Extension.create({
  name: "writeOn",

  addKeyboardShortcuts: () => ({
    // Enter would make two pictures of one.
    Enter: ({ editor }) => isInCaption(editor) && writeOn(editor, editor.state.selection.from, { isNew: true }),
    ArrowDown: ({ editor }) => isInCaption(editor) && isLast(editor) && writeOn(editor, editor.state.selection.from),
  }),

  addProseMirrorPlugins() {
    const { editor } = this
    return [new Plugin({ props: { handleClick: (_, __, event) => writeBelow(editor, event) } })]
  },
})
