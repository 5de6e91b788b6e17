// Who else has the article open, and whether somebody has saved it since this page was opened.

import { facts, form, version } from "newsroom/typed-text"

// In milliseconds. The server forgets who has given no sign for twelve seconds.
const EVERY = 5_000
const HIDDEN = 8_000
const TYPING = 6_000

const place = document.getElementById("desk-presence")
const people = document.createElement("ul")
const moved = document.createElement("p")
const heard = document.createElement("span")
let timer
let left = new AbortController()
let typedAt = 0
let here = new Set()
let isFirst = true
let shownVersion = 0

function sign(fields) {
  const data = new FormData()
  data.set("csrfmiddlewaretoken", document.querySelector("input[name=csrfmiddlewaretoken]").value)
  for (const [name, value] of Object.entries(fields)) data.set(name, value)
  return data
}

async function live() {
  clearTimeout(timer)
  try {
    const body = sign({ typing: Date.now() - typedAt < TYPING ? "yes" : "no" })
    const options = { method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual" }
    const signal = AbortSignal.any([AbortSignal.timeout(EVERY * 2), left.signal])
    const response = await fetch(facts.presence, { ...options, signal })
    show(response.ok ? await response.json() : { others: [] })
  } catch {
    if (left.signal.aborted) return
    // Without an answer nobody is known to be here.
    show({ others: [] })
  }
  timer = setTimeout(live, document.visibilityState === "visible" ? EVERY : HIDDEN)
}

function show({ others, version: stored, saved_by: by }) {
  people.replaceChildren(...others.map(person))
  people.hidden = others.length === 0
  tell(new Set(others.map(({ name }) => name)))
  if (stored) showVersion(stored, by)
}

function person({ name, state, since }) {
  const item = document.createElement("li")
  item.dataset.state = state
  item.textContent = state === "typing" ? `${name} is typing` : `${name} is here`
  item.title = `Here since ${since}`
  return item
}

// Who comes and who goes is read out; who types at the moment is only seen.
function tell(names) {
  const came = [...names].filter((name) => !here.has(name)).map((name) => `${name} ${isFirst ? "is" : "came"} here`)
  const left = [...here].filter((name) => !names.has(name)).map((name) => `${name} left`)
  if (came.length || left.length) heard.textContent = `${[...came, ...left].join(", ")}.`
  here = names
  isFirst = false
}

function showVersion(stored, by) {
  const base = form ? version() : Number(facts.version)
  if (stored <= base || stored === shownVersion) return
  shownVersion = stored
  const link = document.createElement("a")
  link.href = `${facts.compare}?old=${Math.max(base, 1)}&new=${stored}`
  link.target = "_blank"
  link.textContent = "See what changed"
  const words = "typing" in facts ? "your save will be merged with it" : "reload to see it"
  moved.replaceChildren(`${by} saved revision ${stored}: ${words}. `, link)
  moved.hidden = false
}

if (place && facts.presence) {
  people.hidden = moved.hidden = true
  people.setAttribute("aria-label", "Also here")
  moved.className = "desk-moved"
  moved.setAttribute("role", "status")
  heard.className = "visually-hidden"
  heard.setAttribute("role", "status")
  place.append(people, moved, heard)
  if ("typing" in facts) form?.addEventListener("input", () => { typedAt = Date.now() })
  document.addEventListener("visibilitychange", live)
  window.addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return
    left = new AbortController()
    live()
  })
  window.addEventListener("pagehide", () => {
    clearTimeout(timer)
    // A sign that is under way would come after the word that the page has gone.
    left.abort()
    navigator.sendBeacon(facts.presence, sign({ leaving: "yes" }))
  })
  live()
}
