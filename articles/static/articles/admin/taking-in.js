// Taking pictures in from the grid: files that are chosen, dropped anywhere on the page or pasted go up one by one, each
// with how far it has come and what became of it. Without scripts the form sends them all at once.

const form = document.querySelector(".take-in")
const { chooser, describe } = form.dataset
const input = form.querySelector("input[type=file]")
const status = form.querySelector("[data-take-in-status]")
const verdicts = form.querySelector("[data-verdicts]")
const taken = []
let waiting = Promise.resolve()
let total = 0
let done = 0

form.querySelector("button").hidden = true

function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties)
  element.append(...children)
  return element
}

const link = (picture) => make("a", { href: `${picture.id}/change/`, textContent: picture.title, dir: "auto" })

// The answer of the server to one file; `isSure` where somebody has said that it is another picture.
function send(file, isSure, onProgress) {
  return new Promise((resolve) => {
    const body = new FormData()
    if (!isSure) body.append("ask", "1")
    body.append("file", file)
    // Unlike fetch, this tells how far it has come.
    const request = new XMLHttpRequest()
    request.open("POST", chooser)
    request.setRequestHeader("X-CSRFToken", form.elements.csrfmiddlewaretoken.value)
    request.upload.addEventListener("progress", (event) => onProgress(event.total ? event.loaded / event.total : 0))
    request.addEventListener("error", () => resolve({ error: "The upload was interrupted. Try again." }))
    request.addEventListener("load", () => {
      try {
        resolve({ status: request.status, ...JSON.parse(request.responseText) })
      } catch {
        resolve({ error: "The server did not answer as expected. Are you still signed in?" })
      }
    })
    request.send(body)
  })
}

async function one(file, row, isSure = false) {
  const name = make("strong", { textContent: file.name, dir: "auto" })
  const bar = make("progress", { max: 1, value: 0 })
  bar.setAttribute("aria-label", file.name)
  row.className = "verdict"
  row.replaceChildren(name, bar)
  const answer = await send(file, isSure, (part) => { bar.value = part })
  bar.remove()
  if (answer.status === 201) {
    taken.push(answer.picture.id)
    row.classList.add("verdict-taken")
    row.append(make("span", {}, "Taken in as ", link(answer.picture), "."))
  } else if (answer.alike) {
    row.classList.add("verdict-asked")
    const again = make("button", { type: "button", className: "button", textContent: "It is another picture: take it in" })
    again.addEventListener("click", () => queue([[file, row, true]]))
    const views = answer.alike.filter((picture) => picture.url).map((picture) => make("img", { src: picture.url, alt: "" }))
    row.append(...views, make("span", {}, "It looks like ", ...answer.alike.flatMap((picture, at) => (at ? [", ", link(picture)] : [link(picture)])), "."), again)
  } else {
    row.classList.add("verdict-refused")
    row.append(make("span", { textContent: answer.error }))
    if (answer.picture) row.append(link(answer.picture))
  }
}

function tell() {
  if (done < total) {
    status.textContent = `${done} of ${total} files done …`
    return
  }
  const words = `${taken.length} of ${total} taken in.`
  status.replaceChildren(words)
  if (!taken.length) return
  const address = describe && `${describe}?${new URLSearchParams({ pictures: taken.slice(-50).join(",") })}`
  if (address) status.append(" ", make("a", { href: address, textContent: "See what the files say" }))
  status.append(" ", make("a", { href: "?", textContent: "Show them in the grid" }))
}

// One after another, whatever comes in meanwhile.
function queue(files) {
  for (const [file, row, isSure] of files) {
    if (!isSure) total += 1
    else done -= 1
    verdicts.append(row)
    waiting = waiting.then(() => one(file, row, isSure)).then(() => { done += 1; tell() })
  }
  tell()
}

function take(files) {
  const all = [...(files ?? [])]
  if (all.length) queue(all.map((file) => [file, make("li"), false]))
  return all.length > 0
}

input.addEventListener("change", () => {
  take(input.files)
  input.value = ""
})

let depth = 0
const hasFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files")
document.addEventListener("dragenter", (event) => { if (hasFiles(event)) form.classList.toggle("is-over", ++depth > 0) })
document.addEventListener("dragleave", (event) => { if (hasFiles(event)) form.classList.toggle("is-over", --depth > 0) })
document.addEventListener("dragover", (event) => { if (hasFiles(event)) event.preventDefault() })
document.addEventListener("drop", (event) => {
  if (!hasFiles(event)) return
  event.preventDefault()
  depth = 0
  form.classList.remove("is-over")
  take(event.dataTransfer.files)
})
document.addEventListener("paste", (event) => {
  if (take(event.clipboardData?.files)) event.preventDefault()
})
addEventListener("beforeunload", (event) => { if (done < total) event.preventDefault() })
