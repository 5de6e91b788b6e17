"""Bad files, made here: each with words of the sentence that refuses it."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

from .pieces import (
    BLUE,
    GREEN,
    RED,
    WHITE,
    box,
    canvas,
    chunk,
    frame_changed,
    png,
    quadrant_png,
    quadrants,
    resized,
    riff,
    saved,
    segment,
    with_segments,
)

DAMAGED, HIDDEN, BEHIND = "is damaged", "another file hidden", "further data behind"
LARGE, OVERLOAD, TOO_MUCH = "million pixels", "built to overload", "more description than a picture needs"
DISAGREE = "disagree about the size"


@dataclass(frozen=True)
class Bad:
    """`sentence` is part of what the refusal says."""

    name: str
    file_name: str
    data: bytes
    sentence: str


def bad_files() -> list[Bad]:
    """All of them. Takes a second; the largest has some megabytes."""
    return [
        *_strangers(),
        *_misnamed(),
        *_bad_jpegs(),
        *_bad_pngs(),
        *_bad_gifs(),
        *_bad_webps(),
        *_bad_avifs(),
        *_bad_heics(),
    ]


def zip_file() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("program.js", "alert(1)")
    return file.getvalue()


def _strangers() -> Iterator[Bad]:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    for file_name, data, sentence in [
        ("nothing.jpg", b"", "is empty"),
        ("note.txt", b"From the bridge\n", "a text file"),
        ("noise.jpg", bytes(range(1, 255)) * 9, "an unknown kind"),
        ("zeros.jpg", bytes(9000), "an unknown kind"),
        ("page.html", b"<!doctype html><title>x</title>", "a web page"),
        ("data.xml", b"<?xml version='1.0'?><a/>", "an XML file"),
        ("plan.svg", svg, "an SVG drawing"),
        ("plan declared.svg", b"<?xml version='1.0'?><!-- a plan -->" + svg, "an SVG drawing"),
        ("plan in UTF-16.svg", svg.decode().encode("utf-16"), "an SVG drawing"),
        ("paper.pdf", b"%PDF-1.7\n", "a PDF document"),
        ("logo.eps", b"%!PS-Adobe-3.0 EPSF-3.0\n", "an EPS"),
        ("logo with preview.eps", b"\xc5\xd0\xd3\xc6\x1e\x00\x00\x00", "an EPS"),
        ("scan.tif", saved(quadrants(), "TIFF"), "a TIFF"),
        ("scan from a Mac.tif", b"MM\x00*\x00\x00\x00\x08", "a TIFF"),
        ("large scan.tif", b"II+\x00\x08\x00\x00\x00", "a TIFF"),
        ("raw.orf", b"IIRO\x08\x00\x00\x00", "raw file"),
        ("raw.raf", b"FUJIFILMCCD-RAW 0201", "raw file"),
        ("raw.cr3", b"\x00\x00\x00\x18ftypcrx \x00\x00\x00\x01", "raw file"),
        ("drawing.bmp", saved(quadrants(), "BMP"), "a BMP"),
        ("layers.psd", b"8BPS\x00\x01", "a Photoshop document"),
        ("favicon.ico", saved(quadrants(), "ICO"), "an icon"),
        ("archive.jp2", saved(quadrants(), "JPEG2000"), "a JPEG 2000"),
        ("new.jxl", b"\xff\x0a\xfa\x1f", "a JPEG XL"),
        ("clip.mp4", b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00", "a video"),
        ("clip.mov", b"\x00\x00\x00\x14ftypqt  \x00\x00\x00\x00", "a video"),
        ("clip.webm", b"\x1aE\xdf\xa3\x9fB\x86\x81\x01", "a video"),
        ("clip.avi", b"RIFF\x00\x00\x01\x00AVI LIST", "a video"),
        ("sound.wav", b"RIFF\x00\x00\x01\x00WAVEfmt ", "a sound file"),
        ("sound.mp3", b"ID3\x04\x00\x00", "a sound file"),
        ("pictures.zip", zip_file(), "a ZIP archive"),
        ("pictures.7z", b"7z\xbc\xaf\x27\x1c\x00\x04", "a 7-Zip archive"),
        ("picture.gz", b"\x1f\x8b\x08\x00", "a compressed file"),
        ("viewer.exe", b"MZ\x90\x00\x03", "a program"),
        ("viewer", b"\x7fELF\x02\x01\x01", "a program"),
        ("run.jpg", b"#!/bin/sh\nrm -r .\n", "a script"),
    ]:
        yield Bad(f"not a picture: {file_name}", file_name, data, sentence)


def _misnamed() -> Iterator[Bad]:
    jpeg = saved(quadrants(), "JPEG")
    for file_name, data, kind in [
        ("picture.png", jpeg, "JPEG"),
        ("picture.jpg", saved(quadrants(), "PNG"), "PNG"),
        ("picture.PNG", saved(quadrants(), "GIF"), "GIF"),
        ("picture.gif", saved(quadrants(), "WEBP"), "WebP"),
        ("picture.heic", saved(quadrants(), "AVIF"), "AVIF"),
        ("picture.jpg", saved(quadrants(), "HEIF"), "HEIC"),
        ("picture.jpg.php", jpeg, "JPEG"),
        ("picture.svg", jpeg, "JPEG"),
    ]:
        yield Bad(f"wrong name: {file_name} is {kind}", file_name, data, f"is really a {kind}")


def _bad_jpegs() -> Iterator[Bad]:
    noisy = Image.effect_noise((400, 300), 60).convert("RGB")
    jpeg, plain = saved(noisy, "JPEG"), saved(quadrants(), "JPEG")
    progressive = saved(noisy, "JPEG", progressive=True)
    scan = plain.index(b"\xff\xda")
    step = progressive[progressive.rindex(b"\xff\xda") : -2]

    def resize(frame: bytearray) -> None:
        frame[5:9] = struct.pack(">HH", 9000, 9000)

    def lossless(frame: bytearray) -> None:
        frame[1] = 0xC3

    def arithmetic(frame: bytearray) -> None:
        frame[1] = 0xC9

    def deep(frame: bytearray) -> None:
        frame[4] = 12

    bomb = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x:xmpmeta>&b;</x:xmpmeta>'
    space = b"http://ns.adobe.com/xap/1.0/\x00"
    entries = b"".join(struct.pack("<HHII", 1000 + tag, 7, 60_000, 8) for tag in range(4_000))
    exif_bomb = b"Exif\x00\x00II*\x00\x08\x00\x00\x00" + struct.pack("<H", 4_000) + entries + bytes(15_000)
    for name, data, sentence in [
        ("cut in the pixels", jpeg[: len(jpeg) // 2], DAMAGED),
        ("cut in the header", jpeg[:100], DAMAGED),
        ("cut after its first bytes", jpeg[:3], DAMAGED),
        ("progressive, cut", progressive[: len(progressive) // 2], DAMAGED),
        ("no end", jpeg[:-2], DAMAGED),
        ("no pixels", plain[:scan] + b"\xff\xd9", DAMAGED),
        ("two headers", with_segments(plain, plain[plain.index(b"\xff\xc0") :][:19]), DAMAGED),
        ("a header of 81 megapixels and no such pixels", frame_changed(plain, resize), DAMAGED),
        ("lossless", frame_changed(plain, lossless), "rare kind"),
        ("arithmetic", frame_changed(plain, arithmetic), "rare kind"),
        ("12 bits", frame_changed(plain, deep), "rare kind"),
        ("height left open", with_segments(plain, segment(0xDC, b"\x00\x30")), "leaves its height open"),
        ("too many scans", progressive[:-2] + step * 50 + b"\xff\xd9", "too many steps"),
        ("too many segments", with_segments(plain, segment(0xFE, b"") * 2_000), TOO_MUCH),
        ("too much beside", with_segments(plain, segment(0xE5, bytes(65_000)) * 400), TOO_MUCH),
        (
            "too large a profile",
            with_segments(plain, segment(0xE2, b"ICC_PROFILE\x00" + bytes(65_000)) * 150),
            TOO_MUCH,
        ),
        ("ZIP behind", plain + zip_file(), HIDDEN),
        ("ZIP inside", with_segments(plain, segment(0xEF, zip_file()[:-22])) + zip_file()[-22:], HIDDEN),
        ("ZIP behind, with padding", plain + b"\x00" * 64 + zip_file(), HIDDEN),
        ("page behind", plain + b"<html><script>alert(1)</script></html>", HIDDEN),
        ("PDF behind", plain + b"\n%PDF-1.7\n1 0 obj", HIDDEN),
        ("PHP in a comment", with_segments(plain, segment(0xFE, b"<?php system($_GET[0]); ?>")), HIDDEN),
        ("script in a comment", with_segments(plain, segment(0xFE, b"*/ <SCRIPT >alert(1)")), HIDDEN),
        ("script behind a trailer", plain + b"<script >alert(1)</script>\x00\x00SEFT", HIDDEN),
        ("something behind", plain + b"MZ\x90\x00 and so on", BEHIND),
        ("entities in the description", with_segments(plain, segment(0xE1, space + bomb)), OVERLOAD),
        ("a deep description", with_segments(plain, segment(0xE1, space + b"<a>" * 5_000)), OVERLOAD),
        ("camera data that unfolds", with_segments(plain, segment(0xE1, exif_bomb)), OVERLOAD),
    ]:
        yield Bad(f"JPEG: {name}", "picture.jpg", data, sentence)


def _bad_pngs() -> Iterator[Bad]:
    good = quadrant_png(8, 2, [RED, GREEN, BLUE, WHITE])
    noisy = saved(Image.effect_noise((200, 150), 60), "PNG")
    zeros = zlib.compress(bytes(40_000_000), 9)

    def with_chunk(name: bytes, content: bytes) -> bytes:
        return quadrant_png(8, 2, [RED, GREEN, BLUE, WHITE], chunk(name, content))

    for name, data, sentence in [
        ("cut in the pixels", noisy[: len(noisy) // 2], DAMAGED),
        ("cut in the header", noisy[:20], DAMAGED),
        ("no end", good[:-12], DAMAGED),
        ("no pixels", good[:33] + chunk(b"IEND", b""), DAMAGED),
        ("too few rows", png((64, 480, 8, 2, 0), bytes(48 * 193)), DAMAGED),
        ("a wrong checksum", noisy.replace(noisy[41:60], bytes(19)), DAMAGED),
        ("no width", png((0, 48, 8, 2, 0), b""), DAMAGED),
        ("a depth that does not exist", png((64, 48, 3, 2, 0), bytes(9_999)), DAMAGED),
        ("two headers", good[:33] + good[8:33] + good[33:], DAMAGED),
        ("3.6 gigapixels", png((60_000, 60_000, 8, 2, 0), b""), LARGE),
        ("121 megapixels", png((11_000, 11_000, 8, 0, 0), b""), LARGE),
        ("64 megapixels in colour", png((8_000, 8_000, 8, 2, 0), b""), LARGE),
        ("a ribbon", png((2_000_000, 1, 8, 0, 0), b""), LARGE),
        ("packed text that unfolds", with_chunk(b"zTXt", b"Comment\x00\x00" + zeros), TOO_MUCH),
        ("international text that unfolds", with_chunk(b"iTXt", b"Comment\x00\x01\x00\x00\x00" + zeros), TOO_MUCH),
        ("a profile that unfolds", with_chunk(b"iCCP", b"sRGB\x00\x00" + zeros), TOO_MUCH),
        ("long texts", quadrant_png(8, 2, [RED] * 4, *[chunk(b"tEXt", b"a\x00" + b"b" * 900_000)] * 6), TOO_MUCH),
        ("many texts", quadrant_png(8, 2, [RED] * 4, chunk(b"tEXt", b"a\x00b") * 1_000), TOO_MUCH),
        ("many pieces", quadrant_png(8, 2, [RED] * 4, chunk(b"IDAT", b"") * 30_000), "too many pieces"),
        ("many frames", with_chunk(b"acTL", struct.pack(">II", 100_000, 0)), "more than 1,000 frames"),
        ("PHP in a text", with_chunk(b"tEXt", b"Title\x00<?php phpinfo();"), HIDDEN),
        ("ZIP behind", good + zip_file(), HIDDEN),
        ("page behind", good + b"<!doctype html>", HIDDEN),
        ("something behind", good + b"more", BEHIND),
        ("entities", with_chunk(b"iTXt", b"XML:com.adobe.xmp\x00\x00\x00\x00\x00<!DOCTYPE x><x/>"), OVERLOAD),
    ]:
        yield Bad(f"PNG: {name}", "picture.png", data, sentence)


def _bad_gifs() -> Iterator[Bad]:
    noisy = saved(Image.effect_noise((200, 150), 60).quantize(64), "GIF")
    good = saved(quadrants().quantize(16), "GIF")
    frame = b"\x2c\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02\x4c\x01\x00"
    head = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff"
    wide = b"GIF89a\xff\xff\xff\xff\x80\x00\x00\x00\x00\x00\xff\xff\xff"
    script = b"\x21\xfe\x18<script >alert(1)/*     \x00"
    for name, data, sentence in [
        ("cut in the pixels", noisy[: len(noisy) // 2], DAMAGED),
        ("no end", good[:-1], DAMAGED),
        ("no frame", head + b";", DAMAGED),
        (
            "pixels that end too soon",
            head.replace(b"\x01\x00\x01\x00", b"\x40\x00\x40\x00")
            + frame.replace(b"\x01\x00\x01\x00\x00", b"\x40\x00\x40\x00\x00")
            + b";",
            DAMAGED,
        ),
        ("4 gigapixels", wide + frame + b";", LARGE),
        ("a frame beside the canvas", head + frame.replace(b"\x2c\x00", b"\x2c\x09") + b";", DISAGREE),
        ("many frames", head + frame * 1_100 + b";", "more than 1,000 frames"),
        ("a script in a comment", good[:-1] + script + b";", HIDDEN),
        ("ZIP behind", good + zip_file(), HIDDEN),
        ("something behind", good + b"=1;alert(1)", BEHIND),
        (
            "many pieces",
            head + frame[:-3] + b"\x01\x00" * 1 + b"\x21\xfe" + b"\x01a" * 310_000 + b"\x00;",
            "too many pieces",
        ),
    ]:
        yield Bad(f"GIF: {name}", "picture.gif", data, sentence)


def _bad_webps() -> Iterator[Bad]:
    noisy = saved(Image.effect_noise((200, 150), 60).convert("RGB"), "WEBP")
    good = saved(quadrants(), "WEBP", lossless=True)
    vp8l = good[20:]
    xmp = b"<x:xmpmeta>" + b"<a>" * 200
    for name, data, sentence in [
        ("cut in the pixels", noisy[: len(noisy) // 2], DAMAGED),
        ("cut, with a header that knows", noisy[:4] + struct.pack("<I", 992) + noisy[8:1000], DAMAGED),
        ("no pixels", riff(canvas(64, 48)), DAMAGED),
        ("a canvas larger than its picture", riff(canvas(3_000, 2_000), (b"VP8L", vp8l)), DISAGREE),
        ("256 megapixels", riff(canvas(16_000, 16_000, 2), (b"ANMF", bytes(24))), LARGE),
        ("16 megapixels", riff(canvas(4_000, 4_000, 2), (b"ANMF", bytes(24))), LARGE),
        ("a frame beside the canvas", riff(canvas(8, 8, 2), (b"ANMF", b"\xff" * 6 + bytes(18))), DISAGREE),
        ("many frames", riff(canvas(1, 1, 2), *[(b"ANMF", bytes(16))] * 1_100), "more than 1,000 frames"),
        ("a large description", riff((b"VP8L", vp8l), (b"XMP ", b"x" * 2_000_000)), TOO_MUCH),
        ("a deep description", riff((b"VP8L", vp8l), (b"XMP ", xmp)), OVERLOAD),
        ("ZIP behind", good + zip_file(), HIDDEN),
        ("something behind", good + b"/*alert(1)*/", BEHIND),
    ]:
        yield Bad(f"WebP: {name}", "picture.webp", data, sentence)


def _bad_avifs() -> Iterator[Bad]:
    noisy = saved(Image.effect_noise((200, 150), 60).convert("RGB"), "AVIF")
    good = saved(quadrants((640, 480)), "AVIF")
    for name, data, sentence in [
        ("cut in the pixels", noisy[: len(noisy) // 2], DAMAGED),
        ("cut in the header", noisy[:60], DAMAGED),
        (
            "pixels of zeros",
            noisy[: noisy.index(b"mdat") + 4] + bytes(len(noisy) - noisy.index(b"mdat") - 4),
            DAMAGED,
        ),
        ("10 gigapixels", resized(good, 100_000, 100_000), DISAGREE),
        ("64 megapixels", resized(good, 8_000, 8_000), DISAGREE),
        ("smaller than its pixels", resized(good, 64, 48), DISAGREE),
        ("larger than its pixels", resized(good, 800, 600), DISAGREE),
        ("no size", resized(good, 0, 48), DAMAGED),
        ("moving", good.replace(b"ftypavif", b"ftypavis", 1), "a moving picture"),
        ("a film inside", good + box(b"moov", bytes(8)), "a moving picture"),
        ("ZIP behind", good + box(b"free", zip_file()), HIDDEN),
        ("script in free space", good + box(b"free", b"<script >alert(1)</script>"), HIDDEN),
        ("an unknown part", good + box(b"evil", b"\x00\x00"), "no picture has"),
    ]:
        yield Bad(f"AVIF: {name}", "picture.avif", data, sentence)


def _bad_heics() -> Iterator[Bad]:
    noisy = saved(Image.effect_noise((200, 150), 60).convert("RGB"), "HEIF")
    good = saved(quadrants((640, 480)), "HEIF")
    pixels = noisy.index(b"mdat") + 8
    for name, data, sentence in [
        ("cut in the pixels", noisy[: len(noisy) * 2 // 3], DAMAGED),
        ("pixels of zeros", noisy[:pixels] + bytes(len(noisy) - pixels), DAMAGED),
        ("48 megapixels", resized(good, 8_064, 6_048), DISAGREE),
        ("smaller than its pixels", resized(good, 64, 48), DISAGREE),
        ("a sequence", good.replace(b"ftypheic", b"ftyphevc", 1), "a moving picture"),
        ("ZIP behind", good + box(b"free", zip_file()), HIDDEN),
    ]:
        yield Bad(f"HEIC: {name}", "picture.heic", data, sentence)
