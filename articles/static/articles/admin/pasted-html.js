// What comes from other programs, made ready for the editor.
//
// The page's security policy lets no style attribute work, and other programs say with styles what is bold or a list:
// Google Docs wraps everything in <b style="font-weight:normal">, Word writes a list as paragraphs whose style
// names it. So styles are set aside before anything is parsed, and said with elements afterwards.

const STYLE_SHEET = /<style[\s\S]*?<\/style>/gi
const TAG = /<[a-z][^>]*>/gi

const withStylesAside = (html) =>
  html.replace(STYLE_SHEET, "").replace(TAG, (tag) => tag.replace(/\sstyle\s*=/i, " data-style="))

const styled = (element, pattern) => pattern.test(element.dataset.style ?? "")

const PLAIN = /font-weight\s*:\s*(normal|[1-4]00)/i
const BOLD = /font-weight\s*:\s*(bold|[6-9]00)/i
const ITALIC = /font-style\s*:\s*italic/i

function wrapContents(element, tag) {
  const wrapper = element.ownerDocument.createElement(tag)
  wrapper.append(...element.childNodes)
  element.append(wrapper)
}

function sayStylesWithElements(body) {
  for (const element of body.querySelectorAll("b, strong")) {
    if (styled(element, PLAIN)) element.replaceWith(...element.childNodes)
  }
  for (const element of body.querySelectorAll("span")) {
    // A heading is bold already.
    if (styled(element, BOLD) && !element.closest("h1, h2, h3, h4, h5, h6")) wrapContents(element, "strong")
    if (styled(element, ITALIC)) wrapContents(element, "em")
  }
}

const isListParagraph = (paragraph) =>
  /MsoListParagraph/.test(paragraph.className) || styled(paragraph, /mso-list/i)

// Word's bullet or number stands in a span that it asks others to ignore.
function makeListsOfWord(body) {
  let list = null
  for (const paragraph of body.querySelectorAll("p")) {
    if (!isListParagraph(paragraph)) continue
    const marks = [...paragraph.querySelectorAll("span")].filter((span) => styled(span, /mso-list\s*:\s*Ignore/i))
    const tag = /^\s*[0-9a-z]+[.)]/i.test(marks[0]?.textContent ?? "") ? "OL" : "UL"
    for (const mark of marks) mark.remove()
    if (list?.tagName !== tag || paragraph.previousElementSibling !== list) {
      list = body.ownerDocument.createElement(tag)
      paragraph.before(list)
    }
    const item = body.ownerDocument.createElement("li")
    item.append(...paragraph.childNodes)
    list.append(item)
    paragraph.remove()
  }
}

export function readyForTheEditor(html) {
  const { body } = new DOMParser().parseFromString(withStylesAside(html), "text/html")
  makeListsOfWord(body)
  sayStylesWithElements(body)
  return body.innerHTML
}
