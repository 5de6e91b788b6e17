// Blocks as things that are put in, moved about and taken out: what pictures, galleries and the like have in common.

import { crel, Extension, pm } from "django-prose-editor/editor"

// Put blocks after the top-level block in which `position` lies, or in its place when it is empty.
export function insertBlock(editor, position, content) {
  const resolved = editor.state.doc.resolve(Math.min(position, editor.state.doc.content.size))
  const around = resolved.depth ? resolved.node(1) : null
  const isEmpty = around?.type.name === "paragraph" && around.content.size === 0
  const place = around ? { from: isEmpty ? resolved.before(1) : resolved.after(1), to: resolved.after(1) } : resolved.pos
  return editor.chain().insertContentAt(place, content).scrollIntoView()
}

// Exchange the block at `position` with its neighbour, and keep it selected, or the cursor in it. Says whether there
// was a neighbour.
export function moveBlock(editor, position, direction) {
  const { state } = editor
  const node = state.doc.nodeAt(position)
  const neighbour =
    direction < 0
      ? state.doc.resolve(position).nodeBefore
      : state.doc.resolve(position + node.nodeSize).nodeAfter
  if (!neighbour) return false
  const to = position + direction * neighbour.nodeSize
  const transaction = state.tr.delete(position, position + node.nodeSize).insert(to, node)
  const offset = state.selection.from - position
  const holdsCursor = !state.selection.node && offset > 0 && offset < node.nodeSize
  const selection = holdsCursor
    ? pm.state.TextSelection.near(transaction.doc.resolve(to + offset))
    : pm.state.NodeSelection.create(transaction.doc, to)
  editor.view.dispatch(transaction.setSelection(selection).scrollIntoView())
  return true
}

// A block that would be left empty goes with it: a gallery with its last picture.
export function removeBlock(editor, position) {
  const around = editor.state.doc.resolve(position)
  const isLast = around.depth > 0 && around.parent.childCount === 1
  const from = isLast ? around.before() : position
  const to = from + editor.state.doc.nodeAt(from).nodeSize
  editor.chain().command(({ tr }) => Boolean(tr.delete(from, to))).focus().run()
}

export function setAttributes(editor, position, attributes) {
  const { state, view } = editor
  const node = state.doc.nodeAt(position)
  view.dispatch(state.tr.setNodeMarkup(position, undefined, { ...node.attrs, ...attributes }))
}

// Where `position` lies after whatever is typed meanwhile; call `stop` when done with it.
export function follow(editor, position) {
  const place = { position, stop: () => editor.off("transaction", map) }
  const map = ({ transaction }) => {
    place.position = transaction.mapping.map(place.position)
  }
  editor.on("transaction", map)
  return place
}

export function controlButton(text, label, action) {
  const button = crel("button", { type: "button", textContent: text, title: label, "aria-label": label })
  button.addEventListener("click", action)
  return button
}

// What a block is dragged by. It selects the block, so that this one is carried and nothing else.
function dragHandle(editor, getPos, noun) {
  const handle = crel("span", { className: "desk-handle", textContent: "⠿", title: `Drag the ${noun}`, draggable: true, "data-drag-handle": "" })
  handle.addEventListener("mousedown", () => editor.chain().focus().setNodeSelection(getPos()).run())
  handle.addEventListener("dragstart", (event) => event.dataTransfer.setDragImage(handle.closest(".desk-block"), 0, 0))
  return handle
}

// The button that moved a block was drawn anew with it: the focus goes where the block went.
function moveByButton(editor, getPos, direction, label) {
  if (!moveBlock(editor, getPos(), direction)) return
  editor.view.nodeDOM(editor.state.selection.from)?.querySelector(`:scope > .desk-block-controls [aria-label="${label}"]`)?.focus()
}

// The row above a block: a handle to drag it by, buttons to move it without a mouse, and what is its own.
export function blockControls({ editor, getPos, noun, own = [] }) {
  const move = (text, label, direction) => controlButton(text, label, () => moveByButton(editor, getPos, direction, label))
  return crel("div", { className: "desk-block-controls", contentEditable: "false" }, [
    dragHandle(editor, getPos, noun),
    move("↑", `Move the ${noun} up`, -1),
    move("↓", `Move the ${noun} down`, 1),
    ...own,
    controlButton("Remove", `Remove the ${noun} from the story`, () => removeBlock(editor, getPos())),
  ])
}

// The controls of a block are ordinary form controls; only dragging and dropping are the editor's.
export function isControlsOwn(event) {
  const isControl = event.target.closest?.("input, select, button, a, .desk-handle")
  return Boolean(isControl) && !event.type.startsWith("drag") && event.type !== "drop"
}

// What is typed into `contentDOM` is the editor's; what is shown around it is not.
export function isBlocksOwn(mutation, contentDOM) {
  if (mutation.type === "selection") return false
  return mutation.type === "attributes" || !contentDOM.contains(mutation.target)
}

function moveCurrent(editor, direction) {
  const { selection } = editor.state
  const isInGallery = selection.node && selection.$from.parent.type.name === "gallery"
  const position = isInGallery || selection.$from.depth === 0 ? selection.from : selection.$from.before(1)
  return editor.state.doc.nodeAt(position) ? moveBlock(editor, position, direction) : false
}

// As in word processors: Alt+Shift and an arrow carry the paragraph, or whatever is selected, up and down.
export const MoveBlocks = Extension.create({
  name: "moveBlocks",
  addKeyboardShortcuts: () => ({
    "Alt-Shift-ArrowUp": ({ editor }) => moveCurrent(editor, -1),
    "Alt-Shift-ArrowDown": ({ editor }) => moveCurrent(editor, 1),
  }),
})
