"""Why a change was refused, in the editor's words."""


class PublishingError(Exception):
    """A change was refused; nothing was written. The text can be shown to the person who asked."""


class NotAllowed(PublishingError):
    """The person may not do this."""


class StaleVersion(PublishingError):
    """Somebody else has saved the article since this person opened it."""


class NotReady(PublishingError):
    """The article cannot go out as it is; `reasons` has a sentence for each thing to mend."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons
