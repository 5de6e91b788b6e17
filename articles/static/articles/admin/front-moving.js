// Moving stories: by drag, and without: a story is picked up with a button, then the place is chosen with
// another, with the arrow keys, or from a menu at the foot of the window.

import { button, element } from "newsroom/front-cards"

const NEXT = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }

// `drop(article, slot)` puts a story into a place, `takeOut(article)` takes it off the page.
export function letStoriesMove(form, { story, places, drop, takeOut, say }) {
  let dragged = null

  form.addEventListener("dragstart", (event) => {
    const card = event.target.closest?.(".front-card[data-article]")
    if (!card) return
    leave()
    dragged = card.dataset.article
    event.dataTransfer.setData("text/plain", story(dragged).headline)
    event.dataTransfer.effectAllowed = "move"
    form.classList.add("is-dragging")
  })
  const letGo = () => {
    dragged = null
    form.classList.remove("is-dragging")
    mark(null)
  }
  form.addEventListener("dragend", letGo)
  const over = (event) => event.target.closest?.(".front-place, .front-tray")
  const mark = (target) => {
    for (const marked of form.querySelectorAll(".is-over")) marked.classList.toggle("is-over", marked === target)
    target?.classList.add("is-over")
  }
  form.addEventListener("dragover", (event) => {
    const target = dragged && over(event)
    mark(target || null)
    if (target) event.preventDefault()
  })
  form.addEventListener("drop", (event) => {
    const target = dragged && over(event)
    if (!target) return
    event.preventDefault()
    const article = dragged
    // Here and not at the end of the drag, which an element that is drawn anew never hears of.
    letGo()
    if (target.dataset.slot) drop(article, target.dataset.slot)
    else takeOut(article)
  })

  // Without dragging

  let picked = null
  let camefrom = null
  const words = element("p", { id: "front-placing-words" })
  const menu = element("select", { "aria-label": "Place" })
  const placing = element(
    "div",
    { className: "front-placing", role: "group", "aria-labelledby": "front-placing-words", hidden: true },
    words,
    element(
      "p",
      { className: "front-placing-choice" },
      menu,
      button("Put it there", "", "front-button default", () => finish(menu.value)),
      button("Leave it", "", "front-button", () => leave({ focus: true })),
    ),
  )
  form.append(placing)

  function pickUp(article) {
    leave()
    picked = article
    camefrom = document.activeElement
    const { headline } = story(article)
    form.classList.add("is-placing")
    words.textContent = `Where should “${headline}” stand?`
    menu.replaceChildren(...places().map(({ slot, label, holds }) => new Option(holds ? `${label} (${holds})` : label, slot)))
    placing.hidden = false
    const targets = places().map(({ slot, label, element: place }) => {
      const put = element(
        "button",
        { type: "button", className: "front-put", onclick: () => finish(slot) },
        element("span", { className: "front-put-words", textContent: "Put it here" }),
        element("span", { className: "visually-hidden", textContent: `: ${label}` }),
      )
      place.append(put)
      return put
    })
    const stands = places().findIndex(({ article: there }) => there === article)
    targets[Math.max(stands, 0)]?.focus()
    say(`“${headline}” is picked up. Choose a place with the arrow keys and Enter; Escape leaves it where it was.`)
  }

  function finish(slot) {
    const article = picked
    leave()
    drop(article, slot, { focus: true })
  }

  function leave({ focus = false } = {}) {
    if (picked === null) return
    picked = null
    form.classList.remove("is-placing")
    placing.hidden = true
    for (const put of form.querySelectorAll(".front-put")) put.remove()
    if (!focus) return
    camefrom?.isConnected && camefrom.focus()
    say("It stays where it was.")
  }

  form.addEventListener("keydown", (event) => {
    if (picked === null) return
    if (event.key === "Escape") {
      event.preventDefault()
      leave({ focus: true })
      return
    }
    const targets = [...form.querySelectorAll(".front-put")]
    const at = targets.indexOf(event.target)
    if (at < 0) return
    const to = event.key === "Home" ? 0 : event.key === "End" ? targets.length - 1 : at + (NEXT[event.key] ?? 0)
    if (to === at || !targets[to]) return
    event.preventDefault()
    targets[to].focus()
  })
  return { pickUp, leave }
}
