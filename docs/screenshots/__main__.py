"""`python -m docs.screenshots [NAME…]`: takes the guide's pictures and says what changed; all of them without a name.

The demo is loaded into a scratch database, a morning at the desk is played on it, and a server in this process shows it
to Chromium under a clock that stands still, so that a picture changes only where the page did.
"""

import argparse
import os
import shutil
import sys
import tempfile
from importlib import import_module
from pathlib import Path

import django

PICTURES = Path(__file__).resolve().parent.parent / "editors" / "screenshots"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m docs.screenshots", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="Which pictures to take (default: all).")
    parser.add_argument("--into", type=Path, default=PICTURES, help="The folder (default: docs/editors/screenshots).")
    options = parser.parse_args()
    names = ("chromium", "chromium-browser", "google-chrome")
    chromium = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if chromium is None:
        sys.exit("There is no Chromium on this machine. CHROMIUM may say where it is.")
    with tempfile.TemporaryDirectory(prefix="newsroom-screenshots-") as scratch:
        os.environ.pop("NEWSROOM_PRODUCTION", None)
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
            "DATABASE_URL": f"sqlite:///{scratch}/screenshots.sqlite3",
            "MEDIA_ROOT": f"{scratch}/media",
            "TIME_ZONE": "Europe/Riga",
            "SITE_URL": "http://127.0.0.1",
            # Playwright runs an event loop in this thread, which Django would take for asynchronous code.
            "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
        }
        django.setup()
        # Only now, since what follows imports the models, which need the settings.
        return import_module("docs.screenshots.studio").take(options.names, options.into, chromium)


if __name__ == "__main__":
    sys.exit(main())
