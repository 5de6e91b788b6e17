// What the river puts into the places that hold no pin: asked of the server, which alone knows.

const PATIENCE = 250

// Calls `show` with what stands in each place, some time after the last call of the function that this gives.
export function askRiver(form, show) {
  let waiting = null
  let asking = null
  return () => {
    clearTimeout(waiting)
    waiting = setTimeout(async () => {
      asking?.abort()
      asking = new AbortController()
      try {
        const response = await fetch(form.dataset.river, {
          method: "POST", body: new FormData(form), signal: asking.signal,
        })
        if (response.ok) show(await response.json())
      } catch {
        // Without an answer the places say what they said; saving does not depend on it.
      }
    }, PATIENCE)
  }
}
