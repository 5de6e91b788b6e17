"""A body as plain text, and what is counted on it."""

import re

from lxml import html as lxml_html

from .notes import without_notes

_BLOCK_ENDS = re.compile(r"(</(?:p|h2|h3|li|tr|td|th|figcaption|blockquote|table|aside|figure|section)>|<br>)")
_WORD = re.compile(r"\w+(?:['’.,-]\w+)*")
# Written Chinese, Japanese and Thai put no spaces between words; their readers count characters.
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")

WORDS_A_MINUTE = 230
UNSPACED_CHARACTERS_A_MINUTE = 500


def plain_text(html: str) -> str:
    """The text of `html` for readers, one line for each block, without empty lines and the desk's notes."""
    html = without_notes(html)
    if not html.strip():
        return ""
    in_lines = _BLOCK_ENDS.sub("\n\\1", html)
    text = lxml_html.fromstring(f"<div>{in_lines}</div>").text_content()
    return "\n".join(line for line in (line.strip() for line in text.splitlines()) if line)


def word_count(html: str) -> int:
    """Words as an editor counts them; in scripts without spaces, characters."""
    text = plain_text(html)
    return len(_UNSPACED.findall(text)) + len(_WORD.findall(_UNSPACED.sub(" ", text)))


def reading_minutes(html: str) -> int:
    """Whole minutes that the text takes to read, at least one."""
    text = plain_text(html)
    unspaced = len(_UNSPACED.findall(text))
    words = len(_WORD.findall(_UNSPACED.sub(" ", text)))
    return max(1, round(words / WORDS_A_MINUTE + unspaced / UNSPACED_CHARACTERS_A_MINUTE))
