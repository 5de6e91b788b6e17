"""Pages as they travel: compressed as the reader's browser knows it. RFC 9110, section 12.5.3."""

import gzip

import brotli

# Best first. Their names are those of the header.
ENCODINGS = ("br", "gzip")
# Below this, what says that it is compressed is as long as what is saved.
WORTH_IT = 500


def encoding_for(accepted: str) -> str:
    """The best of `ENCODINGS` that the header `accepted` allows; "" for none."""
    weights = {}
    for part in accepted.lower().split(","):
        name, _, parameters = part.strip().partition(";")
        weights[name.strip()] = _weight(parameters)
    everything = weights.get("*", 0.0)
    allowed = [(weights.get(name, everything), -place, name) for place, name in enumerate(ENCODINGS)]
    weight, _, best = max(allowed)
    return best if weight > 0 else ""


def encoded(body: bytes, encoding: str) -> bytes:
    """`body`, compressed. Quick rather than small: it is done once, but while somebody waits."""
    if encoding == "br":
        return brotli.compress(body, quality=5)
    # Without a time of its own, so that the same page is the same bytes.
    return gzip.compress(body, compresslevel=6, mtime=0)


def _weight(parameters: str) -> float:
    for parameter in parameters.split(";"):
        name, _, value = parameter.strip().partition("=")
        if name.strip() == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0
