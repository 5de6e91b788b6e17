// The preview beside the form: the readers' page as they would see it, how it looks elsewhere, and the checks.
// Without scripts the bar's link opens the preview's own page, which has all of it.

import { crel } from "django-prose-editor/editor"
import { PreviewFrame } from "newsroom/preview-frame"
import { readState, writeState } from "newsroom/preview-state"
import { tabs } from "newsroom/preview-tabs"

// A sheet of A4 has 794 pixels, at 96 an inch.
const WIDTHS = { phone: 390, tablet: 768, desktop: 1280, paper: 794 }
const DEVICES = { phone: "Phone", tablet: "Tablet", desktop: "Desktop", paper: "On paper" }
const SCHEMES = { light: "Light", dark: "Dark" }

const STALE = "The preview could not be brought up to date: the network is down, or you were signed out."

const div = (className, children = []) => crel("div", { className }, children)

// Buttons of which one is pressed; `choose` is told its name.
function choice(label, names, pressed, choose) {
  const buttons = Object.entries(names).map(([name, textContent]) => {
    const button = crel("button", { type: "button", textContent, "aria-pressed": String(name === pressed) })
    button.addEventListener("click", () => {
      for (const one of buttons) one.setAttribute("aria-pressed", String(one === button))
      choose(name)
    })
    return button
  })
  return crel("div", { className: "preview-choice", role: "group", "aria-label": label }, buttons)
}

class PreviewPanel {
  constructor(link, form) {
    this.link = link
    this.address = new URL(link.href, location.href)
    this.state = readState()
    this.isBeside = matchMedia("(min-width: 1100px)")
    this.#build()
    form.after(this.dialog)
    this.#listen()
    if (this.state.isOpen && this.isBeside.matches) this.#open()
  }

  // What it is made of

  #build() {
    const stage = div("preview-stage")
    const page = div("preview-as-read", [this.#controls(), stage])
    this.frame = new PreviewFrame(stage)
    this.frame.width = WIDTHS[this.state.device]
    this.parts = {
      source: crel("div", { className: "preview-source" }),
      summary: crel("span", { textContent: "…" }),
      checks: div("preview-check-lists"),
      search: div("preview-elsewhere"),
      share: div("preview-elsewhere"),
    }
    this.fault = crel("p", { className: "preview-fault", role: "status" })
    this.checks = crel("details", { className: "preview-checks" }, [
      crel("summary", {}, [crel("span", { textContent: "Checks: " }), this.parts.summary]),
      this.parts.checks,
    ])
    const choose = tabs("How it looks", {
      page: { label: "The page", element: page },
      search: { label: "In a search result", element: this.parts.search },
      share: { label: "When shared", element: this.parts.share },
    })
    const { search, share } = this.parts
    this.dialog = crel("dialog", { id: "preview-panel", className: "preview-panel", "aria-labelledby": "preview-name" }, [
      this.#head(), this.fault, choose, page, search, share, this.checks,
    ])
  }

  #head() {
    const close = crel("button", { type: "button", className: "preview-close", textContent: "Close" })
    close.addEventListener("click", () => this.#close())
    const elsewhere = (textContent, href) => crel("a", { textContent, href, target: "_blank" })
    return div("preview-head", [
      crel("h2", { id: "preview-name", textContent: "Preview" }),
      close,
      this.parts.source,
      div("preview-ways", [
        elsewhere("In a tab of its own", this.address.href),
        elsewhere("A link for somebody without an account", new URL("../links/", this.address).href),
      ]),
    ])
  }

  #controls() {
    const schemes = choice("Colours", SCHEMES, this.state.scheme, (scheme) => {
      this.#remember({ scheme })
      this.#showPage()
    })
    const devices = choice("Device", DEVICES, this.state.device, (device) => {
      const wasPaper = this.state.device === "paper"
      this.#remember({ device })
      this.frame.width = WIDTHS[device]
      schemes.hidden = device === "paper"
      if (wasPaper !== schemes.hidden) this.#showPage()
    })
    // Paper is white.
    schemes.hidden = this.state.device === "paper"
    return div("preview-controls", [devices, schemes])
  }

  // What it does

  #listen() {
    // It toggles something on this page now.
    this.link.setAttribute("role", "button")
    this.link.setAttribute("aria-controls", this.dialog.id)
    this.link.setAttribute("aria-expanded", "false")
    this.link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      if (this.dialog.open) this.#close()
      else this.#open()
    })
    this.link.addEventListener("keydown", (event) => {
      if (event.key !== " ") return
      event.preventDefault()
      this.link.click()
    })
    this.dialog.addEventListener("cancel", (event) => {
      event.preventDefault()
      this.#close()
    })
    this.dialog.addEventListener("click", (event) => this.#jump(event))
    this.checks.firstElementChild.addEventListener("click", () => {
      if (this.isBeside.matches) this.#remember({ areChecksOpen: !this.checks.open })
    })
    this.isBeside.addEventListener("change", () => this.dialog.open && this.#place())
    document.addEventListener("desk:autosaved", () => this.dialog.open && this.refresh())
  }

  #open() {
    this.#place()
    this.#remember({ isOpen: true })
    this.link.setAttribute("aria-expanded", "true")
    this.refresh()
  }

  // Beside the form where there is room; else over all of it, where only one of the two can be worked in.
  #place() {
    this.dialog.close()
    const { matches } = this.isBeside
    document.body.classList.toggle("has-preview", matches)
    // A small screen is the page's; what was found is told in one line.
    this.checks.open = matches && this.state.areChecksOpen
    if (matches) this.dialog.open = true
    else this.dialog.showModal()
  }

  #close() {
    this.dialog.close()
    document.body.classList.remove("has-preview")
    this.#remember({ isOpen: false })
    this.link.setAttribute("aria-expanded", "false")
    this.link.focus()
  }

  #remember(changes) {
    Object.assign(this.state, changes)
    writeState(this.state)
  }

  // What it shows

  async refresh() {
    const shown = await Promise.all([this.#showPage(), this.#showFindings()])
    this.fault.textContent = shown.every(Boolean) ? "" : STALE
  }

  #showPage() {
    const address = new URL(this.address)
    address.searchParams.set("framed", "1")
    if (this.state.device === "paper") address.searchParams.set("medium", "print")
    else address.searchParams.set("scheme", this.state.scheme)
    return this.frame.load(address.href)
  }

  async #showFindings() {
    try {
      const address = new URL("checks/?fragment=1", this.address)
      const response = await fetch(address, { redirect: "manual" })
      if (!response.ok) return false
      const page = new DOMParser().parseFromString(await response.text(), "text/html")
      for (const [name, element] of Object.entries(this.parts)) {
        putInto(element, page.querySelector(`[data-part="${name}"]`))
      }
      return true
    } catch {
      return false
    }
  }

  // To the place in the form that a check is about.
  #jump(event) {
    const found = event.target.closest("a[data-field]")
    if (!found) return
    event.preventDefault()
    if (!this.isBeside.matches) this.#close()
    const { block, words } = found.dataset
    const detail = { id: new URL(found.href).hash.slice(1), block: block === undefined ? null : Number(block), words }
    document.dispatchEvent(new CustomEvent("desk:jump", { detail }))
  }
}

// The children of `from`, unless `element` has the same; who stands on a link in it stays on the one in its place.
function putInto(element, from) {
  if (!from || element.innerHTML === from.innerHTML) return
  const links = () => [...element.querySelectorAll("a")]
  const standsOn = links().indexOf(document.activeElement)
  element.replaceChildren(...from.childNodes)
  if (standsOn >= 0) links().at(Math.min(standsOn, links().length - 1))?.focus()
}

const link = document.getElementById("desk-preview")
const form = document.getElementById("article_form")
if (link?.href && form) new PreviewPanel(link, form)
