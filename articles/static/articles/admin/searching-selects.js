// Django's selects that search are select2's, whose search fields say to nobody what they search for.

const name = (select) => {
  const label = document.querySelector(`label[for="${select.id}"]`)?.textContent ?? select.getAttribute("aria-label") ?? ""
  return label.replace(/:\s*$/, "").trim()
}

// A select for one thing is named by what is chosen in it: empty, it has no name at all.
const nameBox = (select, box) => {
  const label = document.querySelector(`label[for="${select.id}"]`)
  if (!box || !label) return
  label.id ||= `label-${select.id}`
  box.setAttribute("aria-labelledby", `${label.id} ${box.getAttribute("aria-labelledby") ?? ""}`.trim())
  box.querySelector(".select2-selection__rendered")?.setAttribute("aria-labelledby", label.id)
}

const $ = window.django?.jQuery

if ($) {
  // Django makes them when the page is ready, in an order that is not ours to know.
  $(() => setTimeout(() => {
    for (const select of document.querySelectorAll("select.admin-autocomplete")) {
      const drawn = select.nextElementSibling
      drawn?.querySelector(".select2-search__field")?.setAttribute("aria-label", name(select))
      nameBox(select, drawn?.querySelector(".select2-selection--single"))
    }
  }))
  $(document).on("select2:open", ({ target }) => {
    document.querySelector(".select2-container--open .select2-search--dropdown .select2-search__field")?.setAttribute("aria-label", `Search: ${name(target)}`)
  })
}
