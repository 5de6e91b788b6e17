// Pictures as the server knows them: found, fetched once, uploaded. All answers are JSON of
// articles/admin/chooser.py: {key, title, url, caption, alt, credit, terms, until, ended, width, height}.

const known = new Map()

function remember(picture) {
  known.set(picture.key, picture)
  return picture
}

const NOT_AS_EXPECTED = "The server did not answer as expected. Are you still signed in?"

// The JSON of an answer; throws an Error whose message can be shown to the person.
async function answer(response) {
  const isJson = response.headers.get("content-type")?.startsWith("application/json")
  if (!isJson) throw new Error(NOT_AS_EXPECTED)
  const data = await response.json()
  if (!response.ok) throw new Error(data.error)
  return data
}

// The newest pictures, or those that match; `more` says that there are others.
export async function findPictures(address, parameters) {
  const found = await answer(await fetch(`${address}?${new URLSearchParams(parameters)}`))
  found.pictures.forEach(remember)
  return found
}

// The pictures of one moment's requests are fetched together.
let waiting = null

function fetchTogether(address) {
  const keys = new Set()
  const done = Promise.resolve().then(() => {
    waiting = null
    return findPictures(address, { keys: [...keys].join(",") })
  })
  return { keys, done }
}

// One picture by its key; undefined when there is none of that key.
export async function pictureByKey(address, key) {
  if (!known.has(key)) {
    if (!waiting || waiting.keys.size >= 30) waiting = fetchTogether(address)
    waiting.keys.add(key)
    await waiting.done
  }
  return known.get(key)
}

function sent(request) {
  let data
  try {
    data = JSON.parse(request.responseText)
  } catch {
    throw new Error(NOT_AS_EXPECTED)
  }
  // A file that the newsroom had already is no failure.
  if (data.picture) return remember(data.picture)
  throw new Error(data.error)
}

// Resolves to the picture that the newsroom now has. `onProgress` is told the part that has been sent, 0 to 1.
export function uploadPicture(address, file, onProgress = () => {}) {
  return new Promise((resolve, reject) => {
    const body = new FormData()
    body.append("file", file)
    // Unlike fetch, this tells how far it has come.
    const request = new XMLHttpRequest()
    request.open("POST", address)
    request.setRequestHeader("X-CSRFToken", document.querySelector("[name=csrfmiddlewaretoken]").value)
    request.upload.addEventListener("progress", ({ loaded, total }) => onProgress(total ? loaded / total : 0))
    request.addEventListener("error", () => reject(new Error("The upload was interrupted. Try again.")))
    request.addEventListener("load", () => {
      try {
        resolve(sent(request))
      } catch (error) {
        reject(error)
      }
    })
    request.send(body)
  })
}

export const pictureFiles = (transfer) =>
  [...(transfer?.files ?? [])].filter((file) => file.type.startsWith("image/"))

// “Photographer · Agency · until 3 May 2026”, as far as it is known.
export function rightsOf(picture) {
  const until = picture.ended ? `Rights ended on ${picture.until}` : picture.until && `Usable until ${picture.until}`
  return [until, picture.terms].filter(Boolean).join(" · ")
}
