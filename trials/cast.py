"""Who takes part in a trial, and on what: written straight into the database, since they are not what is tried."""

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore

from articles import publishing
from articles.tests.factories import make_article, make_author, make_section

from .browser import Browser
from .editor import Editor


def make_editors(count: int, *, port: int) -> list[Editor]:
    """People who may do everything, signed in already: checking a password costs a quarter of a second."""
    users = [User.objects.create_superuser(f"editor-{number}") for number in range(1, count + 1)]
    return [Editor(f"e{number:02d}", Browser(port, session_key=_sign_in(user))) for number, user in enumerate(users, 1)]


def make_photographers(count: int, *, port: int) -> list[Browser]:
    """Browsers of people who may take pictures in, signed in already."""
    users = [User.objects.create_superuser(f"photographer-{number}") for number in range(1, count + 1)]
    return [Browser(port, session_key=_sign_in(user)) for user in users]


def make_articles(count: int) -> list[int]:
    """The ids of `count` new articles that lack nothing for publication, each with its first revision."""
    section, author = make_section(), make_author()
    articles = [make_article(section=section, authors=[author]) for _ in range(count)]
    for article in articles:
        # Given here, since the first publication would give it otherwise, which is a revision too.
        article.slug = f"trial-{article.pk}"
        article.save()
        publishing.save_revision(article, by=None)
    return [article.pk for article in articles]


def _sign_in(user: User) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    assert session.session_key is not None
    return session.session_key
