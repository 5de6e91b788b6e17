// The preset "newsroom": each body's textarea becomes an editor, if the editor can show all of it.
// Everything is imported statically: where a module fails to load, nothing starts and the textarea stays.

import { crel, Editor } from "django-prose-editor/editor"
import { bodyHtml, saysTheSame } from "newsroom/body-html"
import { findPanel } from "newsroom/find-panel"
import { extensionsFrom } from "newsroom/nodes"
import { placeholderButton } from "newsroom/placeholders"
import { makeToolbar } from "newsroom/toolbar"

const MARKER = "data-django-prose-editor-newsroom"
const nonce = document.querySelector("script[nonce]")?.nonce

function attributesOf(textarea) {
  const label = document.querySelector(`label[for="${textarea.id}"]`)?.textContent.replace(":", "").trim()
  return { "aria-label": label || "Body", "aria-multiline": "true", spellcheck: "true" }
}

function createEditor(textarea) {
  const { extensions } = JSON.parse(textarea.getAttribute(MARKER))
  const language = () => document.getElementById("id_language")?.value || document.documentElement.lang
  const desk = { ...JSON.parse(textarea.dataset.desk), pictures: textarea.dataset.pictures, language }
  const element = crel("div", { className: "prose-editor desk-body-editor" })
  const before = textarea.value
  let isLossy = false
  let shown = before
  const editor = new Editor({
    element,
    extensions: extensionsFrom(extensions, desk),
    content: before,
    injectNonce: nonce,
    enableContentCheck: true,
    onContentError: () => {
      isLossy = true
    },
    editorProps: { attributes: attributesOf(textarea) },
    onCreate: () => furnish(editor, element),
    onUpdate: () => {
      const html = bodyHtml(editor)
      // What the editor does by itself, such as the line to write on at the end, is nothing that somebody typed.
      if (html === shown) return
      textarea.value = shown = html
      textarea.dispatchEvent(new Event("input", { bubbles: true }))
    },
  })
  if (isLossy || !saysTheSame(before, editor.getHTML())) {
    editor.destroy()
    keepTextarea(textarea)
    return
  }
  shown = bodyHtml(editor)
  textarea.before(element)
  element.append(textarea)
}

// What stands around the text: above it the toolbar, the panel for finding and what is being uploaded, below it what is missing.
function furnish(editor, element) {
  const head = crel("div", { className: "desk-editor-head" })
  const panel = findPanel(editor)
  const toolbar = makeToolbar(editor)
  toolbar.before(head)
  head.append(toolbar, panel.element, editor.storage.pictureFiles.uploads.element)
  editor.storage.find.open = () => panel.open()
  editor.view.dom.after(crel("div", { className: "desk-editor-foot" }, [placeholderButton(editor, element)]))
}

function keepTextarea(textarea) {
  const notice = "This body holds something that the editor cannot show, so it is edited as HTML. Nothing is lost."
  textarea.before(crel("p", { className: "desk-raw-notice", role: "status", textContent: notice }))
}

for (const textarea of document.querySelectorAll(`textarea[${MARKER}]`)) createEditor(textarea)
