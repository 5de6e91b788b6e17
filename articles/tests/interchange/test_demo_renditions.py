"""What ExifTool, which is not ours, reads in every rendition of every demo picture is what the database says."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from articles.models import Image, Rendition
from articles.renditions import make_renditions, offered, rights_of

EXIFTOOL = shutil.which("exiftool")
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(EXIFTOOL is None, reason="ExifTool is not installed (libimage-exiftool-perl)."),
]

# As ExifTool calls what we write, in XMP and in IIM: the attribute of the image's rights that it must be.
XMP = {
    "XMP-dc:Title": "title",
    "XMP-dc:Description": "caption",
    "XMP-dc:Creator": "creator",
    "XMP-dc:Rights": "copyright_notice",
    "XMP-photoshop:Credit": "credit_line",
    "XMP-photoshop:City": "city",
    "XMP-photoshop:Country": "country",
    "XMP-xmpRights:WebStatement": "web_statement",
    "XMP-xmpRights:UsageTerms": "usage_terms",
    "XMP-iptcCore:AltTextAccessibility": "alt_text",
    "XMP-iptcExt:DigitalSourceType": "digital_source_type",
}
# With the longest text that IIM holds, in bytes.
IIM = {
    "IPTC:ObjectName": ("title", 64),
    "IPTC:Caption-Abstract": ("caption", 2000),
    "IPTC:By-line": ("creator", 32),
    "IPTC:CopyrightNotice": ("copyright_notice", 128),
    "IPTC:Credit": ("credit_line", 32),
    "IPTC:City": ("city", 32),
    "IPTC:Country-PrimaryLocationName": ("country", 64),
}


def read_by_exiftool(folder: Path) -> dict[str, dict[str, Any]]:
    """By the name of each file under `folder`: what it says of itself, by group and tag."""
    names = [f"-{name}" for name in (*XMP, *IIM, "XMP-plus:LicensorName", "XMP-plus:LicensorURL")]
    # -n: vocabularies as they are written, not in ExifTool's words for them.
    found = subprocess.run(
        [str(EXIFTOOL), "-json", "-G1", "-n", "-q", "-r", "-charset", "utf8", *names, str(folder / "renditions")],
        capture_output=True, check=True,
    )  # fmt: skip
    return {str(Path(one["SourceFile"]).relative_to(folder)): one for one in json.loads(found.stdout)}


def fitting(text: str, most: int) -> str:
    return text.encode()[:most].decode(errors="ignore").rstrip()


def flat(text: Any) -> str:
    """As one line: IIM and XMP hold the same words, and differ in what ends a line."""
    return " ".join(str(text).split())


def test_exiftool_agrees_with_the_database(media_folder: Path) -> None:
    call_command("loaddata", "demo", verbosity=0)
    for image in Image.objects.exclude(file=""):
        assert len(make_renditions(image)) == len(list(offered(image)))
    read = read_by_exiftool(media_folder)
    assert set(read) == set(Rendition.objects.values_list("file", flat=True))
    wrong = []
    for row in Rendition.objects.select_related("image"):
        rights, said = rights_of(row.image), read[row.file.name]
        expected = {tag: getattr(rights, name) for tag, name in XMP.items()}
        if row.format == "jpeg":
            expected |= {tag: fitting(flat(getattr(rights, name)), most) for tag, (name, most) in IIM.items()}
        expected |= {"XMP-plus:LicensorName": rights.licensor_name, "XMP-plus:LicensorURL": rights.licensor_url}
        wrong += [
            (row.file.name, tag, said.get(tag), text)
            for tag, text in expected.items()
            if flat(said.get(tag, "")) != flat(text)
        ]
    assert wrong == []
