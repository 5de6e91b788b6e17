"""Whatever is done to the bytes of a picture, it is taken in or refused with a sentence: nothing else happens."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.imaging import PictureRefused, inspect

from .corpus.good import Good, good_files

BY_FORMAT: dict[str, list[Good]] = {}
for good in good_files():
    BY_FORMAT.setdefault(good.name.partition(":")[0], []).append(good)


@st.composite
def broken(draw: st.DrawFn, format: str) -> bytes:
    """A good file with some bytes changed, a piece taken out, cut off, or doubled. Headers are hit more often."""
    data = bytearray(draw(st.sampled_from(BY_FORMAT[format])).data)
    for _ in range(draw(st.integers(1, 6))):
        reach = draw(st.sampled_from([64, 700, len(data)]))
        at = draw(st.integers(0, max(0, min(reach, len(data)) - 1)))
        way = draw(st.sampled_from(["change", "remove", "cut", "repeat"]))
        length = draw(st.integers(1, 40))
        if way == "change":
            data[at : at + 1] = bytes([draw(st.integers(0, 255))])
        elif way == "remove":
            del data[at : at + length]
        elif way == "cut" and at > 20:
            del data[at:]
        elif way == "repeat":
            data[at:at] = data[at : at + length]
    return bytes(data)


@pytest.mark.parametrize("format", BY_FORMAT)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_broken_bytes_are_taken_in_or_refused(format: str, data: st.DataObject) -> None:
    assert outcome(data.draw(broken(format))).endswith(".")


def outcome(content: bytes) -> str:
    """The sentence of the refusal, or one of what was found."""
    try:
        found = inspect(io.BytesIO(content))
    except PictureRefused as refusal:
        return str(refusal)
    assert len(found.perceptual_hash) == 16
    return f"{found.width} by {found.height} pixels."
