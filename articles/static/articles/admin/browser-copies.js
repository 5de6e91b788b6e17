// Copies of typed text in this browser, for when the network, the tab or the laptop dies.
//
// One for each page that was typed on, in IndexedDB, which takes megabytes. A page deletes its copy when the
// server has the text; so a copy that is found is text that never got there. Every function may reject where a
// browser keeps nothing: whoever calls says so.

const STORE = "copies"
let opened

function database() {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open("newsroom-desk", 1)
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore(STORE, { keyPath: "page" }).createIndex("place", ["person", "article"])
    }
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error)
    asked.onblocked = () => reject(new Error("blocked"))
  })
  return opened
}

async function within(mode, act) {
  const transaction = (await database()).transaction(STORE, mode)
  return new Promise((resolve, reject) => {
    let result
    transaction.oncomplete = () => resolve(result)
    transaction.onerror = transaction.onabort = () => reject(transaction.error)
    act(transaction.objectStore(STORE), (found) => { result = found })
  })
}

// `copy`: {page, person, article, version, at, entries}
export const keepCopy = (copy) => within("readwrite", (store) => store.put(copy))

export const forgetCopy = (page) => within("readwrite", (store) => store.delete(page))

export const forgetAllCopies = () => within("readwrite", (store) => store.clear())

export const forgetCopiesOfOthers = (person) =>
  within("readwrite", (store) => {
    store.index("place").openKeyCursor().onsuccess = ({ target: { result: cursor } }) => {
      if (!cursor) return
      if (cursor.key[0] !== person) store.delete(cursor.primaryKey)
      cursor.continue()
    }
  })

// The newest first.
export const copiesFor = async (person, article) =>
  (await within("readonly", (store, found) => {
    store.index("place").getAll([person, article]).onsuccess = ({ target }) => found(target.result)
  })).sort((one, other) => other.at - one.at)

// All windows of this browser learn that somebody signed out, and keep nothing from then on.
export const signOuts = "BroadcastChannel" in window ? new BroadcastChannel("newsroom-desk-sign-outs") : new EventTarget()
