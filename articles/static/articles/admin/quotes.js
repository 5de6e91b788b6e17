// Straight quotation marks become those of the article's language while they are typed; undo gives the straight one back.

import { Extension, Plugin, pm } from "django-prose-editor/editor"

const APOSTROPHE = "’"
const LETTER = /[\p{L}\p{N}]/u
const BEFORE_OPENING = /[\s\ufffc([{<\-–—/¿¡]/u
// Inside an address, a mark is part of it.
const IN_ADDRESS = /(?:\/\/|www\.)\S*$/i

const last = (text) => [...text].at(-1) ?? ""

// The marks of `language`: of the whole tag, of its language, or the English; as articles/text/typography.py has it.
export function quotesOf(table, language) {
  const tag = language.toLowerCase().replaceAll("_", "-")
  return table[tag] ?? table[tag.split("-")[0]] ?? table.en
}

const count = (text, mark) => text.split(mark).length - 1

function opens(before, marks) {
  const previous = last(before)
  return !previous || BEFORE_OPENING.test(previous) || [last(marks[0]), last(marks[2])].includes(previous)
}

// What a straight mark becomes after the text `before`; null where it stays straight.
export function quoteFor(before, typed, marks) {
  if (IN_ADDRESS.test(before)) return null
  const [opening, closing, openingSingle, closingSingle] = marks
  // Where both are alike, a mark of the same kind just before it was no opening one.
  const isOpening = opens(before, marks)
  if (typed === '"') return isOpening ? opening : closing
  if (isOpening) return openingSingle
  if (closingSingle === APOSTROPHE) return APOSTROPHE
  const isQuoted = count(before, openingSingle) > count(before, closingSingle)
  return isQuoted || !LETTER.test(last(before)) ? closingSingle : APOSTROPHE
}

// The single mark before which `typed` shows that it was an apostrophe: “geht's”, “the '90s”; "" for none.
export function mistakenApostrophe(before, typed, marks) {
  const [, , openingSingle, closingSingle] = marks
  if (!LETTER.test(typed)) return ""
  const isInside = closingSingle !== APOSTROPHE && before.endsWith(closingSingle) && LETTER.test(last(before.slice(0, -closingSingle.length)))
  if (isInside) return closingSingle
  return openingSingle !== APOSTROPHE && /\d/.test(typed) && before.endsWith(openingSingle) ? openingSingle : ""
}

function textBefore(state, position) {
  const place = state.doc.resolve(position)
  return place.parent.textBetween(0, place.parentOffset, "\ufffc", "\ufffc")
}

function handleTyping(view, from, to, text, marks) {
  const before = textBefore(view.state, from)
  if (text === '"' || text === "'") {
    const mark = quoteFor(before, text, marks)
    if (mark === null) return false
    // Two steps, so that undo takes back the second alone.
    view.dispatch(view.state.tr.insertText(text, from, to))
    const { tr } = view.state
    view.dispatch(pm.history.closeHistory(tr.insertText(mark, from, from + text.length)).scrollIntoView())
    return true
  }
  const mistaken = mistakenApostrophe(before, text, marks)
  if (!mistaken) return false
  view.dispatch(view.state.tr.insertText(APOSTROPHE + text, from - mistaken.length, to).scrollIntoView())
  return true
}

export const Quotes = Extension.create({
  name: "quotes",

  // `language` tells the article's language of the moment.
  addOptions: () => ({ table: {}, language: () => "en" }),

  addProseMirrorPlugins() {
    const { table, language } = this.options
    const handleTextInput = (view, from, to, text) =>
      !view.composing && handleTyping(view, from, to, text, quotesOf(table, language()))
    return [new Plugin({ props: { handleTextInput } })]
  },
})
