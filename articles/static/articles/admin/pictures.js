// Pictures as the server knows them: found, fetched once, uploaded. All answers are JSON of
// articles/admin/chooser.py: {key, title, url, caption, alt, credit, width, height}.

const known = new Map()

function remember(picture) {
  known.set(picture.key, picture)
  return picture
}

// The JSON of an answer; throws an Error whose message can be shown to the person.
async function answer(response) {
  const isJson = response.headers.get("content-type")?.startsWith("application/json")
  if (!isJson) {
    throw new Error("The server did not answer as expected. Are you still signed in?")
  }
  const data = await response.json()
  if (!response.ok) throw Object.assign(new Error(data.error), { picture: data.picture })
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

// Resolves to the picture that the newsroom now has: a file that it had already is no failure.
export async function uploadPicture(address, file) {
  const body = new FormData()
  body.append("file", file)
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value
  try {
    const response = await fetch(address, { method: "POST", body, headers: { "X-CSRFToken": token } })
    return remember((await answer(response)).picture)
  } catch (error) {
    if (error.picture) return remember(error.picture)
    throw error
  }
}

export const pictureFiles = (transfer) =>
  [...(transfer?.files ?? [])].filter((file) => file.type.startsWith("image/"))
