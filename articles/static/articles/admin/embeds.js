// What may be shown from elsewhere: the table of articles/text/embeds.py, which the page hands over.

// {service, address} of what `address` shows; null where no service knows it.
export function embedOf(table, address) {
  for (const [service, pattern, stored] of table) {
    const found = new RegExp(`^${pattern}$`, "i").exec(address.trim())
    if (found) return { service, address: stored.replace(/\{(\d)\}/g, (_, number) => found[number] ?? "") }
  }
  return null
}

// The addresses in the code that services give for copying: an iframe's first, then those of links.
export function addressesIn(code) {
  const { body } = new DOMParser().parseFromString(code, "text/html")
  const frames = [...body.querySelectorAll("iframe[src], blockquote[cite]")].map((frame) => frame.getAttribute("src") ?? frame.getAttribute("cite"))
  const links = [...body.querySelectorAll("a[href]")].map((link) => link.getAttribute("href"))
  return [...frames, ...links.reverse()].map((address) => address.replace(/^\/\//, "https://"))
}

// What was pasted into the field, address or code, as {service, address}; null for neither.
export function embedIn(table, text) {
  const candidates = text.includes("<") ? addressesIn(text) : [text]
  return candidates.map((address) => embedOf(table, address)).find(Boolean) ?? null
}

export const servicesOf = (table) => [...new Set(table.map(([service]) => service))]
