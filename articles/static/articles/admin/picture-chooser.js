// The dialog in which a picture is found or uploaded.

import { crel } from "django-prose-editor/editor"
import { findPictures, uploadPicture } from "newsroom/pictures"

const TYPING_PAUSE = 250

function tile(picture, choose) {
  const view = picture.url
    ? crel("img", { src: picture.url, alt: picture.alt, loading: "lazy" })
    : crel("span", { className: "desk-no-file", textContent: "No file yet" })
  const button = crel("button", { type: "button", className: "desk-tile" }, [
    view,
    crel("strong", { textContent: picture.title }),
    crel("span", { textContent: picture.credit || "No credit" }),
  ])
  button.addEventListener("click", () => choose(picture))
  return crel("li", null, [button])
}

// Resolves to the chosen picture, or to null when the dialog was closed without one.
export function choosePicture(address) {
  return new Promise((resolve) => {
    const search = crel("input", { type: "search", id: "desk-chooser-search", autocomplete: "off" })
    const file = crel("input", { type: "file", id: "desk-chooser-file", accept: "image/*" })
    const status = crel("p", { className: "desk-chooser-status", role: "status" })
    const tiles = crel("ul", { className: "desk-tiles" })
    const close = crel("button", { type: "button", className: "button", textContent: "Cancel" })
    const dialog = crel("dialog", { className: "desk-chooser", "aria-labelledby": "desk-chooser-heading" }, [
      crel("h2", { id: "desk-chooser-heading", textContent: "Choose a picture" }),
      crel("div", { className: "desk-chooser-ways" }, [
        crel("div", null, [crel("label", { htmlFor: search.id, textContent: "Search" }), search]),
        crel("div", null, [crel("label", { htmlFor: file.id, textContent: "Or upload a new one" }), file]),
      ]),
      status,
      tiles,
      close,
    ])
    const choose = (picture) => {
      resolve(picture)
      dialog.close()
    }

    let latest = 0
    async function load() {
      const mine = ++latest
      try {
        const { pictures, more } = await findPictures(address, { q: search.value })
        // An answer that was overtaken by a later search is dropped.
        if (mine !== latest) return
        tiles.replaceChildren(...pictures.map((picture) => tile(picture, choose)))
        status.textContent = pictures.length ? (more ? "The newest are shown. Search to find others." : "") : "Nothing found."
      } catch (error) {
        status.textContent = error.message
      }
    }

    let pause
    search.addEventListener("input", () => {
      clearTimeout(pause)
      pause = setTimeout(load, TYPING_PAUSE)
    })
    search.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault()
    })
    file.addEventListener("change", async () => {
      status.textContent = "Uploading …"
      try {
        choose(await uploadPicture(address, file.files[0]))
      } catch (error) {
        status.textContent = error.message
        file.value = ""
      }
    })
    close.addEventListener("click", () => dialog.close())
    dialog.addEventListener("close", () => {
      dialog.remove()
      resolve(null)
    })

    document.body.append(dialog)
    dialog.showModal()
    load()
  })
}
