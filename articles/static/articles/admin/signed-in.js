// On every page of the desk: what somebody else typed in this browser and did not save is theirs alone.

import { forgetCopiesOfOthers } from "./browser-copies.js"

const person = document.querySelector("meta[name=desk-person]")?.content
if (person) forgetCopiesOfOthers(person).catch(() => {})
