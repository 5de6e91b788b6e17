// A session that ended while somebody typed: they sign in beside the form, and their text stays.

import { facts, ofPage } from "newsroom/typed-text"

const dialog = document.getElementById("desk-sign-in")
const form = document.getElementById("desk-sign-in-form")
const other = dialog?.querySelector("[data-other-person]")
const error = dialog?.querySelector("[data-sign-in-error]")
const username = document.getElementById("desk-sign-in-name")
const password = document.getElementById("desk-sign-in-password")

const JSON_ONLY = { headers: { Accept: "application/json" }, cache: "no-store" }

// Who is signed in now, with the token for their forms; null for nobody.
export async function signedInPerson() {
  const response = await fetch(facts.signedIn, { ...JSON_ONLY, redirect: "manual" })
  return response.ok ? response.json() : null
}

// Resolves with true once the page can send again in the name of whoever typed or agreed to it; with false
// when the person puts it off.
export async function signInAgain() {
  const person = await signedInPerson()
  if (person?.person === ofPage("typed-by").value) {
    renewTokens(person.token)
    return true
  }
  return new Promise((resolve) => ask(person, resolve))
}

function ask(person, resolve) {
  const end = (isSignedIn) => {
    dialog.onclose = null
    dialog.close()
    resolve(isSignedIn)
  }
  const accept = (found) => {
    if (found.person === ofPage("typed-by").value) {
      renewTokens(found.token)
      return end(true)
    }
    showOther(found, {
      take: () => {
        // What is sent from here on is theirs.
        ofPage("typed-by").value = found.person
        ofPage("knows-of").value = ""
        renewTokens(found.token)
        end(true)
      },
      signIn: showForm,
    })
  }
  for (const button of dialog.querySelectorAll("[data-sign-in-later]")) button.onclick = () => end(false)
  dialog.onclose = () => resolve(false)
  form.onsubmit = async (event) => {
    event.preventDefault()
    const found = await signIn()
    if (found) accept(found)
  }
  if (person) accept(person)
  else showForm()
  if (!dialog.open) dialog.showModal()
  if (!form.hidden) password.focus()
}

function showForm() {
  form.hidden = false
  other.hidden = true
  error.hidden = true
  password.value = ""
  if (dialog.open) password.focus()
}

function showOther(person, { take, signIn }) {
  form.hidden = true
  other.hidden = false
  for (const name of other.querySelectorAll("[data-other-name]")) name.textContent = person.name
  other.querySelector("[data-other-take]").onclick = take
  other.querySelector("[data-other-sign-in]").onclick = signIn
}

// By the admin's own page: its token first, then name and password. Null with the reason on the page.
async function signIn() {
  error.hidden = true
  try {
    const page = await (await fetch(facts.signIn, { cache: "no-store" })).text()
    const body = new URLSearchParams({
      csrfmiddlewaretoken: inputIn(page, "csrfmiddlewaretoken"),
      username: username.value,
      password: password.value,
      next: facts.signedIn,
    })
    const response = await fetch(facts.signIn, { ...JSON_ONLY, method: "POST", body })
    if (new URL(response.url).pathname === facts.signedIn && response.ok) return await response.json()
    refuse(reasonIn(await response.text()))
  } catch {
    refuse("The server does not answer. Try again in a moment; your text is still here.")
  }
  return null
}

function refuse(words) {
  error.textContent = words
  error.hidden = false
  password.select()
  password.focus()
}

const parsed = (html) => new DOMParser().parseFromString(html, "text/html")

const inputIn = (html, name) => parsed(html).querySelector(`input[name=${name}]`)?.value ?? ""

const reasonIn = (html) =>
  parsed(html).querySelector(".errornote")?.textContent.trim() || "That did not work. Check name and password."

// Every form on the page gets the token that came with the session.
function renewTokens(token) {
  for (const input of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) input.value = token
}
