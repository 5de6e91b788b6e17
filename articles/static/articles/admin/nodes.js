// The house's dialect as the editor's blocks: what the sanitiser (articles/text/body.py) keeps, and no more.

import * as library from "django-prose-editor/editor"
import { AFTER_BLOCKS } from "newsroom/after-blocks"
import { insertBlock, MoveBlocks } from "newsroom/blocks"
import { Embed } from "newsroom/embed-node"
import { Find } from "newsroom/find"
import { Gallery } from "newsroom/gallery-node"
import { Link } from "newsroom/link"
import { readyForTheEditor } from "newsroom/pasted-html"
import { PictureFiles } from "newsroom/picture-files"
import { Picture } from "newsroom/picture-node"
import { Placeholders } from "newsroom/placeholders"
import { Quotes } from "newsroom/quotes"
import { TypeOver } from "newsroom/type-over"
import { WriteOn } from "newsroom/write-on"

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
  label: "Pull quote",
})

const FactBox = aside({
  name: "factBox",
  type: "factbox",
  content: "(paragraph | heading | bulletList | orderedList)+",
  icon: "fact_check",
  label: "Fact box",
}).extend({
  // A box stands inside a section, so its headings are of the lower level.
  addProseMirrorPlugins() {
    return [new Plugin({ appendTransaction: (_, __, state) => lowerHeadings(state) })]
  },
})

const Note = aside({
  name: "note",
  type: "note",
  content: "(paragraph | bulletList | orderedList)+",
  icon: "sticky_note_2",
  label: "Note for the desk, never published",
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
  addOptions: () => ({ embeds: [] }),
  addProseMirrorPlugins() {
    const transformPastedHTML = (html) => readyForTheEditor(html, this.options)
    return [new Plugin({ props: { transformPastedHTML } })]
  },
})

const Dropcursor = library.Dropcursor.configure({ width: 3, color: false, class: "desk-drop-here" })

const OURS = {
  Blockquote, Dropcursor, Embed, FactBox, Gallery, Heading, Link, ListItem, Note, OrderedList, Picture, PullQuote,
  Table, TableCell, TableHeader,
}
// What helps with writing and puts nothing into the body that the dialect has not.
const HELPS = [PasteFromElsewhere, PictureFiles, Find, MoveBlocks, TypeOver, WriteOn]

// The extensions that a configuration names. An unknown one is an error: a body may hold what it would drop.
// `desk` is what the page hands over: addresses to ask, and tables that the server uses as well.
export function extensionsFrom(configuration, desk) {
  const extensions = Object.entries(configuration).map(([name, options]) => {
    const extension = OURS[name] ?? library[name]
    if (!extension) throw new Error(`The editor knows no ${name}.`)
    return configured(extension, typeof options === "object" ? options : {}, desk)
  })
  const helps = HELPS.map((extension) => configured(extension, {}, desk))
  return [
    ...extensions,
    ...helps,
    ...AFTER_BLOCKS,
    Placeholders.configure({ pattern: desk.placeholder }),
    Quotes.configure({ table: desk.quotes, language: desk.language }),
  ]
}

// With its own options, and with what of `desk` it asks for by name.
function configured(extension, options, desk) {
  const asked = Object.keys(extension.options ?? {}).filter((name) => name in desk)
  return extension.configure({ ...options, ...Object.fromEntries(asked.map((name) => [name, desk[name]])) })
}
