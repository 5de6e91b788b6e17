// The text of a document block by block, where each character's place in the block is its place in the document.

// Calls `visit(text, start)` for each block of text; `start` is the position of the text's first character.
export function eachTextBlock(doc, visit, isSkipped = () => false) {
  doc.descendants((node, position) => {
    if (isSkipped(node)) return false
    if (!node.isTextblock) return true
    // A line break takes one position, as a character does.
    visit(node.textBetween(0, node.content.size, "\n", "\n"), position + 1)
    return false
  })
}
