"""The template filters of the readers' pages."""

import pytest

from articles.models import Article, Correction
from articles.templatetags.newsroom import KINDS, NOTICES, direction, kind_label


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "ltr"),
        ("ar", "rtl"),
        ("AR-eg", "rtl"),
        ("he", "rtl"),
        ("fa-IR", "rtl"),
        ("az-Arab", "rtl"),
        ("az", "ltr"),
        ("ar-Latn", "ltr"),
        ("ks-Deva-IN", "ltr"),
        ("ar_EG", "rtl"),
        ("", "ltr"),
    ],
)
def test_a_language_has_a_direction(language: str, expected: str) -> None:
    assert direction(language) == expected


def test_every_kind_but_news_has_a_label() -> None:
    assert set(KINDS) == set(Article.Kind.values) - {"news"}
    assert kind_label("news") == ""


def test_every_notice_has_a_label() -> None:
    assert {value: str(label) for value, label in Correction.Kind.choices} == NOTICES
