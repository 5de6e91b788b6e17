// Says what was updated since this reader read it. What was read stays in this browser: the addresses of the last
// stories, with the moment of what they said. Where the browser keeps nothing, nothing is said.

const KEY = "read"
const MOST = 200

function remembered() {
  try {
    return new Map(JSON.parse(localStorage.getItem(KEY)))
  } catch {
    return new Map()
  }
}

function remember(read, path, story) {
  // The last one read is the last to be forgotten.
  read.delete(path)
  read.set(path, story)
  try {
    localStorage.setItem(KEY, JSON.stringify([...read].slice(-MOST)))
  } catch {
    // It is full, or not to be had.
  }
}

function onStory(story) {
  const read = remembered()
  const path = location.pathname
  const modified = Number(story.dataset.modified)
  const edition = Number(story.dataset.edition)
  const [before, number] = read.get(path) ?? []
  const note = document.querySelector(".since")
  if (note && before < modified) tell(note, number === edition - 1 ? `${edition}/changes/` : "")
  remember(read, path, [modified, edition])
}

// What the one edition after it changed is a page; of several, their list is.
function tell(note, page) {
  const { says, more, history } = note.dataset
  if (history) {
    const link = document.createElement("a")
    const what = document.createElement("span")
    link.href = history + page
    what.textContent = more
    link.append(says, what)
    note.append(link)
  } else {
    note.append(says)
  }
  note.hidden = false
}

function onCards() {
  const read = remembered()
  for (const card of document.querySelectorAll(".card[data-modified]")) {
    const [before] = read.get(card.querySelector(".card-headline a").pathname) ?? []
    if (before !== undefined) card.dataset.read = before < Number(card.dataset.modified) ? "updated" : "seen"
  }
}

function onPage() {
  const story = document.documentElement
  if (story.dataset.edition) onStory(story)
  onCards()
}

// A page that the browser draws ahead has not been read, and one that it brings back was left before the story.
if (document.prerendering) document.addEventListener("prerenderingchange", onPage, { once: true })
else onPage()
addEventListener("pageshow", (event) => {
  if (event.persisted) onCards()
})
