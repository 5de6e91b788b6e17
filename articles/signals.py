"""What is announced, always after the transaction has been committed.

Receivers may fail or be run again: they do work that a command can redo (an index, a cache, a purge).
"""

from django.dispatch import Signal

# Sent with `edition`: it was written; readers see it from edition.visible_from on.
edition_opened = Signal()
# Sent with `edition`: its end was set, moved or taken back, and readers no longer see it from edition.visible_until on;
# or it was cancelled before anybody saw it, and there is no such row any more.
edition_closed = Signal()
# Sent with `image`: somebody killed it, or changed its rights, so that readers who could see it no longer may.
# Not sent when a right ends by itself: nothing runs at that moment, and every page asks by time.
image_withdrawn = Signal()
# Sent with `image`: readers may see it again, or see it now, for the same reasons.
image_released = Signal()
# Sent with `link_id` and `at`: somebody opened a preview link. Sent while reading, so there is nothing to commit.
preview_link_opened = Signal()
