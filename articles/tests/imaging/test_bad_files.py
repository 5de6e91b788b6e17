"""Bad files are refused, each with a sentence that says why, and with no other exception."""

import io

import pytest

from articles.imaging import PictureRefused, inspect

from .corpus.bad import Bad, bad_files

BAD = bad_files()


def test_the_corpus_is_large_enough() -> None:
    assert len({bad.data for bad in BAD}) >= 40


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.name)
def test_a_bad_file_is_refused_with_its_reason(bad: Bad) -> None:
    with pytest.raises(PictureRefused, match=bad.sentence) as refusal:
        inspect(io.BytesIO(bad.data), bad.file_name)
    assert str(refusal.value).endswith(".")
