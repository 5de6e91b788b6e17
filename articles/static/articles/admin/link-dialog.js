// The dialog in which a link gets its address: typed, or found among the site's own stories by headline.

import { crel } from "django-prose-editor/editor"
import { readAddress } from "newsroom/addresses"
import { dialogButton, field, openDialog } from "newsroom/dialogs"

const TYPING_PAUSE = 250
const NOT_REACHED = "The stories cannot be searched now. Are you still signed in?"

async function findTargets(address, words) {
  const response = await fetch(`${address}?${new URLSearchParams({ q: words })}`)
  if (!response.ok || !response.headers.get("content-type")?.startsWith("application/json")) throw new Error(NOT_REACHED)
  return (await response.json()).targets
}

function option(target, number) {
  return crel("li", { id: `desk-link-target-${number}`, role: "option", "aria-selected": "false", "aria-disabled": String(!target.path) }, [
    crel("strong", { textContent: target.headline }),
    crel("span", { textContent: [target.section, target.state].filter(Boolean).join(" · ") }),
  ])
}

// The list below the field, as screen readers know it from any field that suggests.
class Targets {
  constructor(input, address, take) {
    Object.assign(this, { input, address, take, targets: [], active: -1, latest: 0 })
    this.list = crel("ul", { id: "desk-link-targets", className: "desk-targets", role: "listbox", "aria-label": "Stories" })
    this.status = crel("p", { className: "desk-dialog-help", role: "status" })
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": this.list.id, "aria-expanded": "false" })) {
      input.setAttribute(name, value)
    }
    this.list.addEventListener("mousedown", (event) => event.preventDefault())
    this.list.addEventListener("click", ({ target }) => this.#choose([...this.list.children].indexOf(target.closest("li"))))
    this.show([])
  }

  show(targets) {
    this.targets = targets
    this.list.replaceChildren(...targets.map(option))
    this.list.hidden = !targets.length
    this.input.setAttribute("aria-expanded", String(targets.length > 0))
    this.#mark(-1)
  }

  #mark(number) {
    this.active = number
    for (const [index, item] of [...this.list.children].entries()) item.setAttribute("aria-selected", String(index === number))
    const item = this.list.children[number]
    item?.scrollIntoView({ block: "nearest" })
    if (item) this.input.setAttribute("aria-activedescendant", item.id)
    else this.input.removeAttribute("aria-activedescendant")
  }

  #choose(number) {
    const target = this.targets[number]
    if (!target) return
    if (target.path) {
      this.status.textContent = `${target.headline}: ${target.state}`
      this.show([])
    } else {
      this.status.textContent = `“${target.headline}” is not published yet, so there is no address to link to.`
    }
    this.take(target)
  }

  async search(words) {
    const mine = ++this.latest
    if (words.trim().length < 2) {
      this.status.textContent = ""
      return this.show([])
    }
    try {
      const targets = await findTargets(this.address, words)
      // An answer that was overtaken by a later search is dropped.
      if (mine !== this.latest) return
      this.show(targets)
      this.status.textContent = targets.length ? `${targets.length} ${targets.length === 1 ? "story" : "stories"}. Arrow keys choose one.` : "No story has these words in its headline."
    } catch (error) {
      this.status.textContent = error.message
    }
  }

  // Whether the key was the list's.
  key(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1 }
    if (event.key in steps && this.targets.length) {
      this.#mark((this.active + steps[event.key] + this.targets.length) % this.targets.length)
    } else if (event.key === "Enter" && this.active >= 0) {
      this.#choose(this.active)
    } else {
      return false
    }
    event.preventDefault()
    return true
  }
}

function searchWhileTyping(input, targets, site) {
  let pause
  input.addEventListener("input", () => {
    clearTimeout(pause)
    const isWords = readAddress(input.value, site) === null
    pause = setTimeout(() => targets.search(isWords ? input.value : ""), TYPING_PAUSE)
  })
}

// Resolves to {href, text}, to {href: null} to take the link away, or to null. `text` is asked for where there is none.
export function askForLink({ links, site }, { href, text }) {
  return openDialog({
    heading: href ? "Change the link" : "Link",
    className: "desk-link-dialog",
    build(close) {
      const where = field("Address, or words from a headline", { value: href })
      const words = field("Text of the link")
      words.element.hidden = Boolean(text)
      const targets = new Targets(where.input, links, (target) => {
        if (!target.path) return
        where.input.value = target.path
        where.says("")
        if (!text && !words.input.value) words.input.value = target.headline
      })
      searchWhileTyping(where.input, targets, site)
      const accept = () => {
        const address = readAddress(where.input.value, site)
        if (!address) return where.says(where.input.value.trim() ? "Choose one of the stories, or write an address." : "Write an address, or words from a headline.")
        if (address.error) return where.says(address.error)
        close({ href: address.href, text: text || words.input.value.trim() || address.href })
      }
      where.input.addEventListener("keydown", (event) => {
        if (event.isComposing || targets.key(event) || event.key !== "Enter") return
        event.preventDefault()
        accept()
      })
      words.input.addEventListener("keydown", (event) => {
        if (event.key === "Enter" && !event.isComposing) accept()
      })
      return [
        where.element,
        targets.list,
        targets.status,
        words.element,
        crel("div", { className: "desk-dialog-buttons" }, [
          dialogButton(href ? "Change" : "Link", accept, "button default"),
          ...(href ? [dialogButton("Remove the link", () => close({ href: null }))] : []),
          dialogButton("Cancel", () => close(null)),
        ]),
      ]
    },
  })
}
