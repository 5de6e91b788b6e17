// What comes from other programs, made ready for the editor: what it means stays, how it looked goes.
//
// The page's security policy lets no style attribute work, and other programs say with styles what is bold or a list:
// Google Docs wraps everything in <b style="font-weight:normal">, Word writes a list as paragraphs whose style
// names it. So styles are set aside before anything is parsed, and said with elements afterwards; handlers of events
// are set aside with them, since the policy would report each.

import { addressesIn, embedOf } from "newsroom/embeds"
import { makeListsOfWord, putListsIntoItems } from "newsroom/pasted-lists"

const STYLE_SHEET = /<style[\s\S]*?<\/style>/gi
const TAG = /<[a-z][^>]*>/gi

const withStylesAside = (html) =>
  html.replace(STYLE_SHEET, "").replace(TAG, (tag) => tag.replace(/\s(style|on[a-z]+)\s*=/gi, " data-$1="))

const styled = (element, pattern) => pattern.test(element.dataset.style ?? "")

// Not Word's “mso-bidi-font-weight”, which is about other scripts.
const PLAIN = /(?<![\w-])font-weight\s*:\s*(normal|[1-4]00)/i
const BOLD = /(?<![\w-])font-weight\s*:\s*(bold|[6-9]00)/i
const ITALIC = /(?<![\w-])font-style\s*:\s*italic/i
const HIDDEN = /display\s*:\s*none|mso-hide\s*:\s*all|mso-element\s*:\s*comment|mso-comment-|mso-special-character\s*:\s*comment/i
const HEADINGS = "h1, h2, h3, h4, h5, h6"
// What is no text of the page that was copied.
const NO_TEXT = "script, noscript, template, nav, button, form, select, del, [hidden], [aria-hidden=true], .sr-only, .visually-hidden"

const unwrap = (element) => element.replaceWith(...element.childNodes)

function wrapContents(element, tag) {
  const wrapper = element.ownerDocument.createElement(tag)
  wrapper.append(...element.childNodes)
  element.append(wrapper)
}

function dropWhatIsNoText(body) {
  for (const element of body.querySelectorAll(NO_TEXT)) element.remove()
  for (const element of body.querySelectorAll("[data-style]")) {
    if (styled(element, HIDDEN)) element.remove()
  }
  // Word's own elements: <o:p>, <w:sdt>, <v:shape>.
  for (const element of [...body.querySelectorAll("*")].filter(({ localName }) => localName.includes(":"))) unwrap(element)
}

function sayStylesWithElements(body) {
  for (const element of body.querySelectorAll("b, strong")) {
    if (styled(element, PLAIN)) unwrap(element)
  }
  for (const element of body.querySelectorAll("span, font, a, p")) {
    // A heading is bold already.
    if (styled(element, BOLD) && !element.closest(HEADINGS)) wrapContents(element, "strong")
    if (styled(element, ITALIC)) wrapContents(element, "em")
  }
  for (const element of body.querySelectorAll(HEADINGS)) {
    for (const bold of element.querySelectorAll("b, strong")) unwrap(bold)
  }
}

// Titles that are named by a style alone.
function makeHeadings(body) {
  for (const paragraph of body.querySelectorAll("p.MsoTitle, p.MsoSubtitle, p[role=heading], div[role=heading]")) {
    const level = Number(paragraph.getAttribute("aria-level") ?? (paragraph.className === "MsoSubtitle" ? 3 : 2))
    const heading = paragraph.ownerDocument.createElement(level < 3 ? "h2" : "h3")
    heading.append(...paragraph.childNodes)
    paragraph.replaceWith(heading)
  }
}

const isBlank = (node) => node.nodeType === Node.TEXT_NODE && !node.textContent.trim()

// What stands between double line breaks, in pieces; single breaks stay where they are.
function piecesOf(element) {
  const pieces = [[]]
  let breaks = []
  for (const node of [...element.childNodes]) {
    if (node.nodeName === "BR") breaks.push(node)
    else if (!breaks.length || !isBlank(node)) {
      if (breaks.length > 1) pieces.push([])
      else pieces.at(-1).push(...breaks)
      breaks = []
      pieces.at(-1).push(node)
    }
  }
  return pieces
}

// Two line breaks in a row were meant as a new paragraph.
function splitAtDoubleBreaks(body) {
  for (const element of body.querySelectorAll("p, div")) {
    if (!element.querySelector(":scope > br") || element.querySelector("p, div, table, ul, ol, blockquote, figure")) continue
    const pieces = piecesOf(element)
    if (pieces.length < 2) continue
    const paragraphs = pieces.map((nodes) => {
      const paragraph = element.ownerDocument.createElement("p")
      paragraph.append(...nodes)
      return paragraph
    })
    element.replaceWith(...paragraphs)
  }
}

const BLOCK = /^(?:P|DIV|H[1-6]|UL|OL|LI|TABLE|BLOCKQUOTE|FIGURE|SECTION|ARTICLE|ASIDE)$/

function standsAlone(lineBreak) {
  const beside = (node, next) => {
    while (node && isBlank(node)) node = next(node)
    return !node || BLOCK.test(node.nodeName)
  }
  return beside(lineBreak.previousSibling, (node) => node.previousSibling) && beside(lineBreak.nextSibling, (node) => node.nextSibling)
}

// Paragraphs and line breaks that only made room.
function dropEmpty(body) {
  for (const lineBreak of body.querySelectorAll("br")) {
    if (standsAlone(lineBreak)) lineBreak.remove()
  }
  for (const element of body.querySelectorAll(`p, li, ${HEADINGS}`)) {
    if (!element.textContent.trim() && !element.querySelector("figure, table, section")) element.remove()
  }
  for (const list of body.querySelectorAll("ul, ol")) {
    if (!list.children.length) list.remove()
  }
}

function keepEmbeds(body, table) {
  for (const frame of body.querySelectorAll("iframe, blockquote:is([class*=twitter], [class*=instagram], [class*=tiktok], [class*=bluesky])")) {
    const embed = addressesIn(frame.outerHTML).map((address) => embedOf(table, address)).find(Boolean)
    if (!embed) continue
    const figure = frame.ownerDocument.createElement("figure")
    figure.dataset.embed = embed.address
    const caption = frame.ownerDocument.createElement("figcaption")
    caption.textContent = frame.title ?? ""
    figure.append(caption)
    frame.replaceWith(figure)
  }
}

export function readyForTheEditor(html, { embeds = [] } = {}) {
  // What was copied in an editor like this one says all with elements already.
  if (html.includes("data-pm-slice")) return html
  const { body } = new DOMParser().parseFromString(withStylesAside(html), "text/html")
  keepEmbeds(body, embeds)
  makeListsOfWord(body)
  putListsIntoItems(body)
  dropWhatIsNoText(body)
  makeHeadings(body)
  sayStylesWithElements(body)
  splitAtDoubleBreaks(body)
  dropEmpty(body)
  return body.innerHTML
}
