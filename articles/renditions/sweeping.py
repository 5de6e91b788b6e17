"""Finding files that no row knows, and rows whose file is not there.

Folder by folder, so that a storage of millions of files is held in memory a 256th at a time. Works on
any storage that lists its folders; nothing needs a path on a disk.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.core.files.storage import Storage, default_storage
from django.db.models import F

from ..models import Image, Rendition
from .making import forget_older

# The folders of the storage that are ours. Whatever else lies there is somebody else's.
ROOMS = ("originals", "renditions")


@dataclass
class Sweep:
    """What was found in one folder: `strays` are files without a row, `lost` are names of rows without a file."""

    folder: str
    files: int = 0
    strays: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


def sweep(*, older_than: datetime, storage: Storage = default_storage) -> Iterator[Sweep]:
    """Look through the storage; deletes nothing. Strays are named where they were last written before `older_than`.

    A file that is being taken in has no row yet: that is why age counts.
    """
    for room in ROOMS:
        for shard in sorted(_listing(storage, room)[0]):
            yield _swept(storage, f"{room}/{shard}", older_than)
    yield from _lost_elsewhere(storage)


def forget_outdated() -> int:
    """Take away what was made of versions that images no longer have; the number of images."""
    outdated = Rendition.objects.exclude(version=F("image__version")).order_by()
    images = Image.objects.filter(pk__in=outdated.values("image"))
    for image in (found := list(images.only("pk"))):
        forget_older(image)
    return len(found)


def _swept(storage: Storage, folder: str, older_than: datetime) -> Sweep:
    found = Sweep(folder)
    # Rows after files: a row that is written meanwhile is then known. Its file was there before it.
    names = set(_files(storage, folder))
    known = {name for name in _names_in_rows(folder.partition("/")[2]) if name.startswith(f"{folder}/")}
    found.files = len(names)
    old = [name for name in sorted(names - known) if _is_older(storage, name, older_than)]
    claimed = _claimed(old)
    found.strays = [name for name in old if name not in claimed]
    # A row written after the listing has a file that the listing did not show.
    found.lost = [name for name in sorted(known - names) if not storage.exists(name)]
    return found


def _files(storage: Storage, folder: str) -> Iterator[str]:
    folders, files = _listing(storage, folder)
    yield from (f"{folder}/{name}" for name in files)
    for inner in folders:
        yield from _files(storage, f"{folder}/{inner}")


def _listing(storage: Storage, folder: str) -> tuple[list[str], list[str]]:
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return [], []
    # A bucket may list the folder itself among its files.
    return [name for name in folders if name], [name for name in files if name]


def _names_in_rows(shard: str) -> set[str]:
    """What rows of images whose token begins with `shard` call their files: a range of an index on any database."""
    first, after = shard, f"{shard[:-1]}{chr(ord(shard[-1]) + 1)}"
    originals = Image.objects.filter(token__gte=first, token__lt=after).exclude(file="")
    renditions = Rendition.objects.filter(image__token__gte=first, image__token__lt=after)
    return {name for rows in (originals, renditions) for name in rows.order_by().values_list("file", flat=True)}


def _claimed(names: list[str]) -> set[str]:
    """Those of `names` that any row has. Asked of what is about to be called a stray, since a stray is deleted."""
    return {
        name
        for batch in _batches(names, 500)
        for model in (Image, Rendition)
        for name in model._default_manager.filter(file__in=batch).order_by().values_list("file", flat=True)
    }


def _lost_elsewhere(storage: Storage) -> Iterator[Sweep]:
    """Rows whose file should be where no folder was looked through: asked for one by one."""
    looked_through = {f"{room}/{shard}/" for room in ROOMS for shard in _listing(storage, room)[0]}
    found = Sweep("")
    originals = Image.objects.exclude(file="").order_by().values_list("file", "token")
    for rows in (originals, Rendition.objects.order_by().values_list("file", "image__token")):
        for name, token in rows.iterator():
            _, _, rest = name.partition("/")
            folder = f"{name.partition('/')[0]}/{token[:2]}/"
            is_seen = rest.startswith(f"{token[:2]}/") and folder in looked_through
            if not is_seen and not storage.exists(name):
                found.lost.append(name)
    yield found


def _batches(names: list[str], size: int) -> Iterator[list[str]]:
    yield from (names[first : first + size] for first in range(0, len(names), size))


def _is_older(storage: Storage, name: str, moment: datetime) -> bool:
    try:
        return storage.get_modified_time(name) < moment
    # Gone meanwhile: whoever wrote it has taken it away.
    except FileNotFoundError:
        return False
