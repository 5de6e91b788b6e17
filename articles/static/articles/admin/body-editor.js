// The preset "newsroom": each body's textarea becomes an editor, if the editor can show all of it.
// Everything is imported statically: where a module fails to load, nothing starts and the textarea stays.

import { crel, Editor } from "django-prose-editor/editor"
import { bodyHtml, saysTheSame } from "newsroom/body-html"
import { extensionsFrom } from "newsroom/nodes"

const MARKER = "data-django-prose-editor-newsroom"
const nonce = document.querySelector("script[nonce]")?.nonce

function createEditor(textarea) {
  const { extensions } = JSON.parse(textarea.getAttribute(MARKER))
  const element = crel("div", { className: "prose-editor desk-body-editor" })
  const before = textarea.value
  let isLossy = false
  const editor = new Editor({
    element,
    extensions: extensionsFrom(extensions, { pictures: textarea.dataset.pictures }),
    content: before,
    injectNonce: nonce,
    enableContentCheck: true,
    onContentError: () => {
      isLossy = true
    },
    editorProps: {
      attributes: {
        "aria-label": document.querySelector(`label[for="${textarea.id}"]`)?.textContent.replace(":", "").trim() || "Body",
        "aria-multiline": "true",
        spellcheck: "true",
      },
    },
    onCreate: ({ editor: created }) => nameToolbar(created),
    onUpdate: () => {
      textarea.value = bodyHtml(editor)
      textarea.dispatchEvent(new Event("input", { bubbles: true }))
    },
  })
  if (isLossy || !saysTheSame(before, editor.getHTML())) {
    editor.destroy()
    keepTextarea(textarea)
    return
  }
  textarea.before(element)
  element.append(textarea)
}

function nameToolbar(editor) {
  const toolbar = editor.view.dom.parentElement.querySelector(".prose-menubar")
  toolbar.setAttribute("role", "toolbar")
  toolbar.setAttribute("aria-label", "Formatting")
}

function keepTextarea(textarea) {
  const notice = "This body holds something that the editor cannot show, so it is edited as HTML. Nothing is lost."
  textarea.before(crel("p", { className: "desk-raw-notice", role: "status", textContent: notice }))
}

for (const textarea of document.querySelectorAll(`textarea[${MARKER}]`)) createEditor(textarea)
