"""What is written into a file is read back the same, here and by ExifTool."""

import io
from dataclasses import asdict, replace

import pytest
from PIL import Image

from articles.imaging.metadata import RightsMetadata, iim_segment, read_facts, read_metadata, xmp_packet
from articles.imaging.metadata.iim import cut, read_iim

from .conftest import Exiftool

RIGHTS = RightsMetadata(
    title="Harbour",
    caption="The harbour of Rīga,\nseen from the sea",
    alt_text="Cranes & ships <in fog>",
    creator="Ana Silva, Ben Ozols",
    credit_line="Ana Silva/Agency",
    copyright_notice="© 2026 “Agency”",
    web_statement="https://newsroom.example/rights?a=1&b=2",
    usage_terms="Editorial use only",
    licensor_name="Agency",
    licensor_url="https://agency.example/license",
    digital_source_type="http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
    data_mining="DMI-PROHIBITED",
    date_created="2026-11-24T13:45:00+02:00",
    city="Rīga",
    country="Latvia",
    source="Agency",
)
FORMATS = ["JPEG", "WEBP", "AVIF"]
ENDINGS = {"JPEG": "jpg", "WEBP": "webp", "AVIF": "avif"}

WORDS = {
    "Latin": "Ægir Þórðarson, Jānis Ķīlis, Nguyễn Văn Đức",
    "Greek": "Αθήνα, το λιμάνι",
    "Cyrillic": "Київ, площа Незалежності",
    "Arabic": "ميناء بيروت، لبنان",
    "Hebrew": "נמל חיפה, ישראל",
    "Devanagari": "मुंबई का बंदरगाह",
    "Tamil": "சென்னை துறைமுகம்",
    "Thai": "ท่าเรือกรุงเทพ",
    "Han": "上海港口,中华人民共和国",
    "Kana": "東京の港 ヨコハマ",
    "Hangul": "부산항 대한민국",
    "Georgian": "ბათუმის ნავსადგური",
    "Armenian": "Երևան քաղաք",
    "Ethiopic": "አዲስ አበባ",
    "Gothic": "𐌲𐌿𐍄𐌹𐍃𐌺",
    "emoji": "👩🏽‍🚒🚒🇱🇻 at work",
    "mixed directions": "The port of ميناء بيروت at 9",
    "mark-up": "]]> <rdf:li>&amp;</rdf:li> \"'",
}


def written(rights: RightsMetadata, format: str = "JPEG") -> bytes:
    file = io.BytesIO()
    extra = {"extra": iim_segment(rights)} if format == "JPEG" else {}
    Image.new("RGB", (40, 30)).save(file, format, xmp=xmp_packet(rights), **extra)
    return file.getvalue()


def read_back(data: bytes) -> dict[str, str]:
    return read_metadata(Image.open(io.BytesIO(data)))


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_written_is_read_back(format: str) -> None:
    assert read_back(written(RIGHTS, format)) == asdict(RIGHTS)


@pytest.mark.parametrize("text", WORDS.values(), ids=WORDS)
def test_every_script_survives(text: str) -> None:
    rights = RightsMetadata(caption=text, alt_text=text, credit_line=text)
    assert read_back(written(rights)) == {"caption": text, "alt_text": text, "credit_line": text}


@pytest.mark.parametrize("text", WORDS.values(), ids=WORDS)
def test_every_script_survives_in_iim(text: str) -> None:
    file = io.BytesIO()
    Image.new("RGB", (40, 30)).save(file, "JPEG", extra=iim_segment(RightsMetadata(caption=text)))
    found = read_facts(Image.open(file))["caption"]
    assert (found.value, found.source) == (text, "IIM")


def test_control_characters_are_left_out() -> None:
    assert read_back(written(RightsMetadata(caption="a\x00b\x0b\x1b\ufffe\ud800c\r\nd"))) == {"caption": "abc\nd"}


def test_very_long_texts_are_cut_and_fit_a_jpeg() -> None:
    everything = RightsMetadata(**dict.fromkeys(asdict(RIGHTS), "&é😀" * 20000))
    found = read_back(written(everything))
    assert set(found) == set(asdict(RIGHTS)) - {"digital_source_type", "data_mining", "date_created"}
    assert len(xmp_packet(everything)) <= 65_502


def test_nothing_to_say_writes_nothing() -> None:
    assert (xmp_packet(RightsMetadata()), iim_segment(RightsMetadata())) == (b"", b"")


def test_codes_outside_the_vocabularies_are_not_written() -> None:
    wrong = RightsMetadata(digital_source_type="https://x.example/a", data_mining="DMI-X", date_created="yesterday")
    assert xmp_packet(wrong) == b""


@pytest.mark.parametrize(
    ("text", "limit", "left"),
    [("Rīga", 2, "R"), ("Rīga", 3, "Rī"), ("a😀", 4, "a"), ("ab c", 3, "ab"), ("ab", 9, "ab")],
)
def test_a_value_is_cut_where_a_character_ends(text: str, limit: int, left: str) -> None:
    assert cut(text, limit) == left.encode()


def test_older_metadata_keeps_its_limits() -> None:
    long = RightsMetadata(**dict.fromkeys(("caption", "creator", "credit_line", "copyright_notice"), "ж" * 3000))
    found = read_iim(Image.open(io.BytesIO(written(long))))
    assert {dataset: len(values[0].encode()) for dataset, values in found.items()} == {
        (2, 120): 2000,
        (2, 80): 32,
        (2, 110): 32,
        (2, 116): 128,
    }


@pytest.mark.parametrize("format", FORMATS)
def test_exiftool_reads_the_same_xmp(format: str, exiftool: Exiftool) -> None:
    found = exiftool(written(RIGHTS, format), ENDINGS[format])
    assert {name: value for name, value in found.items() if name.startswith("XMP:")} == {
        "XMP:Title": RIGHTS.title,
        "XMP:Description": RIGHTS.caption,
        "XMP:Creator": [RIGHTS.creator],
        "XMP:Rights": RIGHTS.copyright_notice,
        "XMP:Credit": RIGHTS.credit_line,
        "XMP:Source": RIGHTS.source,
        "XMP:DateCreated": "2026:11:24 13:45:00+02:00",
        "XMP:City": RIGHTS.city,
        "XMP:Country": RIGHTS.country,
        "XMP:WebStatement": RIGHTS.web_statement,
        "XMP:UsageTerms": RIGHTS.usage_terms,
        "XMP:AltTextAccessibility": RIGHTS.alt_text,
        "XMP:DigitalSourceType": RIGHTS.digital_source_type,
        "XMP:DataMining": "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED",
        "XMP:Licensor": [{"LicensorName": RIGHTS.licensor_name, "LicensorURL": RIGHTS.licensor_url}],
    }


def test_exiftool_reads_the_same_iim_and_finds_it_in_step(exiftool: Exiftool) -> None:
    found = exiftool(written(RIGHTS), "jpg")
    assert found["ExifTool:Validate"] == "0 0 0"
    assert {name: value for name, value in found.items() if name.startswith("IPTC:")} == {
        "IPTC:CodedCharacterSet": "\x1b%G",
        "IPTC:ApplicationRecordVersion": 4,
        "IPTC:ObjectName": RIGHTS.title,
        "IPTC:Caption-Abstract": RIGHTS.caption,
        "IPTC:By-line": RIGHTS.creator,
        "IPTC:Credit": RIGHTS.credit_line,
        "IPTC:CopyrightNotice": RIGHTS.copyright_notice,
        "IPTC:DateCreated": "2026:11:24",
        "IPTC:TimeCreated": "13:45:00+02:00",
        "IPTC:City": RIGHTS.city,
        "IPTC:Country-PrimaryLocationName": RIGHTS.country,
        "IPTC:Source": RIGHTS.source,
    }


def test_a_day_without_an_hour_stays_a_day(exiftool: Exiftool) -> None:
    found = exiftool(written(replace(RIGHTS, date_created="2026-11-24")), "jpg")
    assert (found["XMP:DateCreated"], found["IPTC:DateCreated"], found.get("IPTC:TimeCreated")) == (
        "2026:11:24",
        "2026:11:24",
        None,
    )
