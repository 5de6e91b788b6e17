// Links: by path inside the site, by address outside it, and never to what a link may not lead to.

import * as library from "django-prose-editor/editor"
import { storedAddress, withoutTracking } from "newsroom/addresses"
import { askForLink } from "newsroom/link-dialog"

const { Plugin } = library

const SCHEME = /^[a-z][a-z0-9+.-]*:/i

// Titles of what stands elsewhere are plain words.
function mayLink({ state: { doc, schema, selection } }) {
  const allows = (node) => node.isTextblock && node.type.allowsMarkType(schema.marks.link)
  if (selection.empty) return allows(selection.$from.parent)
  let isAllowed = false
  doc.nodesBetween(selection.from, selection.to, (node) => {
    isAllowed ||= allows(node)
  })
  return isAllowed
}

async function editLink(editor, desk) {
  if (!mayLink(editor)) return
  editor.chain().focus().extendMarkRange("link").run()
  const { from, to, empty } = editor.state.selection
  const text = empty ? "" : editor.state.doc.textBetween(from, to, " ")
  const asked = await askForLink(desk, { href: editor.getAttributes("link").href ?? "", text })
  const chain = editor.chain().focus()
  if (asked?.href === null) chain.unsetLink().run()
  else if (asked && text) chain.setTextSelection({ from, to }).setLink({ href: asked.href }).setTextSelection(to).run()
  else if (asked) chain.insertContent([{ type: "text", text: asked.text, marks: [{ type: "link", attrs: { href: asked.href } }] }]).unsetMark("link").run()
  else chain.run()
}

// An address that comes alone is cleaned before anything is made of it. It stays whole: a bare path would be taken for text.
const cleanPastedText = (text) => (/^\s*https?:\/\/\S+\s*$/i.test(text) ? withoutTracking(text.trim()) : text)

export const Link = library.Link.extend({
  // What is typed behind a link is no part of it.
  inclusive: () => false,

  addOptions() {
    return { ...this.parent?.(), links: "", site: "" }
  },

  addAttributes() {
    return {
      href: {
        default: null,
        parseHTML: (element) => element.getAttribute("href"),
      },
    }
  },

  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "link",
      groups: "link",
      button: buttons.material("insert_link", "Link"),
      active: (editor) => editor.isActive("link"),
      enabled: mayLink,
      command: (editor) => editLink(editor, this.options),
    })
    menu.defineItem({
      name: "unlink",
      groups: "link",
      button: buttons.material("link_off", "Remove the link"),
      hidden: (editor) => !editor.isActive("link"),
      command: (editor) => editor.chain().focus().unsetLink().run(),
    })
  },

  addKeyboardShortcuts() {
    return {
      "Mod-k": ({ editor }) => {
        editLink(editor, this.options)
        return true
      },
    }
  },

  addProseMirrorPlugins() {
    const { site } = this.options
    const { link } = this.editor.schema.marks
    // Whatever came in by pasting: the mark gets the address under which it is stored.
    const stored = (node) => {
      const marks = node.marks.map((mark) => (mark.type === link ? link.create({ href: storedAddress(mark.attrs.href, site) }) : mark))
      return node.isText ? node.mark(marks) : node.copy(mapped(node.content))
    }
    const mapped = (fragment) => library.pm.model.Fragment.fromArray(fragment.content.map(stored))
    const transformPasted = (slice) => new library.pm.model.Slice(mapped(slice.content), slice.openStart, slice.openEnd)
    return [...this.parent(), new Plugin({ props: { transformPasted, transformPastedText: cleanPastedText } })]
  },
}).configure({
  defaultProtocol: "https",
  // “Riga.The” is two sentences and no address.
  shouldAutoLink: (address) => /^(?:https?:\/\/|www\.)/i.test(address),
  isAllowedUri: (address, { protocols }) =>
    Boolean(address) && (!SCHEME.test(address) || protocols.some((protocol) => address.toLowerCase().startsWith(`${protocol}:`))),
})
