"""Instructions to the desk: the words by which agencies forbid a use or hold a picture back."""

import re

NOT_FOR_WEB = "not_for_web"
EMBARGO = "embargo"

_WEB = r"(?:web(?:\s?sites?)?|internet|online|digital|www)"
_PATTERNS = {
    NOT_FOR_WEB: re.compile(
        rf"""
        \bno[nt]?\b[\s-]*(?:for\s+|to\s+be\s+used\s+|intended\s+for\s+|on\s+)?(?:the\s+|any\s+)?{_WEB}
        | \b(?:no|not)\b[^.;\n]{{0,40}}\b(?:on|for)\s+(?:the\s+)?{_WEB}
        | \b(?:print|newspapers?)[\s-]+(?:use\s+)?only\b | \b{_WEB}\s+out\b
        | \b{_WEB}\s+(?:use\s+)?(?:prohibited|forbidden)
        | \b(?:nicht|kein[en]?|keine)\b[^.;\n]{{0,40}}\b(?:web|internet|online)\w* | \bnur\s+(?:für\s+)?print\b
        | \b(?:web|internet|online)[\w-]*\s+(?:verboten|untersagt|gesperrt)
        | \b(?:pas|interdit|interdite|sauf|hors)\b[^.;\n]{{0,40}}\b(?:web|internet|en\s+ligne)\b
        | \b(?:no|prohibid[oa]|salvo)\b[^.;\n]{{0,40}}\b(?:web|internet|en\s+línea|online)\b
        | \b(?:não|proibid[oa]|exceto)\b[^.;\n]{{0,40}}\b(?:web|internet|online|on-line)\b
        | \b(?:non|vietat[oa]|escluso)\b[^.;\n]{{0,40}}\b(?:web|internet|online|in\s+rete)\b
        """,
        re.IGNORECASE | re.VERBOSE,
    ),
    EMBARGO: re.compile(
        r"""
        \bembargo\w* | \bembargad[oa]\w* | \bsous\s+embargo\b
        | \bhold(?:\s+(?:back|for\s+release))?\s+(?:until|till|til|to|for)\b
        | \b(?:not|no)\b[^.;\n]{0,40}\b(?:before|until|till|prior\s+to)\b
        | \bsperrfrist\b | \bsperrvermerk\b | \bgesperrt\s+bis\b | \bfrei\s+(?:ab|erst)\b | \bnicht\s+vor\b
        | \b(?:ne\s+pas|pas)\b[^.;\n]{0,40}\bavant\b
        | \bno\b[^.;\n]{0,40}\b(?:antes\s+del?|hasta)\b
        | \bnão\b[^.;\n]{0,40}\b(?:antes\s+d[eoa]s?|até)\b
        | \bnon\b[^.;\n]{0,40}\bprima\s+d(?:i|el|elle?)\b
        """,
        re.IGNORECASE | re.VERBOSE,
    ),
}
# "No embargo" and its sisters say that there is none.
_LIFTED = re.compile(
    r"\b(?:no|kein(?:e|en)?|sans|sin|sem|senza)\s+(?:embargo|sperrfrist)\w*|\bembargo\s+(?:is\s+)?(?:lifted|aufgehoben|levé)",
    re.IGNORECASE,
)


def instruction_flags(text: str) -> set[str]:
    """Which of "not_for_web" and "embargo" the instructions in `text` ask for, in six languages.

    English, German, French, Spanish, Portuguese and Italian. It errs on the side of a flag: somebody
    looks at a picture that is flagged, and nobody at one that is not.
    """
    spoken = _LIFTED.sub(" ", text)
    return {flag for flag, pattern in _PATTERNS.items() if pattern.search(spoken)}
