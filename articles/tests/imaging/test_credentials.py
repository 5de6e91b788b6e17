"""Content Credentials say who signed a file, what was done to it, and whether it is as it was signed."""

import datetime
import io
import json
from pathlib import Path
from typing import Any

import c2pa
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from PIL import Image

from articles.imaging import Credentials, RightsMetadata, make, read_credentials
from articles.imaging.metadata import credentials as room
from articles.imaging.renditions import WIDTHS

AI = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
MANIFEST = {
    "claim_generator_info": [{"name": "Camera", "version": "1.0"}],
    "assertions": [
        {
            "label": "c2pa.actions.v2",
            "data": {
                "actions": [{"action": "c2pa.created", "digitalSourceType": AI}, {"action": "c2pa.color_adjustments"}]
            },
        }
    ],
}


def photograph(format: str = "JPEG") -> io.BytesIO:
    file = io.BytesIO()
    Image.radial_gradient("L").convert("RGB").save(file, format)
    file.seek(0)
    return file


def certificates() -> tuple[bytes, Any]:
    """The chain of a home-made authority in PEM, and the key of its one signer."""
    name = lambda words: x509.Name(  # noqa: E731
        [
            x509.NameAttribute(x509.NameOID.COMMON_NAME, words),
            x509.NameAttribute(x509.NameOID.ORGANIZATION_NAME, "Agency"),
        ]
    )
    authority, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    begun = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)

    def certificate(subject: str, public_key: Any, *, is_authority: bool) -> Any:
        use = dict.fromkeys(
            (
                "content_commitment",
                "key_encipherment",
                "data_encipherment",
                "key_agreement",
                "encipher_only",
                "decipher_only",
            ),
            False,
        )
        built = (
            x509.CertificateBuilder()
            .subject_name(name(subject))
            .issuer_name(name("Home-made authority"))
            .public_key(public_key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(begun)
            .not_valid_after(begun + datetime.timedelta(days=3650))
            .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
            .add_extension(
                x509.KeyUsage(
                    digital_signature=not is_authority, key_cert_sign=is_authority, crl_sign=is_authority, **use
                ),
                critical=True,
            )
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.public_key()), critical=False)
        )
        if not is_authority:
            use_for = x509.ExtendedKeyUsage([x509.ExtendedKeyUsageOID.EMAIL_PROTECTION])
            built = built.add_extension(use_for, critical=False)
        return built.sign(authority, hashes.SHA256())

    chain = [
        certificate("Ana Silva", key.public_key(), is_authority=False),
        certificate("Home-made authority", authority.public_key(), is_authority=True),
    ]
    return b"".join(one.public_bytes(serialization.Encoding.PEM) for one in chain), key


@pytest.fixture(scope="module")
def signed() -> bytes:
    """A JPEG that Ana Silva has signed."""
    chain, key = certificates()

    def sign(data: bytes) -> bytes:
        r, s = decode_dss_signature(key.sign(data, ec.ECDSA(hashes.SHA256())))
        return r.to_bytes(32, "big") + s.to_bytes(32, "big")

    out = io.BytesIO()
    with (
        c2pa.Signer.from_callback(sign, c2pa.C2paSigningAlg.ES256, chain.decode()) as signer,
        c2pa.Builder.from_json(json.dumps(MANIFEST)) as builder,
    ):
        builder.sign(signer, "image/jpeg", photograph(), out)
    return out.getvalue()


SEEN = Credentials(
    signed_by="Ana Silva",
    claim_generator="Camera 1.0",
    state="Valid",
    actions=("c2pa.created", "c2pa.color_adjustments"),
    digital_source_type=AI,
)


def test_a_signed_file_says_who_signed_it_and_what_was_done(signed: bytes) -> None:
    assert read_credentials(signed, "image/jpeg") == SEEN


def test_a_file_is_read_where_it_lies(signed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "picture.jpg"
    path.write_bytes(signed)
    assert read_credentials(path, "image/jpeg") == SEEN


def test_a_file_that_was_changed_after_signing_is_invalid(signed: bytes) -> None:
    changed = signed[:-40] + bytes((signed[-40] ^ 1,)) + signed[-39:]
    found = read_credentials(changed, "image/jpeg")
    assert (found.signed_by, found.state) == ("Ana Silva", "Invalid")


def test_a_rendition_claims_nothing(signed: bytes) -> None:
    [one] = make(io.BytesIO(signed), [WIDTHS[0]], ["jpeg"], rights=RightsMetadata())
    assert read_credentials(one.data, "image/jpeg") is None
    assert b"c2pa" not in one.data


@pytest.mark.parametrize(
    ("data", "mime"),
    [
        (photograph().getvalue(), "image/jpeg"),
        (photograph("PNG").getvalue(), "image/png"),
        (photograph("WEBP").getvalue(), "image/webp"),
        (photograph("AVIF").getvalue(), "image/avif"),
        (photograph("GIF").getvalue(), "image/gif"),
        (photograph("PNG").getvalue(), "image/jpeg"),
        (b"", "image/jpeg"),
        (b"nonsense", "nonsense"),
    ],
)
def test_without_credentials_there_is_nothing(data: bytes, mime: str) -> None:
    assert read_credentials(data, mime) is None


def test_a_cut_file_is_no_error(signed: bytes) -> None:
    cut = read_credentials(signed[: len(signed) // 2], "image/jpeg")
    assert cut is None or cut.state == "Invalid"


def test_a_file_that_is_gone_is_no_error(tmp_path: Path) -> None:
    assert read_credentials(tmp_path / "gone.jpg", "image/jpeg") is None


def test_without_the_library_there_is_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_library", lambda: None)
    assert read_credentials(b"anything", "image/jpeg") is None
    assert room.can_read_credentials() is False
