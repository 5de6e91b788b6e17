// Stories as cards, drawn as templates/admin/articles/front/_card.html draws them, with buttons.

export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(properties)) {
    if (name.includes("-") || name === "role") made.setAttribute(name, value)
    else made[name] = value
  }
  made.append(...children.filter((child) => child !== null && child !== ""))
  return made
}

const picture = (url) =>
  url ? element("img", { src: url, alt: "", loading: "lazy", decoding: "async", draggable: false }) : null

function text(headline, section, words, ...more) {
  return element(
    "div",
    { className: "front-card-text" },
    element("p", { className: "front-card-headline", dir: "auto", textContent: headline }),
    element(
      "p",
      { className: "front-card-meta" },
      element("span", { className: "front-card-section", textContent: section }),
      " ",
      element("span", { className: "front-card-state", textContent: words }),
    ),
    ...more,
  )
}

// The name says which story the button is for, to those who do not see where it stands.
export function button(words, headline, className, onclick) {
  const made = element("button", { type: "button", className, onclick }, words)
  if (headline) made.append(element("span", { className: "visually-hidden", textContent: `: ${headline}` }))
  return made
}

// A story that somebody put somewhere, or may.
export function storyCard(story, { note = "", buttons = [] } = {}) {
  const card = element(
    "div",
    { className: `front-card is-${story.state}`, draggable: true },
    picture(story.picture),
    text(
      story.headline,
      story.section,
      story.words,
      note ? element("p", { className: "front-place-note", textContent: note }) : null,
      buttons.length ? element("p", { className: "front-card-buttons" }, ...buttons) : null,
    ),
  )
  card.dataset.article = story.uuid
  return card
}

// What the river puts into a place, as a shadow of what readers will see.
export function automaticCard(filled, buttons = []) {
  if (!filled) return element("p", { className: "front-card-empty", textContent: "Empty: no story is left for it." })
  const more = buttons.length ? element("p", { className: "front-card-buttons" }, ...buttons) : null
  return element(
    "div",
    { className: "front-card is-automatic" },
    picture(filled.picture),
    text(filled.headline, filled.section, "Automatic", more),
  )
}
