"""Why a change was refused, in the editor's words."""

from datetime import datetime


class PublishingError(Exception):
    """A change was refused; nothing was written. The text can be shown to the person who asked."""


class NotAllowed(PublishingError):
    """The person may not do this."""


class StaleVersion(PublishingError):
    """Somebody else has saved the article since this person opened it."""


class OtherDraft(PublishingError):
    """The person has other unsaved text of this article, of the moment `saved_at`, which this one would replace."""

    def __init__(self, saved_at: datetime) -> None:
        super().__init__("You have other unsaved text of this article. Go on with it or discard it first.")
        self.saved_at = saved_at


class NotReady(PublishingError):
    """The article cannot go out as it is; `reasons` has a sentence for each thing to mend."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons
