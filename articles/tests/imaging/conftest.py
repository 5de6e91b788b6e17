"""ExifTool as a second reader of what is written here."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

# What ExifTool says of a file, by "Group:Tag".
Exiftool = Callable[[bytes, str], dict[str, Any]]


@pytest.fixture
def exiftool(tmp_path: Path) -> Exiftool:
    """Reads the bytes of a file with the given ending. Skips the test where ExifTool is not installed."""
    program = shutil.which("exiftool")
    if program is None:
        pytest.skip("ExifTool is not installed.")

    def read(data: bytes, ending: str) -> dict[str, Any]:
        path = tmp_path / f"picture.{ending}"
        path.write_bytes(data)
        command = [program, "-j", "-G", "-struct", "-all", "-validate", "-a", "-charset", "iptc=UTF8", "-n", str(path)]
        done = subprocess.run(command, capture_output=True, check=True, timeout=60)
        return json.loads(done.stdout)[0]

    return read
