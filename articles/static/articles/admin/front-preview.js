// The preview: the width changes at once, and links of the page open beside it, since they are no part of it.

const frame = document.getElementById("front-preview-frame")
const holder = document.getElementById("front-preview")

for (const choice of document.querySelectorAll(".front-widths input")) {
  choice.addEventListener("change", () => {
    holder.classList.toggle("front-preview-phone", choice.value === "phone")
    holder.classList.toggle("front-preview-desktop", choice.value === "desktop")
  })
}

function openLinksBeside() {
  frame.contentDocument?.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]")
    if (!link || link.getAttribute("href").startsWith("#")) return
    event.preventDefault()
    window.open(link.href, "_blank", "noopener")
  })
}
frame.addEventListener("load", openLinksBeside)
if (frame.contentDocument?.readyState === "complete") openLinksBeside()
