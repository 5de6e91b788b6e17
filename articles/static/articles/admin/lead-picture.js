// The lead picture is seen, and chosen in the same dialog as those of the body.

import { crel } from "django-prose-editor/editor"
import { choosePicture } from "newsroom/picture-chooser"
import { findPictures } from "newsroom/pictures"

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

const lead = document.getElementById("id_lead_image")
const body = document.getElementById("id_body")
if (lead && body) {
  showLeadPicture(lead, document.querySelector(".field-lead_picture .readonly"), body.dataset.pictures)
}
