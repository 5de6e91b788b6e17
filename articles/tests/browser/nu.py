"""The Nu HTML checker: what it finds wrong with a page's HTML."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

# Installed by .ci/run with `npm ci`, from package.json beside this file.
JAR = Path(__file__).parent / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def html_errors(folder: Path, pages: dict[str, str]) -> list[str]:
    """A line for each error in `pages` (HTML by name), checked in one go since the checker starts slowly."""
    java = shutil.which("java")
    if java is None or not JAR.exists():
        word = "the Nu HTML checker is not installed: Java, and npm ci --prefix articles/tests/browser"
        if os.environ.get("NEWSROOM_BROWSER_TESTS"):
            pytest.fail(word)
        pytest.skip(word)
    for name, html in pages.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    command = [java, "-jar", str(JAR), "--errors-only", "--format", "json", *sorted(map(str, folder.glob("*.html")))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = json.loads(done.stderr)["messages"]
    return [
        f"{Path(one['url']).stem}:{one.get('lastLine')}: {one['message']} {one.get('extract', '')}" for one in found
    ]
