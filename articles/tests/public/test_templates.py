"""Promises about the templates and stylesheets as files."""

import re
from pathlib import Path

from django.conf import settings

TEMPLATES = [
    *(settings.BASE_DIR / "templates").glob("*.html"),
    *(settings.BASE_DIR / "templates/articles").rglob("*.html"),
]
STYLES = list((settings.BASE_DIR / "static/css").glob("*.css"))


def matches(pattern: str, files: list[Path]) -> list[str]:
    return [f"{path.name}: {found}" for path in files for found in re.findall(pattern, path.read_text())]


def test_html_is_trusted_in_one_place() -> None:
    assert matches(r"\|\s*safe\b|autoescape|safeseq", TEMPLATES) == ["_sanitised.html: |safe"]


def test_templates_hold_neither_styles_nor_scripts() -> None:
    assert matches(r"\sstyle=|<style|<script(?! src=\"\{% static [^>]+></script>)|\son\w+=", TEMPLATES) == []


def properties_of(rule: str) -> dict[str, str]:
    return dict(re.findall(r"(--[\w-]+): ([^;]+);", rule))


def test_the_preview_s_schemes_are_the_readers_colours() -> None:
    variables, schemes = (
        (settings.BASE_DIR / f"static/css/{name}.css").read_text() for name in ("variables", "schemes")
    )
    light, dark = (
        properties_of(schemes.partition(f'[data-scheme="{scheme}"]')[2].partition("}")[0])
        for scheme in ("light", "dark")
    )
    by_itself = properties_of(variables.partition("(prefers-color-scheme: dark)")[2].partition("}")[0])
    assert dark == by_itself
    always = properties_of(variables.partition(":root {")[2].partition("}")[0])
    assert light == {name: always[name] for name in by_itself}


def test_colours_and_fonts_stand_in_variables() -> None:
    others = [path for path in STYLES if path.name not in ("variables.css", "print.css", "schemes.css")]
    assert matches(r"#[0-9a-fA-F]{3,8}\b(?=[;\s])|rgba?\(|hsla?\(", others) == []
    assert matches(r"font-family: (?!var\(|inherit)", others) == []
