// Django's selects that search are select2's, whose search fields say to nobody what they search for.

const name = (select) => {
  const label = document.querySelector(`label[for="${select.id}"]`)?.textContent ?? select.getAttribute("aria-label") ?? ""
  return label.replace(/:\s*$/, "").trim()
}

const $ = window.django?.jQuery

if ($) {
  // Django makes them when the page is ready, in an order that is not ours to know.
  $(() => setTimeout(() => {
    for (const select of document.querySelectorAll("select.admin-autocomplete")) {
      select.nextElementSibling?.querySelector(".select2-search__field")?.setAttribute("aria-label", name(select))
    }
  }))
  $(document).on("select2:open", ({ target }) => {
    document.querySelector(".select2-container--open .select2-search--dropdown .select2-search__field")?.setAttribute("aria-label", `Search: ${name(target)}`)
  })
}
