"""Bringing a story file in: the rows that it becomes, and what a person should know about them."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from .. import publishing
from ..models import Article, Contributor
from ..text import slug_from
from .filing import Filing
from .outgoing import first_words, go_out
from .pictures import random_token
from .stories import Picture, Remark, Story, StoryError, body_html, read_story
from .story_images import StoryImages

# Identities of stories become uuids in this name space, so that a file imported twice is one article.
STORIES = uuid.UUID("2a0c8e0e-6f0d-5b5c-9a9e-6d1c3f0b7e11")


@dataclass
class Import:
    """What became of one story file: `article` None only for a trial run that made nothing."""

    story: Story
    article: Article
    is_new: bool
    remarks: list[Remark] = field(default_factory=list)


@dataclass(frozen=True)
class Desk:
    """How stories are taken in, and by whom; `by` None means a command.

    `pictures` is the folder in which picture files are looked for, if any. `token_of` names the files of
    an image by its key: at random, unless the same files have to have the same names again.
    """

    now: datetime
    zone: ZoneInfo
    pictures: Path | None = None
    publish: bool = False
    dry_run: bool = False
    by: User | None = None
    token_of: Callable[[str], str] = random_token


def import_story(data: bytes, *, name: str, desk: Desk) -> Import:
    """Read a story file and store it as an article, a draft unless the desk asks to publish.

    All or nothing: raises StoryError, with one sentence for an editor, and has then written nothing.
    A story that was imported before is found and left as it is. A dry run does all and keeps none.
    """
    story = read_story(data, zone=desk.zone, name=name)
    identity = uuid.uuid5(STORIES, story.identity)
    if (known := Article.objects.filter(uuid=identity).first()) is not None:
        return Import(story, known, is_new=False)
    try:
        with transaction.atomic():
            imported = _Importer(story, identity, name, desk).store()
            if desk.dry_run:
                transaction.set_rollback(True)
    except IntegrityError:
        # The same file, imported by somebody else in this moment.
        if (known := Article.objects.filter(uuid=identity).first()) is None:
            raise
        return Import(story, known, is_new=False)
    except publishing.NotReady as error:
        raise StoryError(f"The story cannot be published as it is: {error}") from error
    return imported


class _Importer:
    """One story on its way into the database; remarks gather what a person should know."""

    def __init__(self, story: Story, identity: uuid.UUID, name: str, desk: Desk) -> None:
        self.story = story
        self.identity = identity
        self.name = name
        self.desk = desk
        self.remarks = list(story.remarks)
        self.filing = Filing(story, self.remarks)
        self.images = StoryImages(
            slug=story.slug or slug_from(story.headline),
            folder=desk.pictures,
            store=not desk.dry_run,
            now=self._begun_at(),
            remarks=self.remarks,
            token_of=desk.token_of,
        )

    def store(self) -> Import:
        article = self._article()
        for position, (author, role) in enumerate(self.filing.byline()):
            Contributor.objects.create(article=article, author=author, role=role, position=position)
        article.topics.set(self.filing.topics())
        note = f"Imported from {self.name}"[:255]
        publishing.save_revision(article, by=self.desk.by, note=note, now=article.created_at)
        go_out(article, self.story, publish=self.desk.publish, now=self.desk.now, remarks=self.remarks)
        article.refresh_from_db()
        return Import(self.story, article, is_new=True, remarks=self.remarks)

    def _original(self) -> Article | None:
        """The story that this is a translation of, by what its file calls itself; not a translation of it."""
        named = self.story.translation_of
        if not named:
            return None
        originals = Article.objects.select_related("translation_of")
        found = originals.filter(uuid=uuid.uuid5(STORIES, named)).first()
        if found is None:
            self.remarks.append(Remark(0, "problem", f"There is no story “{named}” yet: choose the original by hand."))
            return None
        return found.translation_of or found

    def _article(self) -> Article:
        story, begun = self.story, self._begun_at()
        article = Article(
            uuid=self.identity,
            headline=story.headline,
            short_headline=story.short_headline,
            slug=story.slug,
            standfirst=story.standfirst,
            dateline=story.dateline,
            body=self._body(),
            lead_image=self.images.find(story.lead, 1) if story.lead else None,
            lead_caption=story.lead.caption if story.lead else "",
            lead_alt_text=story.lead.alt if story.lead else "",
            section=self.filing.section(),
            kind=story.kind,
            language=story.language or settings.LANGUAGE_CODE,
            translation_of=self._original(),
            source_line=story.source_line,
            source_url=story.source_url,
            search_title=story.search_title,
            search_description=story.search_description,
            canonical_url=story.canonical_url,
            status=story.status or Article.Status.DRAFT,
            embargo=story.embargo,
            hold_reason=self._hold_reason(),
            created_by=self.desk.by,
            created_at=begun,
            updated_at=begun,
        )
        self._check(article)
        article.save(force_insert=True)
        return article

    def _begun_at(self) -> datetime:
        """When the article was begun: now, or when it was published in a past that the file names."""
        published = self.story.published if self.desk.publish else None
        return min(self.desk.now, published) if published else self.desk.now

    def _body(self) -> str:
        """The body as readers see it first: before the corrections that come with their words, if it is published."""
        # The lead picture is number 1, whether there is one or not.
        numbers = {id(picture): number for number, picture in enumerate(self.story.pictures, start=2)}

        def key_of(picture: Picture) -> str:
            return self.images.find(picture, numbers[id(picture)]).key

        body = body_html(self.story.blocks, key_of=key_of)
        return first_words(body, self.story) if self.desk.publish else body

    def _check(self, article: Article) -> None:
        try:
            article.clean_fields()
        except ValidationError as error:
            name, messages = next(iter(error.message_dict.items()))
            raise StoryError(f"The {name.replace('_', ' ')} cannot be stored. {messages[0]}") from error

    def _hold_reason(self) -> str:
        if not self.story.embargo_unread:
            return ""
        return f"The file announces an embargo that could not be read: “{self.story.embargo_unread[:150]}”"
