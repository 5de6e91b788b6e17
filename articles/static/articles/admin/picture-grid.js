/* The grid of pictures: keys walk through it and tick, the number of ticked ones is said. All of it works without. */

const form = document.getElementById("changelist-form")
const titles = [...form.querySelectorAll(".card-title")]
const ticks = [...form.querySelectorAll(".card-tick")]
const count = form.querySelector("[data-tick-count]")
const all = form.querySelector("[data-tick-all]")

function tell() {
  if (!count) return
  const ticked = ticks.filter((tick) => tick.checked).length
  count.textContent = ticked ? `${ticked} of ${ticks.length} ticked` : "Tick pictures to act on them."
  all.checked = ticked === ticks.length
  all.indeterminate = ticked > 0 && ticked < ticks.length
  for (const button of form.querySelectorAll(".grid-acts button")) button.disabled = !ticked
}

if (count) {
  all.parentElement.hidden = false
  all.addEventListener("change", () => {
    for (const tick of ticks) tick.checked = all.checked
    tell()
  })
  form.addEventListener("change", tell)
  // The browser keeps ticks when one comes back.
  addEventListener("pageshow", tell)
  tell()
}

// A range is ticked with Shift, as in every grid of pictures.
let last = -1
for (const [at, tick] of ticks.entries()) {
  tick.addEventListener("click", (event) => {
    if (event.shiftKey && last >= 0) {
      for (const each of ticks.slice(Math.min(at, last), Math.max(at, last) + 1)) each.checked = tick.checked
    }
    last = at
    tell()
  })
}

const here = () => titles.findIndex((title) => title.closest(".card").contains(document.activeElement))

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox]), select, textarea")) return
  const at = here()
  const perRow = titles.filter((title) => title.closest(".card").offsetTop === titles[0]?.closest(".card").offsetTop).length
  const isRtl = getComputedStyle(form).direction === "rtl"
  const steps = { j: 1, k: -1, ArrowRight: isRtl ? -1 : 1, ArrowLeft: isRtl ? 1 : -1, ArrowDown: perRow, ArrowUp: -perRow }
  if (event.key in steps && titles.length && (at >= 0 || event.key === "j" || event.key === "k")) {
    event.preventDefault()
    titles[at < 0 ? 0 : Math.min(Math.max(at + steps[event.key], 0), titles.length - 1)].focus()
  } else if (event.key === "x" && at >= 0 && ticks[at]) {
    ticks[at].click()
  }
})
