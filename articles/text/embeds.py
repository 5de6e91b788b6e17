"""What a story may show from elsewhere: one table of services, for the sanitiser, the page and the editor.

A body refers to such a thing by its address alone. Each service has patterns of the addresses that
people copy, and the one address that is stored for all of them, without what tracks readers. The
patterns keep to what Python and JavaScript read alike, since the editor uses the same table.
"""

import re
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True)
class Service:
    """A service by its name, and pairs of a pattern (of a whole address) and what is stored, with `{1}` for a group."""

    name: str
    addresses: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Embed:
    """Something that stands elsewhere: the service's name and the address as it is stored."""

    service: str
    address: str


# What may follow an address and says nothing of what is shown.
_REST = r"/?(?:[?#][^\s]*)?"
_ID = r"[A-Za-z0-9_-]+"

# Newsrooms add the instances that they quote from: any host could call itself one.
MASTODON_HOSTS = (
    "chaos.social", "fosstodon.org", "hachyderm.io", "infosec.exchange", "journa.host", "mas.to", "mastodon.online",
    "mastodon.social", "mastodon.world", "mstdn.social", "newsie.social", "social.network.europa.eu",
)  # fmt: skip
_MASTODON = "|".join(re.escape(host) for host in MASTODON_HOSTS)

SERVICES: tuple[Service, ...] = (
    Service(
        "YouTube",
        (
            (
                r"(?:www\.|m\.|music\.)?youtube\.com/watch\?(?:[^\s#]*&)?v=([A-Za-z0-9_-]{11})(?:[&#][^\s]*)?",
                "https://www.youtube.com/watch?v={1}",
            ),
            (
                r"(?:www\.|m\.)?youtube(?:-nocookie)?\.com/(?:shorts|live|embed)/([A-Za-z0-9_-]{11})" + _REST,
                "https://www.youtube.com/watch?v={1}",
            ),
            (r"youtu\.be/([A-Za-z0-9_-]{11})" + _REST, "https://www.youtube.com/watch?v={1}"),
        ),
    ),
    Service(
        "Vimeo",
        (
            (r"(?:www\.)?vimeo\.com/([0-9]+/[0-9a-f]+)" + _REST, "https://vimeo.com/{1}"),
            (r"(?:www\.|player\.)?vimeo\.com/(?:video/)?([0-9]+)" + _REST, "https://vimeo.com/{1}"),
        ),
    ),
    Service(
        "X",
        (
            (
                r"(?:www\.|mobile\.)?(?:twitter|x)\.com/([A-Za-z0-9_]{1,15})/status/([0-9]+)(?:/[^\s]*)?" + _REST,
                "https://x.com/{1}/status/{2}",
            ),
        ),
    ),
    Service(
        "Instagram",
        (
            (
                rf"(?:www\.)?instagram\.com/(?:[A-Za-z0-9_.]+/)?(p|reel|tv)/({_ID})(?:/embed[^\s]*)?" + _REST,
                "https://www.instagram.com/{1}/{2}/",
            ),
        ),
    ),
    Service(
        "TikTok",
        (
            (
                r"(?:www\.|m\.)?tiktok\.com/@([A-Za-z0-9_.]+)/video/([0-9]+)" + _REST,
                "https://www.tiktok.com/@{1}/video/{2}",
            ),
            (rf"(vm|vt)\.tiktok\.com/({_ID})" + _REST, "https://{1}.tiktok.com/{2}/"),
        ),
    ),
    Service(
        "Facebook",
        (
            (
                r"(?:www\.|m\.|web\.)?facebook\.com/([A-Za-z0-9_.-]+/(?:posts|videos|photos)/[A-Za-z0-9_./-]*[A-Za-z0-9_-])"
                + _REST,
                "https://www.facebook.com/{1}",
            ),
            (rf"(?:www\.|m\.|web\.)?facebook\.com/reel/({_ID})" + _REST, "https://www.facebook.com/reel/{1}"),
            (
                r"(?:www\.|m\.|web\.)?facebook\.com/watch/?\?(?:[^\s#]*&)?v=([0-9]+)(?:[&#][^\s]*)?",
                "https://www.facebook.com/watch/?v={1}",
            ),
            (rf"fb\.watch/({_ID})" + _REST, "https://fb.watch/{1}/"),
        ),
    ),
    Service(
        "Bluesky",
        (
            (
                r"bsky\.app/profile/([A-Za-z0-9.:-]+)/post/([a-z0-9]+)" + _REST,
                "https://bsky.app/profile/{1}/post/{2}",
            ),
        ),
    ),
    Service(
        "Mastodon",
        (
            (
                rf"({_MASTODON})/@([A-Za-z0-9_.]+(?:@[A-Za-z0-9.-]+)?)/([0-9]+)(?:/embed)?" + _REST,
                "https://{1}/@{2}/{3}",
            ),
        ),
    ),
    Service(
        "SoundCloud",
        (
            (
                rf"(?:www\.|m\.)?soundcloud\.com/({_ID}(?:/sets)?/{_ID})" + _REST,
                "https://soundcloud.com/{1}",
            ),
        ),
    ),
    Service(
        "Spotify",
        (
            (
                r"open\.spotify\.com/(?:intl-[a-z]+/)?(?:embed/)?(album|artist|episode|playlist|show|track)/"
                r"([A-Za-z0-9]+)" + _REST,
                "https://open.spotify.com/{1}/{2}",
            ),
        ),
    ),
    Service(
        "Datawrapper",
        (
            (
                r"(?:datawrapper\.dwcdn\.net|www\.datawrapper\.de/_)/([A-Za-z0-9]{5})(?:/[0-9]+)?(?:/[a-z]+\.[a-z]+)?"
                + _REST,
                "https://datawrapper.dwcdn.net/{1}/",
            ),
        ),
    ),
    Service(
        "Flourish",
        (
            (
                r"(?:public\.flourish\.studio|flo\.uri\.sh)/(visualisation|story)/([0-9]+)(?:/embed)?" + _REST,
                "https://public.flourish.studio/{1}/{2}/",
            ),
        ),
    ),
    Service(
        "Google Maps",
        (
            (
                r"(?:www\.)?google\.[a-z]{2,3}(?:\.[a-z]{2})?/maps([/?][A-Za-z0-9_.~!*'(),:@&=+$%/?-]+)(?:#[^\s]*)?",
                "https://www.google.com/maps{1}",
            ),
            (rf"maps\.app\.goo\.gl/({_ID})" + _REST, "https://maps.app.goo.gl/{1}"),
        ),
    ),
    Service(
        "DocumentCloud",
        (
            (
                rf"(?:www\.|embed\.)?documentcloud\.org/documents/([0-9]+(?:-{_ID})?)(?:\.html)?" + _REST,
                "https://www.documentcloud.org/documents/{1}",
            ),
        ),
    ),
)

LONGEST_ADDRESS = 1000


def embed_of(address: str) -> Embed | None:
    """What `address` shows, None where it is none of a known service. What is stored is found again as itself."""
    if len(address) > LONGEST_ADDRESS:
        return None
    for service, pattern, stored in _patterns():
        if match := pattern.fullmatch(address.strip()):
            return Embed(service, stored.format("", *match.groups()))
    return None


def embed_table() -> list[list[str]]:
    """The table for the editor: name, pattern and what is stored, a row for each pattern."""
    return [[service.name, _whole(pattern), stored] for service in SERVICES for pattern, stored in service.addresses]


def service_names() -> list[str]:
    return [service.name for service in SERVICES]


@cache
def _patterns() -> list[tuple[str, re.Pattern[str], str]]:
    return [(name, re.compile(pattern, re.IGNORECASE | re.ASCII), stored) for name, pattern, stored in embed_table()]


def _whole(pattern: str) -> str:
    return rf"(?:https?://)?{pattern}"
