// Tabs as the keyboard knows them: arrows go from one to the next, Tab goes into what is shown.

import { crel } from "django-prose-editor/editor"

// `pages` has a label and an element by name. Returns the list of tabs.
export function tabs(label, pages) {
  const names = Object.keys(pages)
  const buttons = names.map((name) => button(name, pages[name]))
  const show = (shown, { andFocus = false } = {}) => {
    for (const [index, name] of names.entries()) {
      const isShown = index === shown
      buttons[index].setAttribute("aria-selected", isShown)
      buttons[index].tabIndex = isShown ? 0 : -1
      pages[name].element.hidden = !isShown
    }
    if (andFocus) buttons[shown].focus()
  }
  for (const [index, one] of buttons.entries()) {
    one.addEventListener("click", () => show(index))
    one.addEventListener("keydown", ({ key }) => {
      const steps = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: buttons.length - 1 }
      if (key in steps) show((steps[key] + buttons.length) % buttons.length, { andFocus: true })
    })
  }
  show(0)
  return crel("div", { className: "preview-tabs", role: "tablist", "aria-label": label }, buttons)
}

function button(name, { label, element }) {
  element.id = `preview-tab-${name}`
  element.setAttribute("role", "tabpanel")
  // It may scroll and hold nothing that takes the focus: the keyboard has to get into it all the same.
  element.tabIndex = 0
  element.setAttribute("aria-labelledby", `preview-tab-${name}-name`)
  return crel("button", {
    type: "button",
    role: "tab",
    id: `preview-tab-${name}-name`,
    textContent: label,
    "aria-controls": element.id,
  })
}
