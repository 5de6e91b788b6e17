// To the place in the form that somebody asked for: `desk:jump` on the document, with the `id` of a field's element,
// and for the body the number of a block and words in it.

const editorOf = () => document.querySelector(".desk-body-editor .ProseMirror[contenteditable]")?.editor

// Blocks are counted as they are stored: paragraphs and headings that nobody filled are not.
function blockAt(doc, number) {
  let found = null
  let counted = -1
  doc.forEach((node, position) => {
    const isEmpty = ["paragraph", "heading"].includes(node.type.name) && node.childCount === 0
    if (isEmpty || found) return
    counted += 1
    if (counted === number) found = { node, position }
  })
  return found
}

// The words within a block, though they may run over marks.
function wordsIn({ node, position }, words) {
  const places = []
  let text = ""
  const collect = (inner, at) => {
    if (!inner.isText) return
    for (let index = 0; index < inner.text.length; index++) places.push(at + index)
    text += inner.text
  }
  if (node.isText) collect(node, position)
  node.descendants((inner, at) => collect(inner, position + 1 + at))
  const start = words ? text.indexOf(words) : -1
  return start < 0 ? null : { from: places[start], to: places[start + words.length - 1] + 1 }
}

// The words where they were when they were looked at; else wherever they are by now; else the block.
function placeOf(doc, number, words) {
  const block = blockAt(doc, number)
  const there = block && wordsIn(block, words)
  if (there) return { words: there }
  let elsewhere = null
  doc.forEach((node, position) => { elsewhere ??= wordsIn({ node, position }, words) })
  return elsewhere ? { words: elsewhere } : { block }
}

function jumpInBody(editor, number, words) {
  const place = placeOf(editor.state.doc, number, words)
  const chain = editor.chain().focus()
  if (place.words) chain.setTextSelection(place.words)
  else if (place.block) chain.setNodeSelection(place.block.position)
  chain.run()
  const at = place.words?.from ?? place.block?.position
  if (at === undefined) return
  const dom = place.words ? editor.view.domAtPos(at).node : editor.view.nodeDOM(at)
  const element = dom?.nodeType === Node.TEXT_NODE ? dom.parentElement : dom
  element?.scrollIntoView({ block: "center" })
}

function jumpInText(textarea, words) {
  const start = words ? textarea.value.indexOf(words) : -1
  textarea.focus()
  if (start >= 0) textarea.setSelectionRange(start, start + words.length)
}

function focusable(element) {
  if (element.classList.contains("select2-hidden-accessible")) {
    return element.nextElementSibling?.querySelector("[tabindex]") ?? element
  }
  const controls = "input:not([type=hidden]), select, textarea, button, a[href]"
  return element.matches(controls) ? element : (element.querySelector(controls) ?? element)
}

function jumpToField(element) {
  for (let around = element.closest("details"); around; around = around.parentElement.closest("details")) around.open = true
  element.scrollIntoView({ block: "center" })
  focusable(element).focus({ preventScroll: true })
}

document.addEventListener("desk:jump", ({ detail: { id, block = null, words = "" } }) => {
  const element = document.getElementById(id)
  const editor = id === "id_body" ? editorOf() : null
  if (editor && block !== null) jumpInBody(editor, block, words)
  else if (editor) editor.chain().focus().scrollIntoView().run()
  else if (element && id === "id_body") jumpInText(element, words)
  else if (element) jumpToField(element)
})
