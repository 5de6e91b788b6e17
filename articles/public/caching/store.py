"""Where pages are kept: Redis where there is one, else the process. Its faults are pages that are not there."""

import hashlib
import logging
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import caches

logger = logging.getLogger(__name__)

# Pages of states that are over are never asked for again; they go by themselves.
KEPT_FOR = 24 * 60 * 60
# So long is a store that does not answer left alone: each question would cost its timeout.
LEFT_ALONE_FOR = 10.0

# By the process's own clock, since it is about waiting and about nothing that readers see.
_left_alone_until = 0.0


def get(key: str) -> Any:
    """What was put under `key`; None where there is nothing, or the store does not answer."""
    return _asked(lambda: caches["pages"].get(_named(key)))


def put(key: str, value: Any) -> None:
    """Keep `value` under `key`, if the store answers."""
    _asked(lambda: caches["pages"].set(_named(key), value, KEPT_FOR))


def _asked(question: Callable[[], Any]) -> Any:
    global _left_alone_until
    if time.monotonic() < _left_alone_until:
        return None
    try:
        return question()
    # Whatever the store's own library raises, and what unpickling something strange does.
    except Exception:
        _left_alone_until = time.monotonic() + LEFT_ALONE_FOR
        logger.exception("The store of pages does not answer; it is left alone for %d s.", LEFT_ALONE_FOR)
        return None


def _named(key: str) -> str:
    # Addresses are long, and in any script.
    return f"{release()}:{hashlib.blake2b(key.encode(), digest_size=20).hexdigest()}"


@cache
def release() -> str:
    """Names the code, the templates and the settings that pages are made with: others make other pages."""
    rooms = [settings.BASE_DIR / name for name in ("newsroom", "articles", "templates", "static")]
    files = sorted(path for room in rooms for path in room.rglob("*") if _makes_pages(path))
    said = [f"{path} {(stat := path.stat()).st_size} {stat.st_mtime_ns}" for path in files]
    said += [f"{name}={getattr(settings, name)!r}" for name in sorted(dir(settings)) if _is_ours(name)]
    return hashlib.blake2b("\n".join(said).encode(errors="replace"), digest_size=6).hexdigest()


def _makes_pages(path: Path) -> bool:
    return path.suffix in {".py", ".html", ".css", ".js", ".svg"} and not {"tests", "admin"} & set(path.parts)


def _is_ours(name: str) -> bool:
    return name.startswith("NEWSROOM_") or name in {"SITE_URL", "LANGUAGE_CODE", "TIME_ZONE", "STATIC_URL", "MEDIA_URL"}
