// Typed text is not left by accident; Ctrl+S saves, as everywhere.

const form = document.getElementById("article_form")

if (form && document.getElementById("id_body")) {
  let isDirty = Boolean(document.querySelector(".errornote"))
  const typed = ({ target }) => { isDirty ||= target.form?.id !== "note-form" }
  form.addEventListener("input", typed)
  form.addEventListener("change", typed)
  form.addEventListener("submit", () => { isDirty = false })
  window.addEventListener("beforeunload", (event) => {
    if (isDirty) event.preventDefault()
  })
  document.addEventListener("keydown", (event) => {
    const save = document.querySelector("#desk-bar [name=_save]")
    if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || !save) return
    event.preventDefault()
    form.requestSubmit(save)
  })
  // A headline is one line, however long: Enter goes on to the standfirst.
  const headline = document.getElementById("id_headline")
  headline?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return
    event.preventDefault()
    document.getElementById("id_standfirst")?.focus()
  })
}
