"""What may be shown from elsewhere, and the address under which it is stored."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text import embed_of, embed_table, service_names
from articles.text.embeds import SERVICES

STORED = {
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ": [
        "https://www.youtube.com/watch?app=desktop&v=dQw4w9WgXcQ&t=42s",
        "http://m.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://youtu.be/dQw4w9WgXcQ?si=AbCdEf",
        "youtu.be/dQw4w9WgXcQ",
        "https://www.youtube.com/shorts/dQw4w9WgXcQ?feature=share",
        "https://www.youtube.com/live/dQw4w9WgXcQ",
        "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0",
    ],
    "https://vimeo.com/76979871": ["https://player.vimeo.com/video/76979871?h=8272103f6e", "vimeo.com/76979871#t=10s"],
    "https://vimeo.com/76979871/8272103f6e": ["https://vimeo.com/76979871/8272103f6e?share=copy"],
    "https://x.com/NATO/status/1234567890": [
        "https://twitter.com/NATO/status/1234567890?s=20&t=abc",
        "https://mobile.twitter.com/NATO/status/1234567890/photo/1",
    ],
    "https://www.instagram.com/p/Cabc_123-X/": ["https://instagram.com/nato/p/Cabc_123-X/?igshid=abc="],
    "https://www.instagram.com/reel/Cabc/": ["https://www.instagram.com/reel/Cabc/?utm_source=ig_web_copy_link"],
    "https://www.tiktok.com/@nato/video/7123456789": ["https://m.tiktok.com/@nato/video/7123456789?is_from_webapp=1"],
    "https://vm.tiktok.com/ZMabc123/": ["vm.tiktok.com/ZMabc123"],
    "https://www.facebook.com/NATO/posts/pfbid02abc": ["https://m.facebook.com/NATO/posts/pfbid02abc/?mibextid=x"],
    "https://www.facebook.com/watch/?v=1234567": ["https://www.facebook.com/watch?ref=saved&v=1234567"],
    "https://bsky.app/profile/nato.int/post/3kabc2d": ["https://bsky.app/profile/nato.int/post/3kabc2d?ref_src=embed"],
    "https://mastodon.social/@Mastodon/109300": ["mastodon.social/@Mastodon/109300/embed"],
    "https://soundcloud.com/nato/sets/riga": ["https://m.soundcloud.com/nato/sets/riga?utm_source=clipboard"],
    "https://open.spotify.com/episode/4rOoJ6Egrf8K2IrywzwOMk": [
        "https://open.spotify.com/intl-de/episode/4rOoJ6Egrf8K2IrywzwOMk?si=abc",
        "https://open.spotify.com/embed/episode/4rOoJ6Egrf8K2IrywzwOMk",
    ],
    "https://datawrapper.dwcdn.net/aB3dE/": ["https://datawrapper.dwcdn.net/aB3dE/2/", "https://www.datawrapper.de/_/aB3dE/"],
    "https://public.flourish.studio/visualisation/1234567/": ["https://flo.uri.sh/visualisation/1234567/embed?auto=1"],
    "https://www.google.com/maps/place/Riga/@56.97,24.02,12z": ["https://www.google.lv/maps/place/Riga/@56.97,24.02,12z"],
    "https://www.google.com/maps?q=Riga": ["google.com/maps?q=Riga"],
    "https://maps.app.goo.gl/AbC123": ["https://maps.app.goo.gl/AbC123?g_st=ic"],
    "https://www.documentcloud.org/documents/20059068-pfas-report": [
        "https://www.documentcloud.org/documents/20059068-pfas-report.html#document/p2",
        "https://embed.documentcloud.org/documents/20059068-pfas-report/?embed=1",
    ],
}  # fmt: skip
CASES = [(copied, stored) for stored, others in STORED.items() for copied in [stored, *others]]


@pytest.mark.parametrize(("copied", "stored"), CASES)
def test_what_people_copy_is_stored_under_one_address(copied: str, stored: str) -> None:
    embed = embed_of(copied)
    assert embed
    assert embed.address == stored


def test_every_service_is_tried_here() -> None:
    found = [embed_of(stored) for stored in STORED]
    assert {embed.service for embed in found if embed} == set(service_names())


@pytest.mark.parametrize(
    "address",
    [
        "",
        "Riga",
        "https://example.org/watch?v=dQw4w9WgXcQ",
        "https://youtube.com.example.org/watch?v=dQw4w9WgXcQ",
        "https://example.org/?https://youtu.be/dQw4w9WgXcQ",
        "https://user@youtu.be/dQw4w9WgXcQ",
        "javascript:alert(1)//youtu.be/dQw4w9WgXcQ",
        "https://youtu.be/dQw4w9WgXcQ\nhttps://example.org/",
        "https://www.youtube.com/@nato",
        "https://x.com/NATO",
        "https://mastodon.example.org/@a/1",
        "https://www.google.com/search?q=maps",
        'https://www.google.com/maps/"onload="',
        "https://www.google.com/maps/" + "a" * 2000,
    ],
)
def test_any_other_address_is_none(address: str) -> None:
    assert embed_of(address) is None


@given(st.data())
@settings(max_examples=300, deadline=None, derandomize=True)
def test_what_is_stored_is_found_again_as_itself(data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from([pattern for service in SERVICES for pattern, _ in service.addresses]))
    address = "https://" + data.draw(st.from_regex(re.compile(pattern, re.ASCII), fullmatch=True))
    embed = embed_of(address)
    if embed is not None:
        assert embed_of(embed.address) == embed
        assert re.fullmatch(r'https://[^\s<>"]+', embed.address)


def test_the_editor_gets_what_a_browser_can_read() -> None:
    rows = embed_table()
    assert {name for name, _, _ in rows} == set(service_names())
    # JavaScript has neither Python's named groups nor its flags inside a pattern.
    assert not [pattern for _, pattern, _ in rows if "(?P" in pattern or "(?i" in pattern]
