"""The surroundings of a server in production, for a benchmark on this machine. Imports nothing that needs settings."""

import secrets
from pathlib import Path


def production_environment(folder: Path) -> dict[str, str]:
    """What the settings read: production, but that it answers without TLS, on the loopback address."""
    return {
        "NEWSROOM_PRODUCTION": "1",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "127.0.0.1,testserver",
        "SITE_URL": "https://127.0.0.1",
        "SECURE_SSL_REDIRECT": "0",
        "STATIC_ROOT": str(folder / "static"),
    }
