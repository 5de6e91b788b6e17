// Dialogs outside the form, so that Enter in one of them never saves the article.

import { crel } from "django-prose-editor/editor"

let number = 0

// A field with its label and a line below it for what is wrong; `says("…")` shows that, `says("")` takes it back.
export function field(label, attributes = {}) {
  const id = `desk-dialog-${++number}`
  const fault = crel("p", { id: `${id}-fault`, className: "desk-dialog-fault", role: "alert" })
  const input = crel("input", { type: "text", id, autocomplete: "off", "aria-describedby": fault.id, ...attributes })
  const element = crel("div", { className: "desk-dialog-field" }, [crel("label", { htmlFor: id, textContent: label }), input, fault])
  const says = (words) => {
    fault.textContent = words
    if (words) {
      input.setAttribute("aria-invalid", "true")
      input.focus()
    } else {
      input.removeAttribute("aria-invalid")
    }
  }
  input.addEventListener("input", () => says(""))
  return { element, input, says }
}

export function dialogButton(textContent, action, className = "button") {
  const button = crel("button", { type: "button", className, textContent })
  button.addEventListener("click", action)
  return button
}

// Shows a dialog and resolves to what `close(result)` is called with, or to `otherwise` when it is dismissed.
export function openDialog({ heading, className = "", build, otherwise = null }) {
  return new Promise((resolve) => {
    const title = crel("h2", { id: `desk-dialog-${++number}`, textContent: heading })
    const dialog = crel("dialog", { className: `desk-dialog ${className}`, "aria-labelledby": title.id }, [title])
    const close = (result) => {
      resolve(result)
      dialog.close()
    }
    dialog.append(...build(close, dialog))
    dialog.addEventListener("close", () => {
      dialog.remove()
      resolve(otherwise)
    })
    document.body.append(dialog)
    dialog.showModal()
  })
}
