// Addresses as people type and copy them, made into what is stored: a path inside the site, an address outside it.

const TRACKING =
  /^(?:utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|mc_cid|mc_eid|_hsenc|_hsmi|mkt_tok|vero_id|oly_enc_id|oly_anon_id|__twitter_impression|ref_src|ref_url)$/i

// Addresses that lead through a counter or a filter: host, path and the parameter that holds the real one.
const DETOURS = [
  [/^(?:www\.)?google\.[a-z.]+$/, /^\/url$/, ["q", "url"]],
  [/\.safelinks\.protection\.outlook\.com$/, /^\//, ["url"]],
  [/^lm?\.facebook\.com$/, /^\/l\.php$/, ["u"]],
  [/^(?:www\.)?youtube\.com$/, /^\/redirect$/, ["q"]],
]

const read = (text) => {
  try {
    return new URL(text)
  } catch {
    return null
  }
}

function straight(url) {
  for (const [host, path, names] of DETOURS) {
    if (!host.test(url.hostname) || !path.test(url.pathname)) continue
    const inner = names.map((name) => read(url.searchParams.get(name) ?? "")).find((found) => /^https?:$/.test(found?.protocol))
    if (inner) return inner
  }
  return url
}

// The address without what only tells somebody where the reader came from; all else as it was written.
export function withoutTracking(address) {
  const given = read(address)
  if (!given || !/^https?:$/.test(given.protocol)) return address
  const url = straight(given)
  const parameters = url.search.slice(1).split("&")
  const kept = parameters.filter((parameter) => !TRACKING.test(parameter.split("=")[0]))
  if (url === given && kept.length === parameters.length) return address
  url.search = kept.join("&")
  return url.href
}

// As it is stored: inside the site by path, so that the link outlives a change of the site's address.
export function storedAddress(address, site) {
  const url = read(withoutTracking(address))
  if (!url || !/^https?:$/.test(url.protocol)) return address
  const isOwn = [read(site)?.host, location.host].includes(url.host) && !url.pathname.startsWith("/admin/")
  return isOwn ? `${url.pathname}${url.search}${url.hash}` : withoutTracking(address)
}

const EMAIL = /^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/
const DOMAIN = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,}(?::\d+)?(?:[/?#]\S*)?$/u
const SCHEME = /^([a-z][a-z0-9+.-]*):/i

const fault = (error) => ({ error })

// What was typed as an address: {href}, {error} for what is none that a link may have, null for words.
export function readAddress(typed, site) {
  const text = typed.trim()
  if (EMAIL.test(text)) return { href: `mailto:${text}` }
  if (/^\/(?!\/)\S*$/.test(text)) return { href: text }
  if (DOMAIN.test(text)) return { href: storedAddress(`https://${text}`, site) }
  const scheme = SCHEME.exec(text)?.[1].toLowerCase()
  if (!scheme || /^\S+:\s/.test(text)) return null
  if (scheme === "mailto") return EMAIL.test(text.slice(7).split("?")[0]) ? { href: text } : fault("That is not a whole e-mail address.")
  if (scheme === "tel") return /^[+\d][\d().\s-]*$/.test(text.slice(4)) ? { href: `tel:${text.slice(4).replace(/[\s().]/g, "")}` } : fault("A telephone number has digits, and a plus in front where it is international.")
  if (scheme !== "http" && scheme !== "https") return fault("A link leads to an address that begins with http, https, mailto or tel.")
  const url = read(text)
  const isPlace = url && (url.hostname.includes(".") || url.hostname === "localhost" || url.hostname.startsWith("["))
  return isPlace && !/\s/.test(text) ? { href: storedAddress(text, site) } : fault("That is not a whole address.")
}
