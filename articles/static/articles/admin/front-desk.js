// The desk of a front. The form is what is stored, so every change is written into its fields; without
// this script they are filled by hand.

import {
  addRail, endAt, moveRail, place, removeRail, resizeRail, slotsOf, takeOut, Timeline, TOP, whereIs,
} from "newsroom/front-arrangement"
import { automaticCard, button, element, storyCard } from "newsroom/front-cards"
import { letStoriesMove } from "newsroom/front-moving"
import { askRiver } from "newsroom/front-river"
import { openTray } from "newsroom/front-tray"

const FEATURED = 3

const form = document.getElementById("front_form")
const template = document.getElementById("front-place-template")
if (form && template) start()

function start() {
  const read = (id) => JSON.parse(document.getElementById(id).textContent)
  const known = new Map(Object.entries(read("front-stories")))
  let filled = read("front-filled")
  // Whether `filled` is what stands there now: after a change the server has to be asked again.
  let isFilledNow = true
  const rails = document.getElementById("front-rails")
  const off = document.getElementById("front-off")
  const railElements = new Map([...form.querySelectorAll(".front-rail")].map((one) => [one.dataset.section, one]))
  const said = document.getElementById("front-said")
  const saved = document.getElementById("front-saved")
  const wasSaved = saved.textContent
  const [undoButton, redoButton] = [document.getElementById("front-undo"), document.getElementById("front-redo")]
  // What was refused or met a conflict is typed and not stored.
  const isUnsaved = Boolean(form.querySelector(".errornote, .front-conflict"))

  const gone = (uuid) => ({
    uuid, headline: "A story that no longer exists", section: "", picture: "", state: "hidden", words: "Will be skipped",
  })
  const story = (uuid) => known.get(uuid) ?? gone(uuid)
  const say = (words) => { said.textContent = words }

  // The form's fields

  const placeElement = (slot) => [...form.querySelectorAll(".front-place")].find((one) => one.dataset.slot === slot)
  const fields = (one) => ({
    choice: one.querySelector(".front-place-choice select"),
    until: one.querySelector(".front-place-until input[type=datetime-local], .front-place-until input[type=text]"),
  })
  const railFields = (one) => ({
    shown: one.querySelector("input[type=checkbox]"),
    size: one.querySelector(".front-rail-size input"),
    order: one.querySelector(".front-rail-order input"),
  })

  function readForm() {
    const pins = {}
    for (const one of form.querySelectorAll(".front-place")) {
      const { choice, until } = fields(one)
      if (choice.value) pins[one.dataset.slot] = { article: choice.value, until: until.value }
    }
    const shown = [...(rails?.querySelectorAll(".front-rail") ?? [])].map((one) => ({
      section: one.dataset.section,
      size: Math.max(roomOf(one), one.querySelectorAll(".front-place").length),
    }))
    return { pins, rails: shown }
  }

  const roomOf = (one) => {
    const size = Number(railFields(one).size.value)
    return size >= 1 && size <= 9 ? Math.trunc(size) : 6
  }

  function writeForm({ pins, rails: shown }) {
    for (const one of form.querySelectorAll(".front-place")) {
      const { choice, until } = fields(one)
      const pin = pins[one.dataset.slot]
      if (pin && ![...choice.options].some((option) => option.value === pin.article)) {
        choice.add(new Option(story(pin.article).headline, pin.article))
      }
      choice.value = pin?.article ?? ""
      if (until.value !== (pin?.until ?? "")) until.value = pin?.until ?? ""
      one.classList.toggle("is-pinned", Boolean(pin))
    }
    for (const [section, one] of railElements) {
      const at = shown.findIndex((rail) => rail.section === section)
      const { shown: box, size, order } = railFields(one)
      box.checked = at >= 0
      order.value = at >= 0 ? at + 1 : railElements.size
      if (at >= 0) size.value = shown[at].size
    }
  }

  // The page

  const labelOf = (slot) => placeElement(slot)?.dataset.label ?? slot

  function makePlace(slot, label, number) {
    const one = template.content.firstElementChild.cloneNode(true)
    one.dataset.slot = slot
    one.dataset.label = label
    one.classList.add(number <= FEATURED ? "front-place-featured" : "front-place-more")
    one.querySelector(".front-place-name").textContent = label
    const { choice, until } = fields(one)
    Object.assign(choice, { name: slot, id: `id_${slot}` })
    choice.add(new Option("Automatic", ""))
    Object.assign(until, { name: `${slot}-until`, id: `id_${slot}-until` })
    const untilLabel = one.querySelector(".front-place-until label")
    untilLabel.htmlFor = until.id
    untilLabel.querySelector("span").textContent = ` when it stands in ${label}`
    return one
  }

  function drawRails(shown) {
    if (!rails) return
    for (const { section, size } of shown) {
      const one = railElements.get(section)
      const list = one.querySelector(".front-rail-places")
      for (let number = list.children.length + 1; number <= size; number++) {
        const name = one.querySelector(".front-rail-name").textContent
        list.append(makePlace(`rail-${section}-${number}`, `${name}, ${number}`, number))
      }
      while (list.children.length > size) list.lastElementChild.remove()
      one.classList.remove("is-off")
    }
    const wanted = shown.map(({ section }) => railElements.get(section))
    // Moving an element takes the focus from what is in it, so that only what stands wrongly is moved.
    wanted.forEach((one, index) => { if (rails.children[index] !== one) rails.insertBefore(one, rails.children[index] ?? null) })
    for (const one of railElements.values()) {
      if (wanted.includes(one)) continue
      one.classList.add("is-off")
      one.querySelector(".front-rail-places").replaceChildren()
      if (one.parentElement !== off) off.append(one)
    }
    wanted.forEach((one, index) => {
      const [up, down] = one.querySelectorAll(".front-rail-move button")
      up.disabled = index === 0
      down.disabled = index === wanted.length - 1
    })
  }

  function drawPlace(one, pins) {
    const { slot, label } = one.dataset
    const pin = pins[slot]
    const shown = filled[slot]
    const holder = one.querySelector(".front-place-story")
    if (!pin) {
      const pinIt = shown ? [button("Pin", `${shown.headline}, ${label}`, "front-button", () => drop(shown.uuid, slot, { focus: true }))] : []
      holder.replaceChildren(automaticCard(shown, pinIt))
      return
    }
    const placed = story(pin.article)
    const isSkipped = isFilledNow && shown && shown.uuid !== pin.article
    holder.replaceChildren(storyCard(placed, {
      note: isSkipped ? `The river fills this place: “${shown.headline}”` : "",
      buttons: [
        button("Move …", placed.headline, "front-button front-move", () => moving.pickUp(pin.article)),
        button("Take out", placed.headline, "front-button", () => remove(pin.article)),
      ],
    }))
  }

  function draw() {
    const { pins, rails: shown } = timeline.now
    moving.leave()
    drawRails(shown)
    writeForm(timeline.now)
    for (const one of form.querySelectorAll(".front-place")) drawPlace(one, pins)
    drawTray()
    undoButton.disabled = !timeline.canUndo
    redoButton.disabled = !timeline.canRedo
    saved.textContent = timeline.isChanged || isUnsaved ? "Changes that are not saved." : wasSaved
    form.classList.toggle("is-changed", timeline.isChanged || isUnsaved)
  }

  function change(next, words) {
    if (!timeline.commit(next)) return
    changed(words)
  }

  function changed(words) {
    isFilledNow = false
    draw()
    say(words)
    flow()
  }

  // What a person does

  function drop(article, slot, { focus = false } = {}) {
    // What the river shows in a place may be no story of the tray.
    const shown = Object.values(filled).find(({ uuid }) => uuid === article)
    if (!known.has(article) && shown) known.set(article, { ...shown, state: "live", words: "Live" })
    const there = timeline.now.pins[slot]
    const from = whereIs(timeline.now, article)
    const went = there && there.article !== article
      ? ` “${story(there.article).headline}” ${from ? `is now in ${labelOf(from)}` : "goes back to the river"}.`
      : ""
    change(place(timeline.now, article, slot), `“${story(article).headline}” is now in ${labelOf(slot)}.${went}`)
    if (focus) placeElement(slot)?.querySelector(".front-place-story button")?.focus()
  }

  function remove(article) {
    const slot = whereIs(timeline.now, article)
    if (!slot) return
    change(takeOut(timeline.now, slot), `“${story(article).headline}” is taken out of ${labelOf(slot)}. The river fills it.`)
    placeElement(slot)?.querySelector(".front-place-story button")?.focus()
  }

  const undo = () => { if (timeline.undo()) changed("Undone.") }
  const redo = () => { if (timeline.redo()) changed("Done again.") }

  const timeline = new Timeline(readForm())
  const flow = askRiver(form, (answer) => {
    filled = answer
    isFilledNow = true
    for (const one of form.querySelectorAll(".front-place")) {
      const buttons = () => [...one.querySelectorAll(".front-place-story button")]
      const focused = buttons().indexOf(document.activeElement)
      drawPlace(one, timeline.now.pins)
      buttons()[focused]?.focus()
    }
  })
  const moving = letStoriesMove(form, {
    story,
    places: () => slotsOf(timeline.now).map((slot) => {
      const pin = timeline.now.pins[slot]
      return {
        slot, label: labelOf(slot), element: placeElement(slot), article: pin?.article, holds: pin && story(pin.article).headline,
      }
    }),
    drop,
    takeOut: remove,
    say,
  })
  const drawTray = openTray(form, {
    known,
    where: (article) => {
      const slot = whereIs(timeline.now, article)
      return slot && labelOf(slot)
    },
    pickUp: moving.pickUp,
    say,
  })

  for (const [section, one] of railElements) {
    const name = one.querySelector(".front-rail-name").textContent
    const { shown, size } = railFields(one)
    const shift = (by, words) => () => change(moveRail(timeline.now, section, by), `${name} moved ${words}.`)
    one.querySelector(".front-rail-fields").append(element(
      "div",
      { className: "front-rail-move" },
      element("button", { type: "button", className: "front-button", textContent: "↑", "aria-label": `Move ${name} up`, onclick: shift(-1, "up") }),
      element("button", { type: "button", className: "front-button", textContent: "↓", "aria-label": `Move ${name} down`, onclick: shift(1, "down") }),
    ))
    shown.addEventListener("change", () => {
      if (shown.checked) change(addRail(timeline.now, section, roomOf(one)), `${name} has a rail now.`)
      else change(removeRail(timeline.now, section), `${name} has no rail now.`)
      shown.focus()
    })
    size.addEventListener("change", () => {
      const room = Math.min(Math.max(Math.trunc(Number(size.value)) || 1, 1), 9)
      size.value = room
      if (shown.checked) change(resizeRail(timeline.now, section, room), `${name} has room for ${room}.`)
    })
  }

  form.addEventListener("change", ({ target }) => {
    const one = target.closest(".front-place")
    if (!one || !target.closest(".front-place-until") || target.type === "radio") return
    const { slot, label } = one.dataset
    change(endAt(timeline.now, slot, target.value), target.value ? `${label} until ${target.value.replace("T", ", ")}.` : `${label} has no end now.`)
  })
  undoButton.addEventListener("click", undo)
  redoButton.addEventListener("click", redo)
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.target.matches?.("input, textarea, select")) return
    const key = event.key.toLowerCase()
    if (key !== "z" && key !== "y") return
    event.preventDefault()
    if (key === "y" || event.shiftKey) redo()
    else undo()
  })
  let isLeaving = false
  form.addEventListener("submit", () => { isLeaving = true })
  window.addEventListener("beforeunload", (event) => {
    if (!isLeaving && (timeline.isChanged || isUnsaved)) event.preventDefault()
  })
  // A page that comes back from the browser's memory may be left by accident again.
  window.addEventListener("pageshow", () => { isLeaving = false })

  undoButton.hidden = redoButton.hidden = false
  form.classList.add("has-scripts")
  draw()
}
