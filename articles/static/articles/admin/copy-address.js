// A button that copies what a field holds. Without scripts the field is there to be copied by hand.

for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy)
  const copied = button.parentElement.querySelector("[data-copied]")
  button.hidden = false
  button.addEventListener("click", async () => {
    field.select()
    try {
      await navigator.clipboard.writeText(field.value)
      copied.textContent = "Copied."
    } catch {
      copied.textContent = "The browser does not let this page copy. It is selected: press Ctrl+C."
    }
  })
}
