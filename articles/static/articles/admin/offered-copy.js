// Text that this browser kept and the server never got, offered when the article is opened again.

import { copiesFor, forgetCopy } from "newsroom/browser-copies"
import { asText, clock, facts, form, ofPage, token, typedEntries } from "newsroom/typed-text"

const COOKIE = "newsroom_saved_page"
const section = document.getElementById("desk-browser-copy")

// The answer to a save names the page that was saved: its text is safe.
function savedPage() {
  const found = document.cookie.split("; ").find((cookie) => cookie.startsWith(`${COOKIE}=`))
  return found?.slice(COOKIE.length + 1)
}

async function openPages() {
  const { held = [] } = await navigator.locks?.query() ?? {}
  return new Set(held.map(({ name }) => name.replace("newsroom-desk-", "")))
}

async function offer() {
  const page = ofPage("page").value
  const saved = savedPage()
  if (saved && saved !== page) await forgetCopy(saved)
  const [copies, open] = await Promise.all([copiesFor(facts.person, facts.article), openPages()])
  for (const copy of copies.filter((one) => one.page !== page && !open.has(one.page))) {
    if (asText(copy.entries) === asText(typedEntries())) await forgetCopy(copy.page)
    else return show(copy)
  }
}

function show(copy) {
  section.querySelector("[data-copy-clock]").textContent = clock(copy.at)
  section.querySelector("[data-copy-start]").textContent = start(copy.entries)
  section.querySelector("[data-copy-take]").onclick = () => take(copy)
  section.querySelector("[data-copy-discard]").onclick = async () => {
    section.hidden = true
    await forgetCopy(copy.page)
    offer()
  }
  section.hidden = false
}

// The headline, and the end of the body, where the person was.
function start(entries) {
  const fields = Object.fromEntries(entries)
  const body = new DOMParser().parseFromString((fields.body ?? "").slice(-4000), "text/html").body.textContent.trim()
  const end = body.length > 160 ? `… ${body.slice(-160)}` : body
  return [fields.headline, end].filter(Boolean).join(": ")
}

// The server draws the form with it, as it draws every form; nothing is saved by that.
function take(copy) {
  const sent = document.createElement("form")
  sent.method = "post"
  sent.action = `${location.pathname}?show=1`
  const ofThePage = [["csrfmiddlewaretoken", token()], ["desk-page", copy.page], ["desk-typed-by", facts.person], ["desk-knows-of", facts.known ?? ""]]
  for (const [name, value] of [...copy.entries, ...ofThePage]) {
    const input = document.createElement("textarea")
    input.name = name
    input.value = value
    sent.append(input)
  }
  sent.hidden = true
  document.body.append(sent)
  sent.submit()
}

if (form && section && "typing" in facts) {
  // The form goes to the page's own address, which must not say that it is only to be shown.
  if (new URLSearchParams(location.search).has("show")) history.replaceState(null, "", location.pathname)
  // A browser that keeps nothing has nothing to offer.
  offer().catch(() => {})
}
