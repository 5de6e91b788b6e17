// What the bar says about saving. It is read out when it becomes something else, not at each save.

const place = document.getElementById("desk-saved")
const seen = document.createElement("span")
const heard = document.createElement("span")
let kind = ""

// Set apart, since the times in it change every few seconds.
seen.setAttribute("aria-live", "off")
heard.className = "visually-hidden"

// `said` is read out when the kind of state is a new one; "" reads nothing out. Buttons: [words, what they do].
export function showState(newKind, words, { said = words, buttons = [] } = {}) {
  if (!place) return
  if (!seen.isConnected) place.replaceChildren(seen, heard)
  place.dataset.state = newKind
  seen.replaceChildren(words, ...buttons.map(asButton))
  if (newKind === kind) return
  kind = newKind
  if (said) heard.textContent = said
}

function asButton([words, act]) {
  const button = document.createElement("button")
  button.type = "button"
  button.className = "desk-saved-button"
  button.textContent = words
  button.addEventListener("click", act)
  return button
}
