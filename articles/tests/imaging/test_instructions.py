"""Instructions that forbid the web or hold a picture back are seen, in the languages of the agencies."""

import pytest

from articles.imaging.metadata import instruction_flags


@pytest.mark.parametrize(
    "text",
    [
        "NOT FOR WEB",
        "No Internet. Mandatory credit.",
        "NO ONLINE USE",
        "Not to be used on websites",
        "For print only",
        "INTERNET OUT, MAGS OUT",
        "Nicht für das Internet freigegeben",
        "Keine Online-Nutzung",
        "Online-Nutzung untersagt",
        "Pas d'utilisation sur internet",
        "Interdit sur le web",
        "Prohibido su uso en internet",
        "Uso proibido na internet",
        "Vietato l'uso su internet",
    ],
)
def test_a_picture_that_is_not_for_the_web_is_flagged(text: str) -> None:
    assert instruction_flags(text) == {"not_for_web"}


@pytest.mark.parametrize(
    "text",
    [
        "EMBARGOED until 25 November 2026 06:00 GMT",
        "Embargo: 18:00",
        "HOLD UNTIL 0600 GMT",
        "Hold for release",
        "Not to be published before Sunday",
        "Sperrfrist: 24. November, 18 Uhr",
        "Nicht vor 18 Uhr veröffentlichen",
        "Ne pas publier avant le 25 novembre",
        "Sous embargo jusqu'au 25 novembre",
        "No publicar antes del 25 de noviembre",
        "EMBARGADO hasta el lunes",
        "Não publicar antes das 18h",
        "Non pubblicare prima del 25 novembre",
    ],
)
def test_a_picture_that_is_held_back_is_flagged(text: str) -> None:
    assert instruction_flags(text) == {"embargo"}


def test_both_are_seen_at_once() -> None:
    assert instruction_flags("Embargo 18 Uhr. Not for web.") == {"embargo", "not_for_web"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Mandatory credit: Ana Silva/Agency",
        "For editorial use only. No sales.",
        "Available online at https://agency.example",
        "No restrictions. See our website.",
        "No embargo",
        "Embargo lifted",
        "Keine Sperrfrist",
        "Nota: foto di archivio",
        "The household of the president",
    ],
)
def test_other_instructions_are_not_flagged(text: str) -> None:
    assert instruction_flags(text) == set()
