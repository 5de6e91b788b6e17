// The readers' page in a frame of a device's width, made smaller where the desk has less room.

const { ResizeObserver } = window

// Nothing runs in it; links open windows of their own.
const SANDBOX = "allow-same-origin allow-popups allow-popups-to-escape-sandbox"

function loaded(frame) {
  return new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }))
}

export class PreviewFrame {
  #stage
  #current = null
  #width = 390
  #wanted = null
  #isLoading = false

  constructor(stage) {
    this.#stage = stage
    new ResizeObserver(() => this.#fit()).observe(stage)
  }

  set width(width) {
    this.#width = width
    this.#fit()
  }

  // Show what is at `address` now, at the place to which the page was scrolled. Resolves to whether it could be had.
  async load(address) {
    this.#wanted = address
    // Whoever loads already goes on to the address that was asked for last.
    if (this.#isLoading) return true
    this.#isLoading = true
    let isShown = true
    try {
      while (this.#wanted) {
        const next = this.#wanted
        this.#wanted = null
        isShown = await this.#swap(next)
      }
    } finally {
      this.#isLoading = false
    }
    return isShown
  }

  async #swap(address) {
    const next = document.createElement("iframe")
    next.className = "preview-frame"
    next.title = "The article as readers would see it"
    next.setAttribute("sandbox", SANDBOX)
    next.inert = true
    next.src = address
    const isLoaded = loaded(next)
    this.#stage.append(next)
    this.#fit()
    await isLoaded
    if (!isArticle(next)) {
      next.remove()
      return false
    }
    next.contentWindow.scrollTo({ top: this.#scrolledTo(), behavior: "instant" })
    next.inert = false
    next.classList.add("is-shown")
    this.#current?.remove()
    this.#current = next
    return true
  }

  #scrolledTo() {
    return this.#current?.contentWindow?.scrollY ?? 0
  }

  #fit() {
    const { clientWidth, clientHeight } = this.#stage
    if (!clientWidth) return
    const scale = Math.min(1, clientWidth / this.#width)
    for (const frame of this.#stage.querySelectorAll("iframe")) {
      frame.style.width = `${this.#width}px`
      frame.style.height = `${clientHeight / scale}px`
      frame.style.transform = `scale(${scale})`
      frame.style.left = `${Math.max(0, (clientWidth - this.#width * scale) / 2)}px`
    }
  }
}

// Not where the server answered otherwise: the session has ended, or there is no network.
function isArticle(frame) {
  try {
    return Boolean(frame.contentDocument?.querySelector("article.story"))
  } catch {
    return false
  }
}
