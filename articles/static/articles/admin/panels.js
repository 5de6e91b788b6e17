// The panels beside the story stand as this person left them; on a phone they begin closed, so that the story is near.

const PHONE = window.matchMedia("(max-width: 767px)")
const FIRST = "publishing"
const key = (panel) => `desk-panel-${panel.dataset.panel}`

function remembered(panel) {
  try {
    return localStorage.getItem(key(panel))
  } catch {
    return null
  }
}

function remember(panel) {
  try {
    localStorage.setItem(key(panel), panel.open ? "open" : "closed")
  } catch {
    // A browser that keeps nothing shows the panels as the page has them.
  }
}

for (const panel of document.querySelectorAll(".desk-panel")) {
  const hasErrors = panel.querySelector(".errorlist") !== null
  const was = remembered(panel)
  if (!hasErrors && was) panel.open = was === "open"
  if (!hasErrors && PHONE.matches && panel.dataset.panel !== FIRST) panel.open = false
  panel.querySelector("summary").addEventListener("click", () => {
    if (!PHONE.matches) setTimeout(() => remember(panel))
  })
}

// A link to something inside a closed panel, as the checks give, opens the panel.
function openFor(hash) {
  const target = hash.length > 1 ? document.getElementById(decodeURIComponent(hash.slice(1))) : null
  const panel = target?.closest(".desk-panel")
  if (panel) panel.open = true
  if (target) requestAnimationFrame(() => {
    target.scrollIntoView({ block: "center" })
    target.focus({ preventScroll: true })
  })
}

window.addEventListener("hashchange", () => openFor(location.hash))
openFor(location.hash)
