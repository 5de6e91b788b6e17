// On the page of a picture: as soon as a file is chosen, what it says of itself is put into the fields that are empty,
// with where in the file it stands. Nothing is kept before the person saves; without scripts the same is done then.

const page = document.querySelector(".picture-page")
const file = page.querySelector("input[type=file][name=file]")
const token = page.querySelector("[name=csrfmiddlewaretoken]")
const panel = page.querySelector("[data-file-says]")
// What was put there by an earlier file and not touched since gives way to what the next one says.
const filled = new Map()

function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties)
  element.append(...children)
  return element
}

const link = ({ title, address }) => make("a", { href: address, textContent: title, dir: "auto" })

function note(field, said) {
  const place = field.closest(".form-row, .flex-container, div")
  place.querySelector(".said-by")?.remove()
  const isKept = field.value === said.value
  place.append(make("p", { className: "said-by", textContent: isKept ? said.from : `${said.from} says: ${said.value}` }))
}

function put(name, value) {
  const field = document.getElementById(`id_${name}`)
  if (!field) return null
  const isEmpty = field.value === "" || field.value === filled.get(name) || (field.tagName === "SELECT" && field.selectedIndex === 0)
  if (isEmpty) {
    field.value = value
    filled.set(name, field.value)
  }
  return field
}

function show(answer) {
  for (const old of page.querySelectorAll(".said-by, .flag-read")) old.remove()
  for (const [name, said] of Object.entries(answer.said)) {
    const field = put(name, said.value)
    if (field) note(field, said)
  }
  const isHeld = answer.set.allowed_use === "print"
  if (isHeld) put("allowed_use", "print")
  if (answer.set.licence !== "unknown") put("licence", answer.set.licence)
  const words = [make("p", { textContent: `${answer.size} pixels. ${Object.keys(answer.said).length} fields are said by the file.` })]
  words.push(...answer.flags.map((flag) => make("p", { className: "flag flag-read", textContent: flag })))
  if (answer.existing) words.push(make("p", { className: "flag flag-read" }, "The newsroom has this picture already: ", link(answer.existing), "."))
  if (answer.alike.length) words.push(make("p", {}, "It looks like ", ...answer.alike.flatMap((one, at) => (at ? [", ", link(one)] : [link(one)])), "."))
  return words
}

async function read() {
  const chosen = file.files[0]
  if (!chosen) return
  const tell = (...words) => panel?.replaceChildren(...words)
  tell(make("p", { textContent: "Reading the file …" }))
  const body = new FormData()
  body.append("file", chosen)
  let words
  try {
    const response = await fetch(page.dataset.reads, { method: "POST", body, headers: { "X-CSRFToken": token.value } })
    const answer = await response.json()
    words = response.ok ? show(answer) : [make("p", { className: "flag", textContent: answer.error })]
  } catch {
    words = [make("p", { textContent: "What the file says could not be read now. It is read when you save." })]
  }
  // Another file was chosen meanwhile.
  if (file.files[0] !== chosen) return
  if (panel && chosen.type !== "image/heic") {
    const view = make("img", { alt: "", src: URL.createObjectURL(chosen) })
    view.addEventListener("load", () => URL.revokeObjectURL(view.src))
    words.unshift(view)
  }
  tell(...words)
}

file?.addEventListener("change", read)
