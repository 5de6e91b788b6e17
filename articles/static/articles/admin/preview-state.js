// How a person left the preview panel: kept in this browser, apart for each who signs in here.

const DEFAULT = { isOpen: false, device: "phone", scheme: "light", areChecksOpen: true }

const DEVICES = ["phone", "tablet", "desktop", "paper"]
const SCHEMES = ["light", "dark"]

const person = () => document.body.dataset.person ?? document.querySelector("#user-tools strong")?.textContent.trim() ?? ""

const key = () => `desk-preview:${person()}`

// What this version does not know of is as it is by default.
const checked = (state) => ({
  ...state,
  device: DEVICES.includes(state.device) ? state.device : DEFAULT.device,
  scheme: SCHEMES.includes(state.scheme) ? state.scheme : DEFAULT.scheme,
})

export function readState() {
  try {
    return checked({ ...DEFAULT, ...JSON.parse(localStorage.getItem(key())) })
  } catch {
    // Storage may be turned off, or hold what another version wrote.
    return { ...DEFAULT }
  }
}

export function writeState(state) {
  try {
    localStorage.setItem(key(), JSON.stringify(state))
  } catch {
    // The panel works without a memory.
  }
}
