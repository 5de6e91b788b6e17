// Several pictures that are shown together. Stored as <section data-type="gallery"> of the pictures' figures.

import { crel, Node, Plugin } from "django-prose-editor/editor"
import { blockControls, controlButton, insertBlock, isBlocksOwn, isControlsOwn } from "newsroom/blocks"
import { choosePictures } from "newsroom/picture-chooser"
import { pictureBlock } from "newsroom/picture-node"

class GalleryView {
  constructor({ node, editor, getPos }, address) {
    Object.assign(this, { editor, getPos, address })
    this.count = crel("span", { className: "desk-block-name" })
    const add = controlButton("Add pictures …", "Add pictures to the gallery", () => this.#add())
    const controls = blockControls({ editor, getPos, noun: "gallery", own: [this.count, add] })
    this.contentDOM = crel("div", { className: "desk-gallery-pictures" })
    this.dom = crel("section", { className: "desk-block desk-gallery", "aria-label": "Gallery" }, [controls, this.contentDOM])
    this.update(node)
  }

  async #add() {
    const pictures = await choosePictures(this.address)
    const end = this.getPos() + this.editor.state.doc.nodeAt(this.getPos()).nodeSize - 1
    if (pictures.length) this.editor.chain().insertContentAt(end, pictures.map(pictureBlock)).run()
    this.editor.commands.focus()
  }

  update(node) {
    if (node.type.name !== "gallery") return false
    this.count.textContent = node.childCount === 1 ? "Gallery, 1 picture" : `Gallery, ${node.childCount} pictures`
    return true
  }

  stopEvent(event) {
    return isControlsOwn(event) && !this.contentDOM.contains(event.target)
  }

  ignoreMutation(mutation) {
    return isBlocksOwn(mutation, this.contentDOM)
  }
}

// Pictures lie side by side or below each other: whether one is dropped before or behind another is seen from where.
function isBehind(figure, { clientX, clientY }) {
  const { left, top, width, height } = figure.getBoundingClientRect()
  const isSideBySide = figure.parentElement.offsetWidth > 1.5 * width
  if (!isSideBySide) return clientY > top + height / 2
  const isRtl = getComputedStyle(figure).direction === "rtl"
  return clientX > left + width / 2 !== isRtl
}

// A picture that is dropped on one of a gallery takes its place before or behind it.
function dropPicture(view, event) {
  const { selection, doc, tr } = view.state
  const figure = event.target.closest?.(".desk-gallery .desk-picture")
  if (!figure || !view.dragging?.move || selection.node?.type.name !== "picture") return false
  const at = view.posAtDOM(figure, 0) - 1
  const target = doc.nodeAt(at)
  if (target?.type.name !== "picture") return false
  event.preventDefault()
  const place = isBehind(figure, event) ? at + target.nodeSize : at
  tr.insert(place, selection.node)
  tr.deleteRange(tr.mapping.map(selection.from, 1), tr.mapping.map(selection.to, -1))
  view.dispatch(tr)
  return true
}

// A gallery from which the last picture was dragged would be filled up with one that shows nothing.
function dropEmptied(state) {
  const { tr } = state
  state.doc.descendants((node, position) => {
    if (node.type.name !== "gallery") return true
    const isEmpty = node.childCount === 1 && !node.firstChild.attrs.image
    if (isEmpty) tr.delete(tr.mapping.map(position), tr.mapping.map(position + node.nodeSize))
    return false
  })
  return tr.docChanged ? tr : null
}

export const Gallery = Node.create({
  name: "gallery",
  group: "block",
  content: "picture+",
  draggable: true,
  isolating: true,

  addOptions: () => ({ pictures: "" }),

  parseHTML: () => [{ tag: "section[data-type=gallery]" }],
  renderHTML: () => ["section", { "data-type": "gallery" }, 0],

  addNodeView() {
    return (properties) => new GalleryView(properties, this.options.pictures)
  },

  addProseMirrorPlugins: () => [
    new Plugin({
      props: { handleDrop: dropPicture },
      appendTransaction: (_, __, state) => dropEmptied(state),
    }),
  ],

  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "gallery",
      groups: "nodes",
      priority: 125,
      button: buttons.material("photo_library", "Gallery"),
      command: async (editor) => {
        const pictures = await choosePictures(this.options.pictures)
        const content = pictures.map(pictureBlock)
        if (content.length) insertBlock(editor, editor.state.selection.to, { type: "gallery", content }).run()
        editor.commands.focus()
      },
    })
  },
})
