"""Made-up text with the shape of a newspaper's: a few words everywhere, many words hardly ever."""

import re
from random import Random

_SYLLABLES = [
    f"{first}{vowel}{last}" for first in "bdfgklmnprstvz" for vowel in "aeiou" for last in ("", "n", "r", "l")
]
_EVERYWHERE = re.findall(
    r"\w+",
    """
    the of in to and on for with after over as at by from is are was were be been it its he she they his her their
    that this which who what when where how why not no but or if than then so more most less least new old first last
    one two three ten year years day week month time says said say can could will would may might must should has have
    had do does did about against between into through before under again out up down off all any both each few many
    much other some such own same too very just now here there people world country city state home part group number
    place case point hand right left work life
    minister court plan talks report police government election budget war strike school hospital rail energy water
    market climate vote leaders
    """,
)


class Vocabulary:
    """Draws the same words for the same seed."""

    def __init__(self, seed: int = 1, size: int = 20_000) -> None:
        self.random = Random(seed)
        made = {"".join(self.random.choices(_SYLLABLES, k=self.random.randint(2, 4))) for _ in range(size)}
        self.words = [*_EVERYWHERE, *sorted(made)]
        # Zipf's law: the hundredth word is a hundred times as rare as the first.
        total, self.weights = 0.0, []
        for rank in range(1, len(self.words) + 1):
            total += 1 / rank
            self.weights.append(total)
        self.paragraphs = [f"<p>{self.sentence(60)}</p>" for _ in range(400)]

    def sentence(self, length: int) -> str:
        drawn = self.random.choices(self.words, cum_weights=self.weights, k=length)
        return " ".join(drawn).capitalize()

    def body(self) -> str:
        """Some 400 words."""
        return "".join(self.random.choices(self.paragraphs, k=7))
