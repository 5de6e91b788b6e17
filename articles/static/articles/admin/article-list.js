/* The list of articles: j and k walk through it, menus close, filters fold on a phone. All of it works without. */

const isPhone = matchMedia("(max-width: 767px)").matches
const filters = document.querySelector(".list-filters")
if (filters && isPhone && !("inUse" in filters.dataset)) filters.open = false

const menus = () => document.querySelectorAll(".list-menu[open]")

document.addEventListener("click", (event) => {
  for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false
})

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    for (const menu of menus()) {
      menu.open = false
      menu.querySelector("summary").focus()
    }
    return
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox]), select, textarea")) return
  if (event.key === "j") step(1)
  else if (event.key === "k") step(-1)
  else if (event.key === "/") {
    event.preventDefault()
    document.getElementById("searchbar").select()
  }
})

/** Focus the headline `by` rows on; the first one where none has the focus. */
function step(by) {
  const headlines = [...document.querySelectorAll("#result_list tbody th a")]
  const row = document.activeElement.closest("#result_list tbody tr")
  const at = row ? headlines.findIndex((headline) => row.contains(headline)) + by : 0
  headlines[Math.min(Math.max(at, 0), headlines.length - 1)]?.focus()
}
