// Files on their way to the server, each with how far it has come, and what became of those that failed.

import { crel } from "django-prose-editor/editor"
import { uploadPicture } from "newsroom/pictures"

// A place that shows uploads. `upload(files, take)` sends them one after another and hands each picture to `take`.
export function uploadList(address) {
  const list = crel("ul", { className: "desk-uploads" })
  // Screen readers are told when something is done, not of every step.
  const status = crel("p", { className: "desk-uploads-status", role: "status" })
  const element = crel("div", { className: "desk-uploading" }, [status, list])
  element.hidden = true

  async function one(file, take) {
    const bar = crel("progress", { max: 1, value: 0, "aria-label": file.name })
    const row = crel("li", null, [crel("span", { textContent: file.name }), bar])
    list.append(row)
    try {
      take(await uploadPicture(address, file, (part) => { bar.value = part }))
      row.remove()
      return ""
    } catch (error) {
      row.replaceChildren(crel("span", { className: "desk-missing", textContent: `${file.name}: ${error.message}` }))
      return error.message
    }
  }

  async function upload(files, take) {
    list.replaceChildren()
    element.hidden = false
    status.textContent = files.length === 1 ? "Uploading …" : `Uploading ${files.length} pictures …`
    let failed = 0
    for (const file of files) failed += (await one(file, take)) ? 1 : 0
    const done = files.length - failed
    status.textContent = failed ? `${done} of ${files.length} uploaded.` : ""
    element.hidden = !failed
    return done
  }

  return { element, upload }
}
