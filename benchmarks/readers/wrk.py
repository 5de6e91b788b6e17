"""wrk, which makes the load: what it is told, and what it says (https://github.com/wg/wrk)."""

import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

MISSING = (
    "wrk makes the load, and is not on this machine’s PATH. Debian and Ubuntu have it as a package:"
    " apt-get install wrk; elsewhere see https://github.com/wg/wrk."
)
_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


class Unreadable(Exception):
    """What wrk said is not what it says; the text is its own."""


@dataclass(frozen=True)
class Load:
    """What a run came to: `faulty` answers were neither 2xx nor 3xx, or none; `median` is in milliseconds."""

    requests: int
    faulty: int
    median: float


def is_there() -> bool:
    return shutil.which("wrk") is not None


def run(
    base: str, script: Path, *, seconds: float, connections: int = 16, headers: Sequence[tuple[str, str]] = ()
) -> Load:
    """Ask `base` for the addresses of `script` in turn, as fast as it answers. Raises Unreadable."""
    # One thread, so that the addresses come in one order; it does far more than two workers can answer.
    command = ["wrk", "--latency", "-t1", f"-c{connections}", f"-d{max(1, round(seconds))}s", "-s", str(script)]
    command += [argument for name, value in headers for argument in ("-H", f"{name}: {value}")]
    done = subprocess.run([*command, base], capture_output=True, text=True)
    return parsed(done.stdout if done.returncode == 0 else f"{done.stdout}{done.stderr}")


def write_script(file: Path, addresses: Sequence[str]) -> Path:
    """A script that asks for the `addresses` in turn, again and again."""
    # What JSON has for these strings, Lua has too.
    listed = ",\n".join(json.dumps(address) for address in addresses)
    file.write_text(
        f"local addresses = {{\n{listed}\n}}\nlocal asked = 0\n"
        "request = function()\n  asked = asked % #addresses + 1\n"
        '  return wrk.format("GET", addresses[asked])\nend\n'
    )
    return file


def parsed(said: str) -> Load:
    """What wrk says after a run. Raises Unreadable."""
    requests = re.search(r"^\s*(\d+) requests in ", said, re.MULTILINE)
    median = re.search(r"^\s*50%\s+([\d.]+)(us|ms|s|m)\s*$", said, re.MULTILINE)
    if not requests or not median:
        raise Unreadable(said.strip() or "It said nothing.")
    refused = re.search(r"^\s*Non-2xx or 3xx responses: (\d+)", said, re.MULTILINE)
    errors = re.search(r"^\s*Socket errors: (.*)$", said, re.MULTILINE)
    # Requests that are on their way when the time is over are no errors, and wrk does not count them as such.
    unanswered = sum(map(int, re.findall(r"\d+", errors[1]))) if errors else 0
    return Load(int(requests[1]), int(refused[1] if refused else 0) + unanswered, float(median[1]) * _UNITS[median[2]])
