// A picture in its place in the story. Stored, by the key of its image, as
// <figure data-image="KEY" data-size="wide" data-alt="…"><figcaption>caption here</figcaption></figure>

import { crel, Node, Plugin } from "django-prose-editor/editor"
import { choosePicture } from "newsroom/picture-chooser"
import { pictureByKey, pictureFiles, uploadPicture } from "newsroom/pictures"

const SIZES = [
  ["", "As wide as the text"],
  ["wide", "Wide"],
]

// Put a block after the top-level block in which `position` lies, or in its place when it is empty.
export function insertBlock(editor, position, block) {
  const resolved = editor.state.doc.resolve(Math.min(position, editor.state.doc.content.size))
  const around = resolved.depth ? resolved.node(1) : null
  const isEmpty = around?.type.name === "paragraph" && around.content.size === 0
  const place = around ? { from: isEmpty ? resolved.before(1) : resolved.after(1), to: resolved.after(1) } : resolved.pos
  return editor.chain().insertContentAt(place, block).scrollIntoView()
}

const insertPicture = (editor, position, picture) =>
  insertBlock(editor, position, { type: "picture", attrs: { image: picture.key } }).run()

// The cursor on the line after the top-level block at `position`, so that whoever writes can write on.
function writeOnAfter(editor, position) {
  const resolved = editor.state.doc.resolve(position)
  const after = resolved.depth ? resolved.after(1) : resolved.pos
  editor.chain().setTextSelection(Math.min(after + 1, editor.state.doc.content.size - 1)).focus().run()
}

// Exchange the block at `position` with its neighbour, and keep it selected.
function move(editor, position, direction) {
  const { state } = editor
  const node = state.doc.nodeAt(position)
  const neighbour =
    direction < 0
      ? state.doc.resolve(position).nodeBefore
      : state.doc.resolve(position + node.nodeSize).nodeAfter
  if (!neighbour) return
  const to = position + direction * neighbour.nodeSize
  const transaction = state.tr.delete(position, position + node.nodeSize).insert(to, node)
  editor.view.dispatch(transaction)
  editor.chain().setNodeSelection(to).scrollIntoView().run()
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
    this.contentDOM = crel("figcaption", { "aria-label": "Caption as used here" })
    this.controls = this.#controls()
    this.dom = crel("figure", { className: "desk-picture" }, [this.controls, this.#frame(), this.contentDOM])
    this.#listen()
    this.#show()
  }

  #controls() {
    const button = (text, label, action) => {
      const control = crel("button", { type: "button", textContent: text, title: label, "aria-label": label })
      control.addEventListener("click", action)
      return control
    }
    const handle = crel("span", { className: "desk-handle", textContent: "⠿", title: "Drag the picture", "data-drag-handle": "" })
    return crel("div", { className: "desk-picture-controls", contentEditable: "false" }, [
      handle,
      button("↑", "Move the picture up", () => move(this.editor, this.getPos(), -1)),
      button("↓", "Move the picture down", () => move(this.editor, this.getPos(), 1)),
      this.size,
      button("Remove", "Remove the picture from the story", () => this.#remove()),
    ])
  }

  #frame() {
    const alt = crel("label", { className: "desk-alt-row" }, [crel("span", { textContent: "Alt text" }), this.alt])
    return crel("div", { className: "desk-picture-frame", contentEditable: "false" }, [this.image, this.credit, alt])
  }

  #listen() {
    this.size.addEventListener("change", () => this.#set({ size: this.size.value }))
    this.alt.addEventListener("input", () => this.#set({ alt: this.alt.value }))
    // Enter in the field would send the whole form.
    this.alt.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault())
    // A click on the photograph selects the picture, so that Delete removes it and nothing else.
    this.image.addEventListener("mousedown", (event) => {
      event.preventDefault()
      this.editor.chain().focus().setNodeSelection(this.getPos()).run()
    })
  }

  #set(attributes) {
    const { state, view } = this.editor
    view.dispatch(state.tr.setNodeMarkup(this.getPos(), undefined, { ...this.node.attrs, ...attributes }))
  }

  #remove() {
    const from = this.getPos()
    this.editor.chain().deleteRange({ from, to: from + this.node.nodeSize }).focus().run()
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
    this.credit.classList.toggle("desk-missing", !picture?.url)
    if (!picture) {
      this.credit.textContent = `There is no picture “${key}” in this newsroom.`
      return
    }
    if (picture.url) this.image.src = picture.url
    this.image.alt = picture.alt
    this.credit.textContent = [picture.url ? "" : "No file yet.", picture.title, picture.credit || "No credit"].filter(Boolean).join(" · ")
    this.alt.placeholder = picture.alt || "What somebody who cannot see the picture should know"
    this.contentDOM.dataset.placeholder = picture.caption || "Caption"
  }

  update(node) {
    if (node.type.name !== "picture") return false
    this.node = node
    this.#show()
    return true
  }

  // The controls are ordinary form controls; only dragging and selecting are the editor's.
  stopEvent(event) {
    const isControl = event.target.closest?.("input, select, button")
    return Boolean(isControl) && !event.type.startsWith("drag") && event.type !== "drop"
  }

  // What is typed into the caption is the editor's; what is shown around it, its placeholder too, is not.
  ignoreMutation(mutation) {
    if (mutation.type === "selection") return false
    return mutation.type === "attributes" || !this.contentDOM.contains(mutation.target)
  }
}

// Where `position` lies after whatever is typed meanwhile; call `stop` when done with it.
function follow(editor, position) {
  const place = { position, stop: () => editor.off("transaction", map) }
  const map = ({ transaction }) => {
    place.position = transaction.mapping.map(place.position)
  }
  editor.on("transaction", map)
  return place
}

async function uploadInto(editor, address, files, position) {
  const place = follow(editor, position)
  const status = crel("p", { className: "desk-uploading", role: "status", textContent: "Uploading …" })
  editor.view.dom.before(status)
  const failures = []
  // From last to first, each after the same place: they end in the order in which they were given.
  for (const file of files.toReversed()) {
    try {
      insertPicture(editor, place.position, await uploadPicture(address, file))
    } catch (error) {
      failures.push(`${file.name}: ${error.message}`)
    }
  }
  place.stop()
  status.textContent = failures.join(" ")
  if (!failures.length) status.remove()
}

export const Picture = Node.create({
  name: "picture",
  group: "block",
  content: "inline*",
  draggable: true,
  isolating: true,

  addOptions: () => ({ address: "" }),

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
    return (properties) => new PictureView(properties, this.options.address)
  },

  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "picture",
      groups: "nodes",
      button: buttons.material("image", "Insert a picture"),
      active: (editor) => editor.isActive("picture"),
      command: async (editor) => {
        const picture = await choosePicture(this.options.address)
        if (!picture) return editor.commands.focus()
        insertPicture(editor, editor.state.selection.to, picture)
        writeOnAfter(editor, editor.state.selection.to)
      },
    })
  },

  addProseMirrorPlugins() {
    const { editor, options } = this
    const take = (transfer, position) => {
      const files = pictureFiles(transfer)
      if (files.length) uploadInto(editor, options.address, files, position)
      return files.length > 0
    }
    return [
      new Plugin({
        props: {
          handlePaste: (view, event) => take(event.clipboardData, view.state.selection.to),
          handleDrop: (view, event) => {
            const place = view.posAtCoords({ left: event.clientX, top: event.clientY })
            return take(event.dataTransfer, place?.pos ?? view.state.selection.to)
          },
        },
      }),
    ]
  },
})
