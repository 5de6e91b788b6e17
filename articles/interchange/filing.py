"""Where a story belongs: its section, its topics, its authors, found among those that the newsroom has."""

from functools import cached_property

from ..models import Author, Section, Topic, TopicAlias
from ..text import slug_from
from .stories import Remark, Story, StoryError


class Filing:
    """Finds what a story names, makes what is new, and says so in `remarks`. Sections are never made."""

    def __init__(self, story: Story, remarks: list[Remark]) -> None:
        self.story = story
        self.remarks = remarks

    def section(self) -> Section | None:
        """The section that the story names; None where it names none, or one that the newsroom has not."""
        name = self.story.section
        if not name:
            return None
        found = Section.objects.filter(slug=slug_from(name)).first() or Section.objects.filter(name=name).first()
        if found is None:
            self._remark(f"There is no section “{name}”: choose one before publishing.")
        return found

    def topics(self) -> list[Topic]:
        """The topics in the story's order; an alias stands for its topic."""
        return list(dict.fromkeys(self._topic(name) for name in self.story.topics))

    def byline(self) -> list[tuple[Author, str]]:
        """The authors with their roles, in order; those of whom the story only tells are made as well."""
        credits = {(credit.name, credit.role): None for credit in self.story.credits}
        found = [(self._author(name), role) for name, role in credits]
        for noted in self.story.authors:
            self._author(noted.name)
        return list(dict.fromkeys(found))

    @cached_property
    def _aliases(self) -> dict[str, Topic]:
        # Compared here, since only PostgreSQL knows that Ä is a capital ä.
        return {alias.name.casefold(): alias.topic for alias in TopicAlias.objects.select_related("topic")}

    def _topic(self, name: str) -> Topic:
        known = self._aliases.get(name.casefold()) or Topic.objects.filter(slug=slug_from(name)).first()
        if known is None:
            known = Topic.objects.create(name=_fitting(name, 100, "topic"))
            self._remark(f"The topic “{known}” is new.")
        return known

    def _author(self, name: str) -> Author:
        """The author of that name; what the story tells of them fills what is empty, and no more."""
        known = Author.objects.filter(name=name).order_by("id").first()
        noted = next((author for author in self.story.authors if author.name == name), None)
        if known is None:
            known = Author(name=_fitting(name, 120, "author’s name"), slug=_free_slug(name))
            self._remark(f"The author “{name}” is new.")
        if noted:
            known.job_title = known.job_title or _fitting(noted.job_title, 120, "job title")
            known.biography = known.biography or noted.biography
        known.save()
        for position, (label, address) in enumerate(noted.profiles if noted else ()):
            if address:
                known.profiles.get_or_create(url=address, defaults={"label": label[:60], "position": position})
        return known

    def _remark(self, message: str) -> None:
        self.remarks.append(Remark(0, "problem", message))


def _fitting(text: str, longest: int, noun: str) -> str:
    """`text`, or a StoryError where it is too long to be stored whole."""
    if len(text) > longest:
        raise StoryError(f"The {noun} “{text[:40]}…” is longer than {longest} characters.")
    return text


def _free_slug(name: str) -> str:
    slug, number = slug_from(name, fallback="author"), 1
    while Author.objects.filter(slug=slug if number == 1 else f"{slug}-{number}").exists():
        number += 1
    return slug if number == 1 else f"{slug}-{number}"
