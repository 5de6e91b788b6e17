// On the page after signing out: nothing of what was typed stays in this browser.

import { forgetAllCopies, signOuts } from "./browser-copies.js"

signOuts.postMessage?.("signed out")
// Where a browser keeps nothing there is nothing to forget.
forgetAllCopies().catch(() => {})
