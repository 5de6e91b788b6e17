// The edit page around the body: typed text is not left by accident, and the lead picture is seen.

import { choosePicture } from "newsroom/picture-chooser"
import { findPictures } from "newsroom/pictures"
import { crel } from "django-prose-editor/editor"
import "newsroom/desk-jump"
import "newsroom/preview-panel"

function warnBeforeLeaving(form) {
  let isDirty = Boolean(document.querySelector(".errornote"))
  const typed = ({ target }) => { isDirty ||= target.form?.id !== "note-form" }
  form.addEventListener("input", typed)
  form.addEventListener("change", typed)
  form.addEventListener("submit", () => { isDirty = false })
  window.addEventListener("beforeunload", (event) => {
    if (isDirty) event.preventDefault()
  })
}

function showLeadPicture(select, shown, address) {
  const show = (picture) => {
    const view = picture?.url ? crel("img", { className: "desk-thumbnail", src: picture.url, alt: picture.alt }) : ""
    shown.replaceChildren(view || (picture ? "No file yet" : "No picture"))
  }
  // select2 announces its changes through jQuery alone.
  window.django.jQuery(select).on("change", async () => {
    if (!select.value) return show(null)
    const { pictures } = await findPictures(address, { id: select.value })
    show(pictures[0])
  })
  const button = crel("button", { type: "button", className: "button", textContent: "Choose a picture …" })
  button.addEventListener("click", async () => {
    const picture = await choosePicture(address)
    if (!picture) return
    select.replaceChildren(new Option("", ""), new Option(picture.title, picture.id, true, true))
    select.dispatchEvent(new Event("change", { bubbles: true }))
    window.django.jQuery(select).trigger("change")
  })
  shown.after(button)
}

const form = document.getElementById("article_form")
const body = document.getElementById("id_body")
const lead = document.getElementById("id_lead_image")
if (form && body) warnBeforeLeaving(form)
if (lead && body) {
  showLeadPicture(lead, document.querySelector(".field-lead_picture .readonly"), body.dataset.pictures)
}
