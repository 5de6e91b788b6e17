// How long a body is, counted as articles/text/plain.py counts it, so that the desk and the readers' page agree.

const BLOCK_ENDS = /(<\/(?:p|h2|h3|li|tr|td|th|figcaption|blockquote|table|aside|figure|section)>|<br>)/g
const WORD = /[\p{L}\p{N}_]+(?:['’.,-][\p{L}\p{N}_]+)*/gu
// Written Chinese, Japanese and Thai put no spaces between words; their readers count characters.
const UNSPACED = /[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]/g
const WORDS_A_MINUTE = 230
const UNSPACED_CHARACTERS_A_MINUTE = 500

function counted(html) {
  const { body } = new DOMParser().parseFromString(html.replace(BLOCK_ENDS, "\n$1"), "text/html")
  // Notes are the desk's: readers have nothing of them to read.
  for (const note of body.querySelectorAll("aside[data-type=note]")) note.remove()
  const text = body.textContent
  return {
    unspaced: text.match(UNSPACED)?.length ?? 0,
    words: text.replace(UNSPACED, " ").match(WORD)?.length ?? 0,
  }
}

// Halves go to the even number, as Python rounds them.
function rounded(number) {
  const whole = Math.floor(number)
  return number - whole === 0.5 ? whole + (whole % 2) : Math.round(number)
}

export function countWords(html) {
  const { unspaced, words } = counted(html)
  return unspaced + words
}

export function readingMinutes(html) {
  const { unspaced, words } = counted(html)
  return Math.max(1, rounded(words / WORDS_A_MINUTE + unspaced / UNSPACED_CHARACTERS_A_MINUTE))
}
