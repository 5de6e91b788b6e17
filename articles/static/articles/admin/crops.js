// Crops and the focal point, set on the picture by mouse, finger and keyboard. The numbers of the form are what is sent,
// and what this reads: without scripts they are typed. All lengths are pixels of the upright original.

const form = document.querySelector(".crops")
const whole = { width: Number(form.dataset.width), height: Number(form.dataset.height) }
const said = form.querySelector("[data-crops-said]")
const field = (name) => form.elements.namedItem(name)
const clamp = (value, least, most) => Math.min(Math.max(value, least), Math.max(least, most))
// One step of an arrow key, and one with Shift.
const step = (event) => (event.shiftKey ? 0.1 : 0.01)

// Said when the person pauses: a key that is held would else be a flood.
let pause
function say(words) {
  clearTimeout(pause)
  pause = setTimeout(() => { said.textContent = words }, 300)
}

// Where on the picture the pointer is.
function point(stage, event) {
  const { left, top, width, height } = stage.getBoundingClientRect()
  return { x: ((event.clientX - left) / width) * whole.width, y: ((event.clientY - top) / height) * whole.height }
}

const focus = {
  stage: form.querySelector("[data-focal]"),
  get x() { return clamp(Number(field("focal_x").value) / 100 || 0, 0, 1) },
  get y() { return clamp(Number(field("focal_y").value) / 100 || 0, 0, 1) },
  set(x, y) {
    field("focal_x").value = (clamp(x, 0, 1) * 100).toFixed(1)
    field("focal_y").value = (clamp(y, 0, 1) * 100).toFixed(1)
    draw()
    say(`Focal point: ${Math.round(this.x * 100)} percent from the left, ${Math.round(this.y * 100)} percent from the top.`)
  },
  draw() {
    const circle = this.stage.querySelector("circle")
    circle.setAttribute("cx", this.x * whole.width)
    circle.setAttribute("cy", this.y * whole.height)
    circle.setAttribute("r", Math.max(whole.width, whole.height) / 40)
  },
}

class Crop {
  constructor(section) {
    const { crop, label, smallest, widest } = section.dataset
    Object.assign(this, { section, label, smallest: Number(smallest), widest: Number(widest) })
    const [across, down] = label.split(":").map(Number)
    this.ratio = across / down
    this.stage = section.querySelector(".crop-stage")
    this.fields = ["x", "y", "width"].map((part) => field(`${crop}_${part}`))
    this.automatic = section.querySelector("[data-automatic]")
    this.automatic.addEventListener("click", () => {
      for (const each of this.fields) each.value = ""
      draw()
      say(`${this.label}: automatic, around the focal point.`)
      this.stage.focus()
    })
    for (const each of this.fields) each.addEventListener("input", draw)
    this.stage.addEventListener("keydown", (event) => this.#key(event))
    this.stage.addEventListener("pointerdown", (event) => this.#drag(event))
  }

  get isChosen() { return this.fields.every((each) => each.value !== "") }

  // The same as `crop_box` of the server.
  get box() {
    const width = this.isChosen ? clamp(Number(this.fields[2].value), 1, this.widest) : this.widest
    const height = Math.min(Math.round(width / this.ratio), whole.height)
    const [x, y] = this.isChosen
      ? this.fields.slice(0, 2).map((each) => Number(each.value))
      : [focus.x * whole.width - width / 2, focus.y * whole.height - height / 2]
    return { x: Math.round(clamp(x, 0, whole.width - width)), y: Math.round(clamp(y, 0, whole.height - height)), width, height }
  }

  set({ x, y, width }) {
    const wide = Math.round(clamp(width, this.smallest, this.widest))
    const high = Math.min(Math.round(wide / this.ratio), whole.height)
    const values = [clamp(x, 0, whole.width - wide), clamp(y, 0, whole.height - high), wide]
    this.fields.forEach((each, at) => { each.value = Math.round(values[at]) })
    draw()
    const box = this.box
    say(`${this.label}: ${box.width} by ${box.height} pixels, ${Math.round((box.x / whole.width) * 100)} percent from the left, ${Math.round((box.y / whole.height) * 100)} percent from the top.`)
  }

  // Larger or smaller around its middle.
  resize(by) {
    const { x, y, width, height } = this.box
    const wide = clamp(width + by, this.smallest, this.widest)
    this.set({ x: x + (width - wide) / 2, y: y + (height - wide / this.ratio) / 2, width: wide })
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const { x, y, width } = this.box
    const far = step(event) * whole.width
    const acts = {
      ArrowLeft: () => this.set({ x: x - far, y, width }),
      ArrowRight: () => this.set({ x: x + far, y, width }),
      ArrowUp: () => this.set({ x, y: y - far, width }),
      ArrowDown: () => this.set({ x, y: y + far, width }),
      "+": () => this.resize(whole.width * 0.02),
      "=": () => this.resize(whole.width * 0.02),
      "-": () => this.resize(-whole.width * 0.02),
      "−": () => this.resize(-whole.width * 0.02),
    }
    if (!acts[event.key]) return
    event.preventDefault()
    acts[event.key]()
  }

  // By a corner it is resized from the other one; anywhere else it is moved, to where the press was if outside.
  #drag(event) {
    if (event.button) return
    event.preventDefault()
    this.stage.focus()
    this.stage.setPointerCapture(event.pointerId)
    const from = point(this.stage, event)
    let start = this.box
    const near = whole.width * 0.04
    const isAt = (x, y) => Math.hypot(from.x - x, from.y - y) < near
    const isLeft = Math.abs(from.x - start.x) < near
    const isTop = Math.abs(from.y - start.y) < near
    const isCorner = [start.x, start.x + start.width].some((x) => [start.y, start.y + start.height].some((y) => isAt(x, y)))
    const isInside = from.x >= start.x && from.x <= start.x + start.width && from.y >= start.y && from.y <= start.y + start.height
    if (!isCorner && !isInside) {
      this.set({ x: from.x - start.width / 2, y: from.y - start.height / 2, width: start.width })
      start = this.box
    }
    const move = (moved) => {
      const to = point(this.stage, moved)
      const [across, down] = [to.x - from.x, to.y - from.y]
      if (!isCorner) return this.set({ x: start.x + across, y: start.y + down, width: start.width })
      const most = Math.min(
        isLeft ? start.x + start.width : whole.width - start.x,
        (isTop ? start.y + start.height : whole.height - start.y) * this.ratio,
      )
      const width = clamp(start.width + (isLeft ? -across : across), this.smallest, Math.min(most, this.widest))
      this.set({
        x: isLeft ? start.x + start.width - width : start.x,
        y: isTop ? start.y + start.height - width / this.ratio : start.y,
        width,
      })
    }
    const stop = () => {
      this.stage.removeEventListener("pointermove", move)
      this.stage.removeEventListener("pointerup", stop)
      this.stage.removeEventListener("pointercancel", stop)
    }
    this.stage.addEventListener("pointermove", move)
    this.stage.addEventListener("pointerup", stop)
    this.stage.addEventListener("pointercancel", stop)
  }

  draw() {
    const { x, y, width, height } = this.box
    const frame = this.stage.querySelector(".crop-frame")
    for (const [name, value] of Object.entries({ x, y, width, height })) frame.setAttribute(name, value)
    const hole = `M${x} ${y}h${width}v${height}h${-width}Z`
    this.stage.querySelector(".crop-shade").setAttribute("d", `M0 0H${whole.width}V${whole.height}H0Z ${hole}`)
    this.section.querySelector(".crop-preview").setAttribute("viewBox", `${x} ${y} ${width} ${height}`)
    const size = this.section.querySelector("[data-size]")
    const soft = width < Number(size.dataset.sharp) ? `: not sharp on large screens, which want ${size.dataset.sharp}` : ""
    size.textContent = `${width} × ${height} pixels${soft}`
    this.section.querySelector("[data-state]").textContent = this.isChosen ? "set by hand" : "automatic"
    this.automatic.hidden = !this.isChosen
  }
}

const crops = [...form.querySelectorAll("[data-crop]")].map((section) => new Crop(section))

function draw() {
  focus.draw()
  for (const crop of crops) crop.draw()
}

focus.stage.addEventListener("keydown", (event) => {
  const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
  if (!moves[event.key] || event.ctrlKey || event.metaKey || event.altKey) return
  event.preventDefault()
  const [across, down] = moves[event.key].map((way) => way * step(event))
  focus.set(focus.x + across, focus.y + down)
})
focus.stage.addEventListener("pointerdown", (event) => {
  if (event.button) return
  event.preventDefault()
  focus.stage.focus()
  focus.stage.setPointerCapture(event.pointerId)
  const put = (at) => {
    const { x, y } = point(focus.stage, at)
    focus.set(x / whole.width, y / whole.height)
  }
  put(event)
  focus.stage.addEventListener("pointermove", put)
  focus.stage.addEventListener("pointerup", () => focus.stage.removeEventListener("pointermove", put), { once: true })
})
for (const name of ["focal_x", "focal_y"]) field(name).addEventListener("input", draw)

draw()
