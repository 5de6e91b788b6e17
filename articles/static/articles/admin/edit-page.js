// The edit page around the body: what each module adds to the form, in one list.

import "newsroom/leaving"
import "newsroom/panels"
import "newsroom/searching-selects"
import "newsroom/bar"
import "newsroom/lead-picture"
import "newsroom/autosave"
import "newsroom/offered-copy"
import "newsroom/presence"
import "newsroom/desk-jump"
import "newsroom/preview-panel"
