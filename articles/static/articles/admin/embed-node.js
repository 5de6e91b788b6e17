// Something that stands elsewhere, by its address. Readers get a link to it and nothing is loaded before they follow it.
// Stored as <figure data-embed="ADDRESS"><figcaption>title in plain words</figcaption></figure>

import { crel, Node, Plugin, pm } from "django-prose-editor/editor"
import { blockControls, controlButton, insertBlock, isBlocksOwn, isControlsOwn, setAttributes } from "newsroom/blocks"
import { dialogButton, field, openDialog } from "newsroom/dialogs"
import { embedIn, embedOf, servicesOf } from "newsroom/embeds"

const listed = new Intl.ListFormat("en", { type: "disjunction" })

function askForEmbed(table, { address = "", title = "" } = {}) {
  const isNew = !address
  return openDialog({
    heading: isNew ? "Show something from elsewhere" : "Change what is shown from elsewhere",
    build(close) {
      const where = field("Address, or the code that the service gives for copying", { value: address })
      const words = field("Title, as readers see it", { value: title })
      const accept = () => {
        const embed = embedIn(table, where.input.value)
        if (embed) return close({ address: embed.address, title: words.input.value.trim() })
        where.says(`That leads to nothing from ${listed.format(servicesOf(table))}. Put a link into the text instead.`)
      }
      const onEnter = (event) => {
        if (event.key !== "Enter" || event.isComposing) return
        event.preventDefault()
        accept()
      }
      for (const each of [where, words]) each.input.addEventListener("keydown", onEnter)
      return [
        where.element,
        words.element,
        crel("p", { className: "desk-dialog-help", textContent: "Readers see the title and where it loads from. Nothing is asked of the service before they follow the link." }),
        crel("div", { className: "desk-dialog-buttons" }, [
          dialogButton(isNew ? "Insert" : "Change", accept, "button default"),
          dialogButton("Cancel", () => close(null)),
        ]),
      ]
    },
  })
}

const embedBlock = ({ address, title = "" }) => ({
  type: "embed",
  attrs: { address },
  content: title ? [{ type: "text", text: title }] : [],
})

class EmbedView {
  constructor({ node, editor, getPos }, table) {
    Object.assign(this, { node, editor, getPos, table })
    this.service = crel("span", { className: "desk-block-name" })
    this.link = crel("a", { target: "_blank", rel: "noopener noreferrer" })
    const change = controlButton("Change …", "Change what is shown from elsewhere", () => this.#change())
    const controls = blockControls({ editor, getPos, noun: "embed", own: [this.service, change] })
    this.contentDOM = crel("figcaption", { role: "group", "aria-label": "Title, as readers see it", "data-placeholder": "Title, as readers see it" })
    const where = crel("p", { className: "desk-credit", contentEditable: "false" }, [this.link])
    this.dom = crel("figure", { className: "desk-block desk-embed" }, [controls, this.contentDOM, where])
    this.update(node)
  }

  async #change() {
    const asked = await askForEmbed(this.table, { address: this.node.attrs.address, title: this.node.textContent })
    if (asked) {
      setAttributes(this.editor, this.getPos(), { address: asked.address })
      const from = this.getPos() + 1
      const { tr, schema } = this.editor.state
      const words = asked.title ? schema.text(asked.title) : []
      this.editor.view.dispatch(tr.replaceWith(from, from + this.node.content.size, words))
    }
    this.editor.commands.focus()
  }

  update(node) {
    if (node.type.name !== "embed") return false
    this.node = node
    const { address } = node.attrs
    this.service.textContent = embedOf(this.table, address)?.service ?? "No known service"
    this.link.href = address
    this.link.textContent = address
    return true
  }

  stopEvent(event) {
    return isControlsOwn(event)
  }

  ignoreMutation(mutation) {
    return isBlocksOwn(mutation, this.contentDOM)
  }
}

// A lone address in an empty paragraph is shown from elsewhere; undo makes it the link that it would have been.
function takeAddress(editor, table, event) {
  const address = event.clipboardData?.getData("text/plain").trim() ?? ""
  const { $from, empty } = editor.state.selection
  const isAlone = empty && $from.depth === 1 && $from.parent.type.name === "paragraph" && $from.parent.content.size === 0
  const embed = isAlone && /^https?:\/\/\S+$/i.test(address) && embedOf(table, address)
  if (!embed) return false
  const { view, schema } = editor
  view.dispatch(view.state.tr.replaceSelectionWith(schema.text(address, [schema.marks.link.create({ href: address })]), false))
  const from = view.state.selection.$from.before(1)
  const block = schema.nodeFromJSON(embedBlock(embed))
  const transaction = view.state.tr.replaceWith(from, view.state.selection.$from.after(1), block)
  view.dispatch(pm.history.closeHistory(transaction).setSelection(pm.state.TextSelection.create(transaction.doc, from + 1)).scrollIntoView())
  return true
}

export const Embed = Node.create({
  name: "embed",
  group: "block",
  content: "text*",
  marks: "",
  draggable: true,
  isolating: true,

  addOptions: () => ({ embeds: [] }),

  addAttributes: () => ({
    address: {
      default: "",
      parseHTML: (element) => element.getAttribute("data-embed") ?? "",
      renderHTML: () => ({}),
    },
  }),

  parseHTML: () => [
    {
      tag: "figure[data-embed]",
      contentElement: (figure) => figure.querySelector("figcaption") ?? document.createElement("figcaption"),
    },
  ],

  renderHTML: ({ node }) => ["figure", { "data-embed": node.attrs.address }, ["figcaption", 0]],

  addNodeView() {
    return (properties) => new EmbedView(properties, this.options.embeds)
  },

  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "embed",
      groups: "nodes",
      priority: 120,
      button: buttons.material("smart_display", "From elsewhere: video, post, map …"),
      command: async (editor) => {
        const asked = await askForEmbed(this.options.embeds)
        if (asked) insertBlock(editor, editor.state.selection.to, embedBlock(asked)).run()
        editor.commands.focus()
      },
    })
  },

  addProseMirrorPlugins() {
    const { editor, options } = this
    return [new Plugin({ props: { handlePaste: (_, event) => takeAddress(editor, options.embeds, event) } })]
  },
})
