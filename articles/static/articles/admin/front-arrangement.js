// An arrangement as the page holds it, and what can be done to one. Pure: each function gives a new one.
//
// {pins: {slot: {article, until}}, rails: [{section, size}]}, as articles/models/arrangement.py has it;
// `until` is what stands in the field.

export const TOP = ["lead", "beside-1", "beside-2", "beside-3", "beside-4"]

export const railSlots = ({ section, size }) =>
  Array.from({ length: size }, (_, index) => `rail-${section}-${index + 1}`)

// Every place, in the order of the page.
export const slotsOf = ({ rails }) => [...TOP, ...rails.flatMap(railSlots)]

// Where the story stands; undefined where it does not.
export const whereIs = ({ pins }, article) => Object.keys(pins).find((slot) => pins[slot].article === article)

// Puts the story into the place. One that stood there changes places with it, or goes back to the river.
export function place(arrangement, article, slot) {
  const from = whereIs(arrangement, article)
  if (from === slot) return arrangement
  const pins = { ...arrangement.pins }
  const there = pins[slot]
  const moved = from ? pins[from] : { article, until: "" }
  if (from) delete pins[from]
  if (from && there) pins[from] = there
  pins[slot] = moved
  return { ...arrangement, pins }
}

export function takeOut(arrangement, slot) {
  const pins = { ...arrangement.pins }
  delete pins[slot]
  return { ...arrangement, pins }
}

export function endAt(arrangement, slot, until) {
  const pin = arrangement.pins[slot]
  if (!pin || pin.until === until) return arrangement
  return { ...arrangement, pins: { ...arrangement.pins, [slot]: { ...pin, until } } }
}

// Stories for which there is no room any more go back to the river.
function withRails(arrangement, rails) {
  const slots = new Set(slotsOf({ rails }))
  const pins = Object.fromEntries(Object.entries(arrangement.pins).filter(([slot]) => slots.has(slot)))
  return { pins, rails }
}

export function moveRail(arrangement, section, by) {
  const rails = [...arrangement.rails]
  const from = rails.findIndex((rail) => rail.section === section)
  const to = from + by
  if (from < 0 || to < 0 || to >= rails.length) return arrangement
  rails.splice(to, 0, ...rails.splice(from, 1))
  return { ...arrangement, rails }
}

export const addRail = (arrangement, section, size) => ({
  ...arrangement,
  rails: [...arrangement.rails.filter((rail) => rail.section !== section), { section, size }],
})

export const removeRail = (arrangement, section) =>
  withRails(arrangement, arrangement.rails.filter((rail) => rail.section !== section))

export const resizeRail = (arrangement, section, size) =>
  withRails(arrangement, arrangement.rails.map((rail) => (rail.section === section ? { section, size } : rail)))

// What was, what is, and what was undone.
export class Timeline {
  #past = []
  #future = []

  constructor(now) {
    this.now = now
    this.begun = now
  }

  commit(next) {
    if (next === this.now) return false
    this.#past.push(this.now)
    this.#future = []
    this.now = next
    return true
  }

  undo() {
    if (!this.canUndo) return false
    this.#future.push(this.now)
    this.now = this.#past.pop()
    return true
  }

  redo() {
    if (!this.canRedo) return false
    this.#past.push(this.now)
    this.now = this.#future.pop()
    return true
  }

  get canUndo() { return this.#past.length > 0 }
  get canRedo() { return this.#future.length > 0 }
  get isChanged() { return this.now !== this.begun }
}
