// Several pictures that are shown together. Stored as <section data-type="gallery"> of the pictures' figures.

import { crel, Node } from "django-prose-editor/editor"
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
