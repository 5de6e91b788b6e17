// The bar: how long the story is, full-screen writing, and a menu that closes when the eyes go elsewhere.

import { crel } from "django-prose-editor/editor"
import { countWords, readingMinutes } from "newsroom/words"

const bar = document.getElementById("desk-bar")
const words = document.getElementById("desk-words")
const body = document.getElementById("id_body")

function count() {
  const number = countWords(body.value)
  words.textContent = `${number.toLocaleString("en")} ${number === 1 ? "word" : "words"}, ${readingMinutes(body.value)} min`
}

function countWhileTyping() {
  let pause
  body.addEventListener("input", () => {
    clearTimeout(pause)
    pause = setTimeout(count, 400)
  })
}

function offerWriting() {
  const button = crel("button", { type: "button", className: "button", id: "desk-write", textContent: "Full screen", "aria-pressed": "false" })
  const set = (isOn) => {
    document.documentElement.classList.toggle("desk-writing", isOn)
    button.setAttribute("aria-pressed", String(isOn))
    button.textContent = isOn ? "Leave full screen" : "Full screen"
    if (isOn) document.documentElement.requestFullscreen?.().catch(() => {})
    else if (document.fullscreenElement) document.exitFullscreen()
  }
  button.addEventListener("click", () => set(button.getAttribute("aria-pressed") === "false"))
  document.addEventListener("fullscreenchange", () => {
    if (!document.fullscreenElement) set(false)
  })
  bar.querySelector(".desk-bar-buttons").prepend(button)
}

function closeMenu() {
  const menu = bar.querySelector(".desk-more")
  if (!menu) return
  document.addEventListener("click", ({ target }) => {
    if (!menu.contains(target)) menu.open = false
  })
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return
    menu.open = false
    menu.querySelector("summary").focus()
  })
}

// The editor's toolbar sticks right below the bar, whatever the bar's height on this screen.
function tellHeight() {
  new ResizeObserver(() => {
    document.documentElement.style.setProperty("--desk-bar-height", `${bar.offsetHeight}px`)
  }).observe(bar)
}

if (bar) {
  closeMenu()
  tellHeight()
  if (body) {
    countWhileTyping()
    offerWriting()
  }
}
