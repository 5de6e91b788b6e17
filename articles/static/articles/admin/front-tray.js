// The tray: stories to place, found by their headlines while one types.

import { button, element, storyCard } from "newsroom/front-cards"

const PATIENCE = 300

// `known` learns what is found; `where` says where a story stands; `pickUp` is called with a story to place.
export function openTray(form, { known, where, pickUp, say }) {
  const lists = [...form.querySelectorAll(".front-stories")]
  const field = form.querySelector("#front-q")
  const shown = Object.fromEntries(
    lists.map((list) => [list.dataset.list, [...list.querySelectorAll("[data-story]")].map((item) => item.dataset.story)]),
  )
  let waiting = null
  let asked = 0

  function draw() {
    for (const list of lists) {
      const items = shown[list.dataset.list].map((article) => {
        const story = known.get(article)
        const stands = where(article)
        const card = storyCard(story, {
          note: stands ? `On the page: ${stands}` : "",
          buttons: [button(stands ? "Move …" : "Place …", story.headline, "front-button", () => pickUp(article))],
        })
        if (stands) card.classList.add("is-placed")
        return element("li", { "data-story": article }, card)
      })
      list.replaceChildren(...(items.length ? items : [element("li", { className: "front-none", textContent: "No story." })]))
    }
  }

  async function find() {
    const number = ++asked
    try {
      const response = await fetch(`${form.dataset.stories}?${new URLSearchParams({ q: field.value.trim() })}`)
      if (!response.ok) throw new Error(response.statusText)
      const found = await response.json()
      // A slow answer to what was typed before.
      if (number !== asked) return
      for (const [name, stories] of Object.entries(found)) {
        for (const story of stories) known.set(story.uuid, story)
        shown[name] = stories.map((story) => story.uuid)
      }
      draw()
      const count = found.live.length + found.scheduled.length
      if (field.value.trim()) say(`${count} ${count === 1 ? "story" : "stories"} found.`)
    } catch {
      say("The search did not answer. Are you still signed in?")
    }
  }

  field.addEventListener("input", () => {
    clearTimeout(waiting)
    waiting = setTimeout(find, PATIENCE)
  })
  const findNow = (event) => {
    event.preventDefault()
    clearTimeout(waiting)
    find()
  }
  field.addEventListener("keydown", (event) => { if (event.key === "Enter") findNow(event) })
  form.querySelector("#front-find").addEventListener("click", findNow)
  return draw
}
