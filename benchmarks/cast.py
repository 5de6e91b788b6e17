"""Who works in the archive's newsroom, and the sections, topics, authors and pictures that its articles have."""

from datetime import UTC, datetime
from random import Random

from django.contrib.auth.models import Group, User

from articles.models import Author, Image, Section, Topic

_SECTIONS = ["World", "Politics", "Business", "Science", "Health", "Culture", "Sport", "Opinion", "City", "Climate"]

# Who asks for the pages.
PUBLISHER = "publisher"


class Cast:
    """Made when it is called. Draws the same for the same seed: a few often, most of them seldom."""

    def __init__(self, seed: int = 2) -> None:
        self.random = Random(seed)
        self.publisher = _person(PUBLISHER, "Publisher")
        self.writers = [_person(f"writer{number}", "Reporter") for number in range(60)]
        self.sections = Section.objects.bulk_create(
            Section(name=name, slug=name.lower(), position=number) for number, name in enumerate(_SECTIONS)
        )
        self.topics = Topic.objects.bulk_create(Topic(name=f"Topic {n}", slug=f"topic-{n}") for n in range(1000))
        self.authors = Author.objects.bulk_create(Author(name=f"Author {n}", slug=f"author-{n}") for n in range(200))
        self.images = Image.objects.bulk_create(
            Image(
                key=f"picture-{number}",
                title=f"Picture {number}",
                alt_text="What it shows.",
                credit_line="A photographer",
                file=f"images/00/{number}.jpg",
                width=1600,
                height=1067,
                content_hash=f"{number:064d}",
                created_at=datetime(2020, 1, 1, tzinfo=UTC),
            )
            for number in range(2000)
        )

    def a_section(self) -> Section:
        return self.sections[self._seldom(len(self.sections))]

    def a_writer(self) -> User:
        return [self.publisher, *self.writers][self._seldom(len(self.writers) + 1)]

    def an_author(self) -> Author:
        return self.authors[self._seldom(len(self.authors))]

    def an_image(self) -> Image:
        return self.random.choice(self.images)

    def some_topics(self) -> list[Topic]:
        drawn = {self._seldom(len(self.topics)) for _ in range(2)}
        return [self.topics[number] for number in sorted(drawn)]

    def _seldom(self, count: int) -> int:
        """A number below `count`, low ones more often."""
        return int(count * self.random.random() ** 3)


def _person(name: str, role: str) -> User:
    user = User.objects.create_user(name, first_name=name.capitalize(), last_name="Example", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user
