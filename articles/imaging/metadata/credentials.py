"""Content Credentials (C2PA): who signed a picture file, and what they say was done to it.

They are read where c2pa-python is installed, and shown; nothing is decided by them. "Valid" means that the file is
as it was signed. Whether the signer is who they say is another question, which a list of trust would answer.
"""

import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from ...text import clean_line
from . import vocabulary

_LONGEST = 255
_MOST_ACTIONS = 50
# A file must not make the server ask an address that stands in it.
_SETTINGS = {"verify": {"remote_manifest_fetch": False, "ocsp_fetch": False}}


@dataclass(frozen=True)
class Credentials:
    """What the newest manifest of a file says; "" and () for what it does not say.

    `state` is the library's word: "Valid", "Trusted", or "Invalid" where the file was changed after it was signed.
    `actions` are codes of the specification ("c2pa.created"), `digital_source_type` is an IPTC address.
    """

    signed_by: str
    claim_generator: str
    state: str
    actions: tuple[str, ...]
    digital_source_type: str


@cache
def _library() -> Any:
    """The library, None where there is none. It is large, and most processes never see a file with credentials."""
    try:
        return import_module("c2pa")
    # An OSError where what is behind it does not load on this machine.
    except (ImportError, OSError):  # pragma: no cover - depends on the installation
        return None


def can_read_credentials() -> bool:
    """Whether the library is installed."""
    return _library() is not None


def read_credentials(picture: Path | bytes, mime: str) -> Credentials | None:
    """The Content Credentials in a file, named by its path or given whole. Never raises, never asks the network.

    None where there are none, where they cannot be read, and where the library is not installed.
    """
    if _library() is None:
        return None
    # The library raises its own errors, and the machine code behind it may raise others.
    try:
        with picture.open("rb") if isinstance(picture, Path) else io.BytesIO(picture) as file:
            return _read(file, mime)
    except Exception:
        return None


def _read(file: Any, mime: str) -> Credentials | None:
    context = _library().Context.from_dict(_SETTINGS)
    reader = _library().Reader.try_create(mime, file, context=context)
    if reader is None:
        return None
    with reader:
        store = json.loads(reader.json())
    manifest = store["manifests"][store["active_manifest"]]
    actions = list(_actions(manifest))
    signature = manifest.get("signature_info") or {}
    return Credentials(
        signed_by=_line(signature.get("common_name") or signature.get("issuer")),
        claim_generator=_generator(manifest),
        state=_line(store.get("validation_state")),
        actions=tuple(dict.fromkeys(_line(action.get("action")) for action in actions)),
        digital_source_type=next(filter(None, map(_source_type, actions)), ""),
    )


def _actions(manifest: dict[str, Any]) -> Iterable[dict[str, Any]]:
    for assertion in manifest.get("assertions", []):
        if assertion.get("label", "").startswith("c2pa.actions"):
            yield from assertion["data"].get("actions", [])[:_MOST_ACTIONS]


def _source_type(action: dict[str, Any]) -> str:
    return vocabulary.digital_source_type(_line(action.get("digitalSourceType")))


def _generator(manifest: dict[str, Any]) -> str:
    told = (manifest.get("claim_generator_info") or [{}])[0]
    named = " ".join(_line(told.get(part)) for part in ("name", "version")).strip()
    return named or _line(manifest.get("claim_generator"))


def _line(value: Any) -> str:
    return clean_line(value)[:_LONGEST] if isinstance(value, str) else ""
