"""Pictures that a fixture brings along: `loaddata` writes rows only, this copies their files."""

import hashlib
import logging
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File

from ..models import Image

logger = logging.getLogger(__name__)


def bring_picture(*, instance: Image, raw: bool, **_: Any) -> None:
    """Put the file of an image that a fixture has loaded into the media storage; a receiver of post_save.

    The file is the one of the same name in the media/ folder beside the fixture (FIXTURE_DIRS), if
    its bytes are those that the row was made from. A file that is there already is left alone.
    """
    name = instance.file.name
    if not raw or not name or instance.file.storage.exists(name):
        return
    for folder in settings.FIXTURE_DIRS:
        path = Path(folder) / "media" / Path(instance.original_name).name
        if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == instance.content_hash:
            with path.open("rb") as file:
                instance.file.storage.save(name, File(file))
            return
    logger.warning("No picture file for %s beside the fixture: %s is missing.", instance.key, instance.original_name)
