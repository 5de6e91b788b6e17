// The dialog in which pictures are found or uploaded.

import { crel } from "django-prose-editor/editor"
import { dialogButton, openDialog } from "newsroom/dialogs"
import { findPictures, pictureFiles, rightsOf } from "newsroom/pictures"
import { uploadList } from "newsroom/uploads"

const TYPING_PAUSE = 250

function tile(picture) {
  const view = picture.url
    ? crel("img", { src: picture.url, alt: picture.alt, loading: "lazy" })
    : crel("span", { className: "desk-no-file", textContent: "No file yet" })
  const rights = rightsOf(picture)
  return crel("button", { type: "button", className: "desk-tile" }, [
    view,
    crel("strong", { textContent: picture.title }),
    ...(picture.credit ? [crel("span", { className: "desk-tile-credit", textContent: picture.credit })] : []),
    ...(picture.badges ?? []).map((words) => crel("span", { className: picture.stopped ? "desk-missing" : "desk-tile-credit", textContent: words })),
    ...(rights ? [crel("span", { className: picture.ended ? "desk-missing" : "desk-tile-credit", textContent: rights })] : []),
  ])
}

// Arrow keys go from tile to tile as they lie on the screen.
function walkTiles(tiles, event) {
  const all = [...tiles.querySelectorAll(".desk-tile")]
  const here = all.indexOf(document.activeElement)
  if (here < 0) return
  const perRow = all.filter((each) => each.offsetTop === all[0].offsetTop).length
  const isRtl = getComputedStyle(tiles).direction === "rtl"
  const steps = { ArrowRight: isRtl ? -1 : 1, ArrowLeft: isRtl ? 1 : -1, ArrowDown: perRow, ArrowUp: -perRow, Home: -here, End: all.length }
  if (!(event.key in steps)) return
  event.preventDefault()
  all[Math.max(0, Math.min(all.length - 1, here + steps[event.key]))].focus()
}

class Chooser {
  constructor(address, isForMany, close) {
    Object.assign(this, { address, isForMany, close, chosen: new Map(), latest: 0 })
    this.search = crel("input", { type: "search", id: "desk-chooser-search", autocomplete: "off" })
    this.file = crel("input", { type: "file", id: "desk-chooser-file", accept: "image/*", multiple: isForMany })
    this.collection = crel("select", { id: "desk-chooser-collection" }, [crel("option", { value: "", textContent: "All pictures" })])
    this.collecting = crel("div", { hidden: true }, [crel("label", { htmlFor: this.collection.id, textContent: "Collection" }), this.collection])
    this.status = crel("p", { className: "desk-chooser-status", role: "status" })
    this.tiles = crel("ul", { className: "desk-tiles" })
    this.uploads = uploadList(address)
    this.accept = dialogButton("", () => this.close([...this.chosen.values()]), "button default")
    this.#listen()
    this.#count()
  }

  elements() {
    const cancel = dialogButton("Cancel", () => this.close([]))
    return [
      crel("div", { className: "desk-chooser-ways" }, [
        crel("div", null, [crel("label", { htmlFor: this.search.id, textContent: "Search" }), this.search]),
        this.collecting,
        crel("div", null, [crel("label", { htmlFor: this.file.id, textContent: "Or upload: choose, drop or paste here" }), this.file]),
      ]),
      this.uploads.element,
      this.status,
      this.tiles,
      crel("div", { className: "desk-dialog-buttons" }, this.isForMany ? [this.accept, cancel] : [cancel]),
    ]
  }

  #listen() {
    let pause
    this.search.addEventListener("input", () => {
      clearTimeout(pause)
      pause = setTimeout(() => this.load(), TYPING_PAUSE)
    })
    this.search.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault()
      if (event.key === "ArrowDown") this.tiles.querySelector(".desk-tile")?.focus()
    })
    this.collection.addEventListener("change", () => this.load())
    this.file.addEventListener("change", () => this.take([...this.file.files]))
    this.tiles.addEventListener("keydown", (event) => walkTiles(this.tiles, event))
  }

  // Files that were dropped on the dialog or pasted while it is open.
  listenOn(dialog) {
    dialog.addEventListener("dragover", (event) => event.preventDefault())
    dialog.addEventListener("drop", (event) => {
      event.preventDefault()
      this.take(pictureFiles(event.dataTransfer))
    })
    dialog.addEventListener("paste", (event) => {
      const files = pictureFiles(event.clipboardData)
      if (!files.length) return
      event.preventDefault()
      this.take(files)
    })
  }

  async load() {
    const mine = ++this.latest
    try {
      const { pictures, more, collections } = await findPictures(this.address, { q: this.search.value, collection: this.collection.value })
      // An answer that was overtaken by a later search is dropped.
      if (mine !== this.latest) return
      this.#offer(collections)
      this.tiles.replaceChildren(...pictures.map((picture) => this.#item(picture)))
      const found = pictures.length === 1 ? "1 picture." : `${pictures.length} pictures.`
      this.status.textContent = more ? "The newest are shown. Search to find others." : found
    } catch (error) {
      this.status.textContent = error.message
    }
  }

  // Once: what there is hardly changes while the dialog is open.
  #offer(collections = []) {
    if (this.collection.length > 1 || !collections.length) return
    this.collection.append(...collections.map(([id, name]) => crel("option", { value: id, textContent: name })))
    this.collecting.hidden = false
  }

  async take(given) {
    const files = this.isForMany ? given : given.slice(0, 1)
    if (!files.length) return
    const done = []
    await this.uploads.upload(files, (picture) => done.push(picture))
    this.file.value = ""
    if (!this.isForMany && done.length) return this.close(done)
    for (const picture of done) {
      this.chosen.set(picture.key, picture)
      this.tiles.querySelector(`[data-key="${CSS.escape(picture.key)}"]`)?.remove()
      this.tiles.prepend(this.#item(picture))
    }
    this.#count()
  }

  #item(picture) {
    const button = tile(picture)
    button.addEventListener("click", () => (this.isForMany ? this.#toggle(picture) : this.close([picture])))
    const item = crel("li", { "data-key": picture.key }, [button])
    if (this.isForMany) this.#mark(item)
    return item
  }

  #toggle(picture) {
    if (!this.chosen.delete(picture.key)) this.chosen.set(picture.key, picture)
    this.#count()
  }

  // Each tile that is chosen says which of the pictures it will be.
  #mark(item) {
    const place = [...this.chosen.keys()].indexOf(item.dataset.key)
    item.firstChild.setAttribute("aria-pressed", String(place >= 0))
    if (place < 0) delete item.dataset.place
    else item.dataset.place = place + 1
  }

  #count() {
    for (const item of this.isForMany ? this.tiles.children : []) this.#mark(item)
    const number = this.chosen.size
    this.accept.textContent = number === 1 ? "Insert 1 picture" : `Insert ${number} pictures`
    this.accept.disabled = number === 0
  }
}

function choose(address, { heading, isForMany }) {
  return openDialog({
    heading,
    className: "desk-chooser",
    otherwise: [],
    build(close, dialog) {
      const chooser = new Chooser(address, isForMany, close)
      chooser.listenOn(dialog)
      chooser.load()
      return chooser.elements()
    },
  })
}

// Resolves to the pictures that were chosen, in the order of choosing; to none when the dialog was closed.
export const choosePictures = (address) => choose(address, { heading: "Choose pictures", isForMany: true })

// Resolves to the chosen picture, or to null when the dialog was closed without one.
export const choosePicture = async (address) =>
  (await choose(address, { heading: "Choose a picture", isForMany: false }))[0] ?? null
