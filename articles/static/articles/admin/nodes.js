// The house's dialect as the editor's blocks: what the sanitiser (articles/text/body.py) keeps, and no more.

import * as library from "django-prose-editor/editor"
import { AFTER_BLOCKS } from "newsroom/after-blocks"
import { readyForTheEditor } from "newsroom/pasted-html"
import { insertBlock, Picture } from "newsroom/picture-node"

const { Extension, Node, Plugin } = library

// Pictures and boxes stand between paragraphs, never inside another block: pages print them there only.
const TEXT = "(paragraph | bulletList | orderedList)+"

const Blockquote = library.Blockquote.extend({ content: TEXT })
const ListItem = library.ListItem.extend({ content: "paragraph (paragraph | bulletList | orderedList)*" })

// Numbered from one and in digits: the dialect has no other lists.
const OrderedList = library.OrderedList.extend({
  addAttributes: () => ({}),
  addNodeView: () => null,
}).configure({ enableListAttributes: false })

// Headings of other pages take the nearest level that the house has, as the sanitiser has it.
const Heading = library.Heading.extend({
  parseHTML: () =>
    [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level: level < 3 ? 2 : 3 } })),
})

const Link = library.Link.extend({
  addAttributes: () => ({ href: { default: null } }),
})

// `tbody` is no block of its own; unnamed, the content check would take it for something unknown.
const Table = library.Table.extend({
  parseHTML: () => [{ tag: "table" }, { tag: "tbody", skip: true }],
})

// Column widths are the page's business.
const cellAttributes = () => ({
  colspan: { default: 1 },
  rowspan: { default: 1 },
  colwidth: { default: null, rendered: false },
})
const TableCell = library.TableCell.extend({ content: TEXT, addAttributes: cellAttributes })
const TableHeader = library.TableHeader.extend({ content: TEXT, addAttributes: cellAttributes })

function aside({ name, type, content, icon, label }) {
  return Node.create({
    name,
    group: "block",
    content,
    defining: true,
    draggable: true,
    parseHTML: () => [{ tag: `aside[data-type=${type}]` }],
    renderHTML: () => ["aside", { "data-type": type }, 0],
    addMenuItems({ menu, buttons }) {
      menu.defineItem({
        name,
        groups: "nodes",
        button: buttons.material(icon, label),
        active: (editor) => editor.isActive(name),
        command: (editor) => insertAside(editor, name),
      })
    },
  })
}

// An empty one behind the block that the cursor is in, and the cursor in it.
function insertAside(editor, name) {
  const { to } = editor.state.selection
  insertBlock(editor, to, { type: name, content: [{ type: "paragraph" }] }).run()
  editor.state.doc.descendants((node, position) => {
    if (node.type.name === name && node.textContent === "" && position >= to - 1) {
      editor.chain().focus().setTextSelection(position + 2).run()
      return false
    }
    return node.type.name === "doc"
  })
}

const PullQuote = aside({
  name: "pullQuote",
  type: "pullquote",
  content: "paragraph+",
  icon: "chat_bubble_outline",
  label: "Insert a pull quote",
})

const FactBox = aside({
  name: "factBox",
  type: "factbox",
  content: "(paragraph | heading | bulletList | orderedList)+",
  icon: "fact_check",
  label: "Insert a fact box",
}).extend({
  // A box stands inside a section, so its headings are of the lower level.
  addProseMirrorPlugins() {
    return [new Plugin({ appendTransaction: (_, __, state) => lowerHeadings(state) })]
  },
})

function lowerHeadings(state) {
  const transaction = state.tr
  state.doc.descendants((node, position, parent) => {
    if (node.type.name === "heading" && parent.type.name === "factBox" && node.attrs.level !== 3) {
      transaction.setNodeMarkup(position, undefined, { ...node.attrs, level: 3 })
    }
  })
  return transaction.docChanged ? transaction : null
}

const PasteFromElsewhere = Extension.create({
  name: "pasteFromElsewhere",
  addProseMirrorPlugins: () => [new Plugin({ props: { transformPastedHTML: readyForTheEditor } })],
})

const OURS = { Blockquote, FactBox, Heading, Link, ListItem, OrderedList, Picture, PullQuote, Table, TableCell, TableHeader }

// The extensions that a configuration names. An unknown one is an error: a body may hold what it would drop.
export function extensionsFrom(configuration, { pictures }) {
  const extensions = Object.entries(configuration).map(([name, options]) => {
    const extension = OURS[name] ?? library[name]
    if (!extension) throw new Error(`The editor knows no ${name}.`)
    const given = typeof options === "object" ? options : {}
    return extension.configure(name === "Picture" ? { ...given, address: pictures } : given)
  })
  return [...extensions, PasteFromElsewhere, ...AFTER_BLOCKS]
}
