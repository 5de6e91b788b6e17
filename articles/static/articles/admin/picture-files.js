// Picture files that are dropped on the text or pasted into it: sent to the server, and put where they were let go.

import { Extension, Plugin } from "django-prose-editor/editor"
import { follow } from "newsroom/blocks"
import { insertPictures } from "newsroom/picture-node"
import { pictureFiles } from "newsroom/pictures"
import { uploadList } from "newsroom/uploads"

async function uploadInto(editor, uploads, files, position) {
  const place = follow(editor, position)
  const pictures = []
  await uploads.upload(files, (picture) => pictures.push(picture))
  if (pictures.length) insertPictures(editor, place.position, pictures)
  place.stop()
}

// Office programs put a picture of the copied text beside the text itself: then the text is meant. Beside a picture that
// was copied from a page some browsers put its address.
function hasText(transfer) {
  const text = transfer?.getData("text/plain").trim() ?? ""
  return text !== "" && !/^\S+:\S+$/.test(text)
}

export const PictureFiles = Extension.create({
  name: "pictureFiles",

  addOptions: () => ({ pictures: "" }),

  addStorage() {
    return { uploads: uploadList(this.options.pictures) }
  },

  addProseMirrorPlugins() {
    const { editor, storage } = this
    const take = (transfer, position) => {
      const files = hasText(transfer) ? [] : pictureFiles(transfer)
      if (files.length) uploadInto(editor, storage.uploads, files, position)
      return files.length > 0
    }
    return [
      new Plugin({
        props: {
          handlePaste: (view, event) => take(event.clipboardData, view.state.selection.to),
          handleDrop: (view, event) => {
            const place = view.posAtCoords({ left: event.clientX, top: event.clientY })
            return take(event.dataTransfer, place?.pos ?? view.state.selection.to)
          },
        },
      }),
    ]
  },
})
