// There is always a line to write on after a picture or a box, and Enter in a caption leads to it.
// The empty paragraph at the end is the editor's alone: body-html.js leaves it out of what is stored.

import { Extension, TrailingNode } from "django-prose-editor/editor"

function captionDepth($from) {
  for (let depth = $from.depth; depth > 0; depth--) {
    if ($from.node(depth).type.name === "picture") return depth
  }
  return null
}

function leaveCaption(editor) {
  const { doc, selection } = editor.state
  const depth = captionDepth(selection.$from)
  // Behind a picture of a gallery comes another one, not a line.
  if (depth !== 1 || !selection.empty) return false
  const after = selection.$from.after(depth)
  const next = doc.nodeAt(after)
  const hasLine = next?.type.name === "paragraph" && next.content.size === 0
  const chain = hasLine ? editor.chain() : editor.chain().insertContentAt(after, { type: "paragraph" })
  return chain.setTextSelection(after + 1).scrollIntoView().run()
}

const LeaveCaption = Extension.create({
  name: "leaveCaption",
  priority: 1000,
  addKeyboardShortcuts() {
    return { Enter: () => leaveCaption(this.editor) }
  },
})

export const AFTER_BLOCKS = [TrailingNode.configure({ node: "paragraph" }), LeaveCaption]
