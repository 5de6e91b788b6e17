// A picture in its place in the story, or in a gallery. Stored, by the key of its image, as
// <figure data-image="KEY" data-size="wide" data-alt="…"><figcaption>caption here</figcaption></figure>

import { crel, Node } from "django-prose-editor/editor"
import { blockControls, insertBlock, isBlocksOwn, isControlsOwn, setAttributes } from "newsroom/blocks"
import { choosePicture } from "newsroom/picture-chooser"
import { pictureByKey, rightsOf } from "newsroom/pictures"
import { writeOn } from "newsroom/write-on"

const SIZES = [
  ["", "As wide as the text"],
  ["wide", "Wide"],
]

export const pictureBlock = ({ key }) => ({ type: "picture", attrs: { image: key } })

// Where a gallery begins in which `position` lies; null outside of one.
function galleryAround(editor, position) {
  const resolved = editor.state.doc.resolve(Math.min(position, editor.state.doc.content.size))
  const depth = Array.from({ length: resolved.depth }, (_, index) => index + 1).find((each) => resolved.node(each).type.name === "gallery")
  return depth ? resolved.after(depth) - 1 : null
}

// After the block in which `position` lies; into the gallery, where it lies in one.
export function insertPictures(editor, position, pictures) {
  const blocks = pictures.map(pictureBlock)
  const place = galleryAround(editor, position)
  if (place === null) insertBlock(editor, position, blocks).run()
  else editor.chain().insertContentAt(place, blocks).scrollIntoView().run()
}

class PictureView {
  constructor({ node, editor, getPos }, address) {
    Object.assign(this, { node, editor, getPos, address })
    this.image = crel("img", { alt: "", draggable: false })
    this.credit = crel("p", { className: "desk-credit" })
    this.alt = crel("input", { type: "text", className: "desk-alt", "aria-label": "Alt text as used here" })
    this.size = crel(
      "select",
      { "aria-label": "Size of the picture" },
      SIZES.map(([value, textContent]) => crel("option", { value, textContent })),
    )
    this.contentDOM = crel("figcaption", { role: "group", "aria-label": "Caption as used here" })
    const controls = blockControls({ editor, getPos, noun: "picture", own: [this.size] })
    this.dom = crel("figure", { className: "desk-block desk-picture" }, [controls, this.#frame(), this.contentDOM])
    this.#listen()
    this.#show()
  }

  #frame() {
    const alt = crel("label", { className: "desk-alt-row" }, [crel("span", { textContent: "Alt text" }), this.alt])
    return crel("div", { className: "desk-picture-frame", contentEditable: "false" }, [this.image, this.credit, alt])
  }

  #listen() {
    this.size.addEventListener("change", () => setAttributes(this.editor, this.getPos(), { size: this.size.value }))
    this.alt.addEventListener("input", () => setAttributes(this.editor, this.getPos(), { alt: this.alt.value }))
    // Enter in the field would send the whole form.
    this.alt.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault())
    // A click on the photograph selects the picture, so that Delete removes it and nothing else.
    this.image.addEventListener("mousedown", (event) => {
      event.preventDefault()
      this.editor.chain().focus().setNodeSelection(this.getPos()).run()
    })
  }

  async #show() {
    const { image: key, size, alt } = this.node.attrs
    this.size.value = size
    this.dom.dataset.size = size
    if (this.alt.value !== alt) this.alt.value = alt
    if (this.shown === key) return
    this.shown = key
    try {
      this.#describe(await pictureByKey(this.address, key), key)
    } catch (error) {
      this.credit.textContent = `The picture “${key}” cannot be shown: ${error.message}`
    }
  }

  #describe(picture, key) {
    this.image.hidden = !picture?.url
    this.credit.classList.toggle("desk-missing", !picture?.url || picture.ended || !picture.credit)
    if (!picture) {
      this.credit.textContent = `There is no picture “${key}” in this newsroom.`
      return
    }
    if (picture.url) this.image.src = picture.url
    this.image.alt = picture.alt
    const rights = rightsOf(picture)
    const words = [picture.url ? "" : "No file yet.", picture.ended ? rights : "", picture.title, picture.credit || "No credit", picture.ended ? "" : rights]
    this.credit.textContent = words.filter(Boolean).join(" · ")
    this.credit.title = this.credit.textContent
    this.alt.placeholder = picture.alt || "What somebody who cannot see the picture should know"
    this.contentDOM.dataset.placeholder = picture.caption || "Caption"
  }

  update(node) {
    if (node.type.name !== "picture") return false
    this.node = node
    this.#show()
    return true
  }

  stopEvent(event) {
    return isControlsOwn(event)
  }

  ignoreMutation(mutation) {
    return isBlocksOwn(mutation, this.contentDOM)
  }
}

export const Picture = Node.create({
  name: "picture",
  group: "block",
  content: "inline*",
  draggable: true,
  isolating: true,

  addOptions: () => ({ pictures: "" }),

  addAttributes() {
    const kept = (attribute) => ({
      default: "",
      parseHTML: (element) => element.getAttribute(attribute) ?? "",
      renderHTML: () => ({}),
    })
    return { image: kept("data-image"), size: kept("data-size"), alt: kept("data-alt") }
  },

  parseHTML: () => [
    {
      tag: "figure[data-image]",
      contentElement: (figure) => figure.querySelector("figcaption") ?? document.createElement("figcaption"),
    },
  ],

  renderHTML({ node }) {
    const { image, size, alt } = node.attrs
    const attributes = { "data-image": image }
    if (size) attributes["data-size"] = size
    if (alt) attributes["data-alt"] = alt
    return ["figure", attributes, ["figcaption", 0]]
  },

  addNodeView() {
    return (properties) => new PictureView(properties, this.options.pictures)
  },

  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "picture",
      groups: "nodes",
      priority: 130,
      button: buttons.material("image", "Picture"),
      command: async (editor) => {
        const picture = await choosePicture(this.options.pictures)
        if (!picture) return editor.commands.focus()
        insertPictures(editor, editor.state.selection.to, [picture])
        writeOn(editor, editor.state.selection.from)
      },
    })
  },
})
