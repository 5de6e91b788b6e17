// What stands in the article's form, and when somebody changes it.

export const form = document.getElementById("article_form")
export const facts = document.getElementById("desk-saving")?.dataset ?? {}

const isOfArticle = ([name, value]) =>
  typeof value === "string" && name !== "csrfmiddlewaretoken" && !name.startsWith("desk-")

// The article's fields in their order, without the token and what is the page's own.
export const typedEntries = () => [...new FormData(form)].filter(isOfArticle)

export const asText = (entries) => JSON.stringify(entries)

// A hidden field of the page: its name, for whom it was made, which unsaved text it goes on with.
export const ofPage = (name) => form.elements.namedItem(`desk-${name}`)

// Firefox fills hidden fields with those of the page that was reloaded: these are of this page.
if (form && facts.page) {
  ofPage("page").value = facts.page
  ofPage("knows-of").value = facts.knowsOf ?? ""
  ofPage("typed-by").value = facts.person
}

export const version = () => Number(form.elements.namedItem("version")?.value || 0)

export const token = () => form.elements.namedItem("csrfmiddlewaretoken").value

// Calls `changed` whenever something in the form may have become another: typing, the body's editor (whose
// textarea says so), searching selects (which tell jQuery alone), rows of the byline.
export function whenTyped(changed) {
  for (const name of ["input", "change"]) {
    form.addEventListener(name, ({ target }) => {
      // The note for colleagues stands among the panels and is sent by a form of its own.
      if (!target.form || target.form === form) changed()
    })
  }
  window.django?.jQuery(form).on("change", changed)
  for (const name of ["formset:added", "formset:removed"]) document.addEventListener(name, changed)
}

// A time of the clock as the server says it: in the newsroom's zone.
export function clock(at) {
  const day = { day: "numeric", month: "short", year: "numeric", timeZone: facts.zone }
  const inDays = new Intl.DateTimeFormat("en-GB", day)
  const time = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium", timeZone: facts.zone }).format(at)
  return inDays.format(at) === inDays.format(new Date()) ? time : `${inDays.format(at)}, ${time}`
}
