// Copies an article's address, and offers what the device itself shares with. Nothing is loaded, nobody is told.

const copy = document.querySelector("[data-copies]")
const share = document.querySelector("[data-shares]")
const address = document.getElementById(copy.dataset.copies)

copy.disabled = false
copy.addEventListener("click", async () => {
  address.select()
  try {
    await navigator.clipboard.writeText(address.value)
    copy.textContent = copy.dataset.done
  } catch {
    // It is selected: the keyboard copies it.
  }
})

if (navigator.share) {
  share.hidden = false
  share.addEventListener("click", async () => {
    try {
      await navigator.share({ title: share.dataset.shares, url: address.value })
    } catch {
      // The reader thought better of it.
    }
  })
}
