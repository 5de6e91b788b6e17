// Typed text is kept: on the server a moment after the last change, and in this browser before that.

import { forgetCopy, keepCopy, signOuts } from "newsroom/browser-copies"
import { showState } from "newsroom/saved-state"
import { signInAgain } from "newsroom/sign-in-again"
import { asText, clock, facts, form, ofPage, typedEntries, version, whenTyped } from "newsroom/typed-text"

// In milliseconds: so long after the last change, at the latest so long after the first one not sent.
const AFTER_PAUSE = 1_500
const AT_LATEST = 10_000
const COPY_AFTER_PAUSE = 300
const GIVE_UP_AFTER = 30_000
// A form that was sent and has brought no page for so long was not sent after all.
const LEAVES_WITHIN = 20_000
const RETRY = [3_000, 5_000, 10_000, 20_000, 30_000]

const page = form && ofPage("page")?.value
const asLoaded = form && asText(typedEntries())
// What the server has of this page; for text that was only shown, nothing yet.
let acknowledged = "unsent" in facts ? null : asLoaded
let inFlight = null
let timer, copyTimer
let firstUnsent = 0
let failures = 0
// How often in a row a fresh token did not help.
let renewed = 0
let leftAt = 0
// Why nothing is sent: signed out, refused, another text of this person's is kept, the form is on its way.
let halted = ""
let isCopyKept = false
let keepsCopies = true

const now = () => asText(typedEntries())
const isUnsent = () => now() !== acknowledged
const here = () => isCopyKept ? "kept in this browser" : "not kept anywhere"

function typed() {
  clearTimeout(copyTimer)
  copyTimer = setTimeout(copy, COPY_AFTER_PAUSE)
  if (halted === "leaving" && Date.now() - leftAt > LEAVES_WITHIN) halted = ""
  // After a failure the next attempt is set already.
  if (halted || failures || !facts.autosave) return
  firstUnsent ||= Date.now()
  if (!inFlight && isUnsent()) showState("changed", "Not saved yet", { said: "" })
  schedule(Math.min(AFTER_PAUSE, Math.max(0, firstUnsent + AT_LATEST - Date.now())))
}

function schedule(wait) {
  clearTimeout(timer)
  if (!halted) timer = setTimeout(send, failures ? RETRY[Math.min(failures, RETRY.length) - 1] : wait)
}

// The copy in this browser

async function copy() {
  clearTimeout(copyTimer)
  const entries = typedEntries()
  if (!keepsCopies) return
  if (asText(entries) === acknowledged) return isCopyKept && forget()
  const at = Date.now()
  try {
    await keepCopy({ page, person: ofPage("typed-by").value, article: facts.article, version: version(), at, entries })
    isCopyKept = true
    if (!facts.autosave) showState("browser", `Not saved yet: kept in this browser at ${clock(at)}`, { said: "Kept in this browser" })
  } catch {
    isCopyKept = false
    if (!facts.autosave) showState("nowhere", "Not saved yet, and this browser keeps no copy: save soon")
  }
}

async function forget() {
  isCopyKept = false
  await forgetCopy(page).catch(() => {})
}

// The server

function send() {
  if (!facts.autosave || inFlight || halted || !isUnsent() || tooLarge()) return
  firstUnsent = 0
  inFlight = post(now()).finally(() => {
    inFlight = null
    if (!halted && isUnsent()) {
      firstUnsent ||= Date.now()
      schedule(AFTER_PAUSE)
    }
  })
}

async function post(sent) {
  if (failures === 0) showState("saving", "Saving …", { said: "" })
  let response
  try {
    response = await fetch(facts.autosave, {
      method: "POST",
      body: new FormData(form),
      headers: { Accept: "application/json" },
      redirect: "manual",
      signal: AbortSignal.timeout(GIVE_UP_AFTER),
    })
  } catch {
    return failed(navigator.onLine ? "The server does not answer" : "Offline")
  }
  if (response.type === "opaqueredirect") return signedOut()
  const answer = await response.json().catch(() => ({}))
  const act = { saved, conflict: saved, elsewhere, stale_page: signedOut, other_person: signedOut, too_large: refused, refused }[answer.state]
  if (act) return act(answer, sent)
  return failed("The server has a fault")
}

async function saved(answer, sent) {
  failures = renewed = 0
  acknowledged = sent
  ofPage("knows-of").value = answer.at
  // The text that was offered here is no longer there: this one is in its place.
  document.getElementById("desk-other-text")?.remove()
  // The preview follows.
  document.dispatchEvent(new CustomEvent("desk:autosaved", { detail: { at: answer.at } }))
  // Typed on meanwhile: what is on the screen is not what was saved.
  if (isUnsent()) return
  await forget()
  if (answer.state === "saved") {
    showState("saved", `Saved at ${answer.clock} (only you see it)`, { said: "Saved. Only you see it." })
  } else {
    showState("conflict", `Somebody saved meanwhile. Your text is kept (${answer.clock})`, {
      said: `${answer.by} saved revision ${answer.version} meanwhile. Your text is kept, and your save will be merged with it.`,
    })
  }
}

async function failed(why) {
  failures += 1
  await copy()
  showState("offline", `${why}: ${here()}`)
  schedule(0)
}

async function elsewhere(answer) {
  await halt("elsewhere")
  const instead = () => {
    ofPage("knows-of").value = answer.at
    goOn()
  }
  showState("elsewhere", `This text is ${here()} only. The server has other unsaved text of yours, of ${answer.clock}.`, {
    buttons: [["Keep this one instead", instead]],
  })
}

async function refused(answer) {
  await halt("refused")
  showState("refused", `${answer.words} Your text is ${here()}.`)
}

async function signedOut(answer) {
  if (answer?.state === "stale_page" && (renewed += 1) > 2) return failed("Your browser keeps no cookies for this site")
  await halt("signed out")
  showState("signed-out", `You were signed out: ${here()}.`, { buttons: [["Sign in", signIn]] })
  await signIn()
}

async function signIn() {
  let isSignedIn = false
  try {
    isSignedIn = await signInAgain()
  } catch {
    showState("offline", `You were signed out, and the server does not answer: ${here()}`, { buttons: [["Sign in", signIn]] })
  }
  if (!isSignedIn) return
  keepsCopies = true
  goOn()
}

async function halt(why) {
  halted = why
  clearTimeout(timer)
  await copy()
}

function goOn() {
  halted = ""
  failures = 0
  // Once the request that was answered with this is over.
  setTimeout(send)
}

function tooLarge() {
  const entries = typedEntries()
  const bytes = entries.reduce((sum, [name, value]) => sum + name.length + new Blob([value]).size + 150, 0)
  if (bytes < facts.maxBytes && entries.length < facts.maxFields) return false
  copy().then(() => showState("too-large", `Too large to be saved (${Math.ceil(bytes / 1e6)} MB): ${here()}. Shorten the text, or divide it.`))
  return true
}

// Saving for real. An autosave that is under way would arrive after it and bring the text back as unsaved.
function saveAfterAutosave(event) {
  const isTooLarge = tooLarge()
  if (!isTooLarge && !inFlight) {
    leftAt = Date.now()
    return halt("leaving")
  }
  event.preventDefault()
  event.stopImmediatePropagation()
  if (isTooLarge) return
  const { submitter } = event
  Promise.race([inFlight, new Promise((resolve) => setTimeout(resolve, 5_000))]).then(() => {
    inFlight = null
    form.requestSubmit(submitter)
  })
}

if (form && page && "typing" in facts) {
  whenTyped(typed)
  // Before what else listens, so that it only hears of a form that is sent.
  form.addEventListener("submit", saveAfterAutosave, { capture: true })
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden") return
    copy()
    send()
  })
  window.addEventListener("pagehide", copy)
  window.addEventListener("online", () => {
    failures = 0
    send()
  })
  window.addEventListener("offline", () => isUnsent() && failed("Offline"))
  window.addEventListener("pageshow", ({ persisted }) => persisted && halted === "leaving" && goOn())
  signOuts.addEventListener("message", () => {
    keepsCopies = false
    isCopyKept = false
    signedOut()
  })
  // As long as the page is open, its copy is offered to no other window.
  navigator.locks?.request(`newsroom-desk-${page}`, () => new Promise(() => {}))
  if ("unsent" in facts) typed()
}
