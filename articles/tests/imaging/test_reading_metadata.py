"""What a file says of itself is found in each of its three places, the newer before the older."""

import struct
from typing import Any

import pytest
from PIL import Image

from articles.imaging.metadata import Fact, read_facts, read_metadata

from .packets import app13, opened, records, xmp

UTF_8 = (1, 90, b"\x1b%G")
BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)


def from_xmp(inside: str = "", attributes: str = "") -> dict[str, str]:
    return read_metadata(opened(xmp=xmp(inside, attributes)))


def from_iim(*datasets: tuple[int, int, bytes]) -> dict[str, str]:
    return read_metadata(opened(extra=app13(records(*datasets))))


@pytest.mark.parametrize(
    ("inside", "name", "value"),
    [
        ("<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>A</rdf:li></rdf:Alt></dc:title>", "title", "A"),
        ("<photoshop:Headline>A</photoshop:Headline>", "headline", "A"),
        (
            "<dc:description><rdf:Alt><rdf:li xml:lang='de'>B</rdf:li><rdf:li xml:lang='x-default'>A</rdf:li></rdf:Alt></dc:description>",
            "caption",
            "A",
        ),
        ("<dc:description><rdf:Alt><rdf:li xml:lang='de'>B</rdf:li></rdf:Alt></dc:description>", "caption", "B"),
        ("<dc:description>plain</dc:description>", "caption", "plain"),
        ("<dc:description><rdf:Alt><rdf:li>two\n lines</rdf:li></rdf:Alt></dc:description>", "caption", "two\n lines"),
        (
            "<Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li>A</rdf:li></rdf:Alt></Iptc4xmpCore:AltTextAccessibility>",
            "alt_text",
            "A",
        ),
        (
            "<Iptc4xmpCore:ExtDescrAccessibility><rdf:Alt><rdf:li>A</rdf:li></rdf:Alt></Iptc4xmpCore:ExtDescrAccessibility>",
            "extended_description",
            "A",
        ),
        ("<dc:creator><rdf:Seq><rdf:li>A</rdf:li><rdf:li>B</rdf:li></rdf:Seq></dc:creator>", "creator", "A, B"),
        ("<dc:subject><rdf:Bag><rdf:li>A</rdf:li><rdf:li>B</rdf:li></rdf:Bag></dc:subject>", "keywords", "A, B"),
        ("<photoshop:Credit>A</photoshop:Credit>", "credit_line", "A"),
        ("<dc:rights><rdf:Alt><rdf:li>© A</rdf:li></rdf:Alt></dc:rights>", "copyright_notice", "© A"),
        (
            "<photoshop:DateCreated>2026-11-24T13:45:00+02:00</photoshop:DateCreated>",
            "date_created",
            "2026-11-24T13:45:00+02:00",
        ),
        ("<photoshop:Instructions>A</photoshop:Instructions>", "instructions", "A"),
        ("<photoshop:Source>A</photoshop:Source>", "source", "A"),
        ("<photoshop:TransmissionReference>A</photoshop:TransmissionReference>", "job_id", "A"),
        ("<xmpRights:UsageTerms><rdf:Alt><rdf:li>A</rdf:li></rdf:Alt></xmpRights:UsageTerms>", "usage_terms", "A"),
        ("<xmpRights:WebStatement rdf:resource='https://a.example'/>", "web_statement", "https://a.example"),
        (
            "<plus:Licensor><rdf:Seq><rdf:li rdf:parseType='Resource'><plus:LicensorName>A</plus:LicensorName></rdf:li></rdf:Seq></plus:Licensor>",
            "licensor_name",
            "A",
        ),
        (
            "<plus:Licensor><rdf:Seq><rdf:li><rdf:Description plus:LicensorURL='https://a.example'/></rdf:li></rdf:Seq></plus:Licensor>",
            "licensor_url",
            "https://a.example",
        ),
        (
            "<Iptc4xmpExt:LocationShown><rdf:Bag><rdf:li Iptc4xmpExt:City='A'/></rdf:Bag></Iptc4xmpExt:LocationShown>",
            "city",
            "A",
        ),
        ("<Iptc4xmpExt:AIPromptInformation>A</Iptc4xmpExt:AIPromptInformation>", "ai_prompt", "A"),
        (
            "<Iptc4xmpExt:AISystemUsed>A</Iptc4xmpExt:AISystemUsed><Iptc4xmpExt:AISystemVersionUsed>2</Iptc4xmpExt:AISystemVersionUsed>",
            "ai_system",
            "A 2",
        ),
        (
            "<plus:DataMining>http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED</plus:DataMining>",
            "data_mining",
            "DMI-PROHIBITED",
        ),
    ],
)
def test_a_field_of_xmp_is_read(inside: str, name: str, value: str) -> None:
    assert from_xmp(inside) == {name: value}


def test_attributes_of_xmp_are_read_like_elements() -> None:
    assert from_xmp(attributes="photoshop:City='Riga' photoshop:Country='Latvia' Iptc4xmpCore:CountryCode='LVA'") == {
        "city": "Riga",
        "country": "Latvia",
        "country_code": "LVA",
    }


def test_a_property_is_known_by_its_namespace_and_not_by_its_prefix() -> None:
    foreign = xmp("<dc:title>wrong</dc:title>").replace(b"http://purl.org/dc/elements/1.1/", b"https://x.example/")
    assert read_metadata(opened(xmp=foreign)) == {}


def test_the_parts_of_a_place_are_not_mixed() -> None:
    created = "<Iptc4xmpExt:LocationCreated><rdf:Bag><rdf:li Iptc4xmpExt:City='Paris'/></rdf:Bag></Iptc4xmpExt:LocationCreated>"
    assert from_xmp(created, "photoshop:City='Kyiv' photoshop:Country='Ukraine'") == {"city": "Paris"}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia", "trainedAlgorithmicMedia"),
        ("https://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture", "digitalCapture"),
        ("compositeSynthetic", "compositeSynthetic"),
        ("http://cv.iptc.org/newscodes/digitalsourcetype/minorHumanEdits", "humanEdits"),
        ("digitalArt", "digitalCreation"),
    ],
)
def test_a_digital_source_type_is_iptcs_address_of_today(written: str, read: str) -> None:
    found = from_xmp(f"<Iptc4xmpExt:DigitalSourceType>{written}</Iptc4xmpExt:DigitalSourceType>")
    assert found == {"digital_source_type": "http://cv.iptc.org/newscodes/digitalsourcetype/" + read}


@pytest.mark.parametrize(
    "inside",
    [
        "<Iptc4xmpExt:DigitalSourceType>https://evil.example/digitalCapture</Iptc4xmpExt:DigitalSourceType>",
        "<plus:DataMining>DMI-MADE-UP</plus:DataMining>",
        "<dc:title>\u200b \u2800</dc:title>",
    ],
)
def test_what_says_nothing_is_no_fact(inside: str) -> None:
    assert from_xmp(inside) == {}


@pytest.mark.parametrize(
    "packet",
    [
        b"<broken",
        xmp("<dc:title>a</dc:title>")[:-9],
        xmp("<dc:title>&j;</dc:title>", before=BOMB),
        xmp("<dc:title>&a;</dc:title>", before='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
        xmp("<dc:title>a</dc:title>", before="<!DOCTYPE x>"),
        xmp("<dc:title>a</dc:title>").replace(b"<x:xmpmeta", b'<?xml version="1.0" encoding="klingon"?><x:xmpmeta'),
        xmp("<dc:title>\udcff</dc:title>".encode("utf-8", "surrogateescape").decode("latin-1"))
        .decode()
        .encode("latin-1", "replace"),
        xmp("<dc:title>" * 900 + "</dc:title>" * 900),
    ],
    ids=["no XML", "cut off", "entity bomb", "file of the server", "DTD", "unknown encoding", "no UTF-8", "deep"],
)
def test_a_packet_that_cannot_be_read_is_absent(packet: bytes) -> None:
    assert read_metadata(opened(xmp=packet)) == {}


def test_a_packet_of_megabytes_is_absent() -> None:
    assert (
        read_metadata(opened("WEBP", xmp=xmp(f"<dc:title>a</dc:title><dc:rights>{'x' * 1_100_000}</dc:rights>"))) == {}
    )


@pytest.mark.parametrize("format", ["JPEG", "WEBP", "AVIF", "PNG", "GIF"])
def test_xmp_is_found_in_every_format(format: str) -> None:
    packet = xmp("<dc:title>Grüße</dc:title>")
    picture = opened(format, xmp=packet) if format in ("JPEG", "WEBP", "AVIF") else _with_xmp(format, packet)
    assert read_facts(picture) == {"title": Fact("Grüße", "XMP")}


def _with_xmp(format: str, packet: bytes) -> Image.Image:
    """Pillow reads XMP in PNG and GIF without writing it."""
    picture = opened(format)
    picture.info["xmp"] = packet
    return picture


@pytest.mark.parametrize(
    ("dataset", "name"),
    [
        (5, "title"),
        (105, "headline"),
        (120, "caption"),
        (80, "creator"),
        (110, "credit_line"),
        (116, "copyright_notice"),
        (90, "city"),
        (95, "state"),
        (101, "country"),
        (100, "country_code"),
        (92, "location"),
        (25, "keywords"),
        (40, "instructions"),
        (115, "source"),
        (103, "job_id"),
    ],
)
def test_a_dataset_of_iim_is_read(dataset: int, name: str) -> None:
    assert read_facts(opened(extra=app13(records((2, dataset, b"A"))))) == {name: Fact("A", "IIM")}


def test_what_iim_repeats_is_joined() -> None:
    assert from_iim((2, 25, b"sea"), (2, 25, b"storm")) == {"keywords": "sea, storm"}


WORDS = "Grüße aus Köln: Bürgermeister Müller, José Peña – “l’été”"


@pytest.mark.parametrize(
    "datasets",
    [
        [UTF_8, (2, 120, WORDS.encode())],
        [(2, 120, WORDS.encode())],
        [(2, 120, WORDS.encode("cp1252"))],
        [(2, 120, WORDS.encode("mac-roman"))],
        [UTF_8, (2, 120, WORDS.encode("cp1252"))],
    ],
    ids=["UTF-8, declared", "UTF-8", "Windows", "Macintosh", "Windows, declared as UTF-8"],
)
def test_older_metadata_is_read_in_the_charset_it_is_in(datasets: list[tuple[int, int, bytes]]) -> None:
    assert from_iim(*datasets) == {"caption": WORDS}


def test_a_character_that_a_limit_cut_costs_nothing_else() -> None:
    assert from_iim(UTF_8, (2, 110, "Grüße".encode()[:3]), (2, 90, "Köln".encode())) == {
        "credit_line": "Gr\ufffd",
        "city": "Köln",
    }


@pytest.mark.parametrize(
    "block",
    [
        records((2, 90, b"Riga"))[:-1],
        records((2, 90, b"Riga")) + b"\x1c\x02",
        b"nonsense",
        b"\x1c\x02\x5a\x80\x09" + b"1" * 20,
    ],
    ids=["cut in a value", "cut in a header", "nonsense", "a length of nine bytes"],
)
def test_a_broken_block_of_iim_is_absent(block: bytes) -> None:
    assert read_metadata(opened(extra=app13(block))) == {}


def test_a_block_that_is_filled_up_with_zeros_is_whole() -> None:
    assert read_metadata(opened(extra=app13(records((2, 90, b"Riga")) + b"\x00" * 5))) == {"city": "Riga"}


def test_a_long_record_says_its_length_in_more_bytes() -> None:
    block = b"\x1c\x02\x78\x80\x04" + struct.pack(">I", 3) + b"abc"
    assert read_metadata(opened(extra=app13(block))) == {"caption": "abc"}


@pytest.mark.parametrize(
    ("date", "time", "read"),
    [
        (b"20261124", b"134500+0100", "2026-11-24T13:45:00+01:00"),
        (b"20261124", b"134500", "2026-11-24T13:45:00"),
        (b"20261124", b"", "2026-11-24"),
        (b"20261100", b"", "2026-11"),
        (b"20260000", b"", "2026"),
        (b"2026-11-24", b"13:45:00", "2026-11-24T13:45:00"),
    ],
)
def test_the_date_of_iim_is_one_of_iso(date: bytes, time: bytes, read: str) -> None:
    assert from_iim((2, 55, date), (2, 60, time)) == {"date_created": read}


def exif(**tags: Any) -> Image.Exif:
    made = Image.Exif()
    for name, value in tags.items():
        made[{"description": 0x010E, "artist": 0x013B, "copyright": 0x8298}[name]] = value
    return made


def test_exif_says_who_made_a_picture_and_when() -> None:
    written = exif(description="A harbour", artist="Ana Silva", copyright="© Agency".encode())
    written.get_ifd(0x8769).update({0x9003: "2026:11:24 13:45:00", 0x9011: "+02:00"})
    assert read_facts(opened(exif=written)) == {
        "caption": Fact("A harbour", "Exif"),
        "creator": Fact("Ana Silva", "Exif"),
        "copyright_notice": Fact("© Agency", "Exif"),
        "date_created": Fact("2026-11-24T13:45:00+02:00", "Exif"),
    }


def test_exif_in_utf_8_is_read() -> None:
    assert read_metadata(opened(exif=exif(artist="Jānis Ozols".encode()))) == {"creator": "Jānis Ozols"}


@pytest.mark.parametrize("words", ["OLYMPUS DIGITAL CAMERA         ", "SONY DSC", "DCIM100MEDIA", "---"])
def test_what_a_camera_writes_by_itself_is_no_caption(words: str) -> None:
    assert read_metadata(opened(exif=exif(description=words))) == {}


def test_what_could_give_a_source_away_is_no_fact() -> None:
    written = Image.Exif()
    written[0x8825] = {1: "N", 2: (56.0, 57.0, 0.0), 3: "E", 4: (24.0, 6.0, 0.0)}
    written.get_ifd(0x8769).update({0xA430: "Owner", 0xA431: "Serial", 0x927C: b"Maker", 0x9286: b"ASCII\0\0\0Comment"})
    assert read_facts(opened(exif=written)) == {}


def test_xmp_wins_over_iim_and_iim_over_exif() -> None:
    picture = opened(
        xmp=xmp(attributes="photoshop:Credit='newest'"),
        extra=app13(records((2, 110, b"older"), (2, 80, b"older"))),
        exif=exif(artist="oldest", copyright="oldest"),
    )
    assert read_facts(picture) == {
        "credit_line": Fact("newest", "XMP"),
        "creator": Fact("older", "IIM"),
        "copyright_notice": Fact("oldest", "Exif"),
    }


def test_a_fact_is_never_longer_than_a_page() -> None:
    assert len(from_xmp(f"<dc:description>{'x' * 20_000}</dc:description>")["caption"]) == 5_000
