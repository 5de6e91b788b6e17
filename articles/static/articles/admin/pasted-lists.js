// Lists of other programs made lists: Word and Outlook write paragraphs that call themselves items, Google Docs puts
// a list beneath beside the item that it belongs to.

const create = (body, tag) => body.ownerDocument.createElement(tag)

// “mso-list:l0 level2 lfo1” is an item of the second level; paragraphs that merely are named so have no level.
function wordItem(paragraph) {
  const style = paragraph.dataset.style ?? ""
  const list = /mso-list\s*:\s*(l\d+)\s+level(\d)/i.exec(style)
  if (list) return { level: Number(list[2]), list: list[1] }
  const isNamed = /MsoListParagraph/.test(paragraph.className) && !/mso-list\s*:\s*none/i.test(style)
  return isNamed && markOf(paragraph) ? { level: 1, list: "" } : null
}

// Word's bullet or number stands in a span that it asks others to ignore.
const markOf = (paragraph) =>
  [...paragraph.querySelectorAll("span")].find((span) => /mso-list\s*:\s*Ignore/i.test(span.dataset.style ?? ""))

const isNumber = (mark) => /^\s*\(?(?:\d+|[a-z]{1,4}|[ivxlc]+)[.)]/i.test(mark?.textContent ?? "")

// Puts the item into the open lists, opening and closing as many as its level asks for.
function place(body, open, tag, level, list, paragraph) {
  while (open.length > level) open.pop()
  const top = open.at(-1)
  if (top && open.length === level && (top.tagName !== tag || top.dataset.list !== list)) open.pop()
  while (open.length < level) {
    const made = create(body, tag)
    made.dataset.list = list
    const around = open.at(-1)
    if (around) (around.lastElementChild ?? around.appendChild(create(body, "li"))).append(made)
    else paragraph.before(made)
    open.push(made)
  }
  const item = create(body, "li")
  item.append(...paragraph.childNodes)
  open.at(-1).append(item)
}

export function makeListsOfWord(body) {
  let open = []
  for (const paragraph of body.querySelectorAll("p, h1, h2, h3, h4, h5, h6")) {
    const item = paragraph.tagName === "P" ? wordItem(paragraph) : null
    if (!item) continue
    if (open.length && paragraph.previousElementSibling !== open[0]) open = []
    const mark = markOf(paragraph)
    const tag = isNumber(mark) ? "OL" : "UL"
    mark?.remove()
    place(body, open, tag, item.level, item.list, paragraph)
    paragraph.remove()
  }
}

// <ul><li>…</li><ul>…</ul></ul>: the inner list belongs to the item before it.
export function putListsIntoItems(body) {
  for (const list of body.querySelectorAll(":is(ul, ol) > :is(ul, ol)")) {
    const item = list.previousElementSibling ?? list.parentElement.insertBefore(create(body, "li"), list)
    item.append(list)
  }
}
