"""Parts of addresses."""

import unicodedata


class SlugConverter:
    """A slug in any script, composed (NFC): macOS and some phones send the decomposed form."""

    # Not \w: the marks of many scripts are no word characters. Control characters cannot be stored
    # (PostgreSQL refuses NUL), so they never reach the database.
    regex = r"[^/\x00-\x20\x7f]+"

    def to_python(self, value: str) -> str:
        return unicodedata.normalize("NFC", value)

    def to_url(self, value: str) -> str:
        return value


class _DigitsConverter:
    def to_python(self, value: str) -> int:
        return int(value)


class YearConverter(_DigitsConverter):
    """Four digits; whether there is such a year is for the view to say."""

    regex = "[0-9]{4}"

    def to_url(self, value: int) -> str:
        return f"{value:04}"


class TwoDigitsConverter(_DigitsConverter):
    """A month or a day of the month."""

    regex = "[0-9]{2}"

    def to_url(self, value: int) -> str:
        return f"{value:02}"


class OrdinalConverter(_DigitsConverter):
    """A number that counts from 1, in its one way of writing."""

    regex = "[1-9][0-9]{0,5}"

    def to_url(self, value: int) -> str:
        return str(value)


class FeedFormatConverter:
    """The formats that feeds are written in."""

    regex = "rss|atom|json"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
