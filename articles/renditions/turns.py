"""Whose turn it is to make the files of an image: one maker at a time on a machine.

A lock on a file, since the kernel lifts it when its holder dies, however that dies. Makers on two
machines may meet; the database then keeps one row, and the other's file goes.
"""

import fcntl
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..models import Image

# One lock for every 256th image: a folder that never grows.
_SHARED_BY = 2
_PAUSE = 0.05


@contextmanager
def turn(image: Image, *, patience: float | None = None) -> Iterator[bool]:
    """Holds the turn at `image` where it yields True.

    Waits for it, at most `patience` seconds where given, and yields False when it has not come by then.
    """
    descriptor = os.open(_folder() / image.token[:_SHARED_BY], os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        yield _taken(descriptor, patience)
    finally:
        # Closing lifts the lock.
        os.close(descriptor)


def _taken(descriptor: int, patience: float | None) -> bool:
    if patience is None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        return True
    deadline = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            if time.monotonic() >= deadline:
                return False
            time.sleep(_PAUSE)


def _folder() -> Path:
    # Of this account alone: another's locks could not be opened.
    folder = Path(tempfile.gettempdir()) / f"newsroom-renditions-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
