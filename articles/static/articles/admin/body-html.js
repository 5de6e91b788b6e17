// The body between the editor and the textarea: how it is written, and whether the editor has lost any of it.

const parse = (html) => new DOMParser().parseFromString(html, "text/html").body

// What the editor shows as the house stores it: one block a line, without blocks that nobody filled.
export function bodyHtml(editor) {
  const body = parse(editor.getHTML())
  for (const block of body.querySelectorAll(":scope > p, h2, h3")) {
    if (!block.hasChildNodes()) block.remove()
  }
  return [...body.children].map((block) => block.outerHTML).join("\n")
}

const text = (element) => element.textContent.replace(/\s+/g, "")

// What a body says and shows, in order, with nothing that may be written one way or another.
function substance(html) {
  const body = parse(html)
  const all = (selector) => [...body.querySelectorAll(selector)]
  const outermost = (selector) => all(selector).filter((element) => !element.parentElement.closest(selector))
  return JSON.stringify({
    text: text(body),
    figures: all("figure").map(({ dataset }) => [dataset.image, dataset.size ?? "", dataset.alt ?? "", dataset.embed]),
    // A caption that says nothing may as well not be there.
    blocks: all("h2, h3, li, blockquote, aside, section, td, th, figcaption:not(:empty)").map((element) => [
      element.tagName,
      element.dataset.type ?? "",
      text(element),
    ]),
    spans: all("td, th").map((cell) => [cell.colSpan, cell.rowSpan]),
    breaks: all("br").length,
    strong: outermost("strong").map(text).join(""),
    emphasised: outermost("em").map(text).join(""),
    links: [...new Set(all("a").map((link) => link.getAttribute("href")))],
  })
}

export const saysTheSame = (one, other) => substance(one) === substance(other)
