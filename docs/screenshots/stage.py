"""A morning at the desk, played on the demo: colleagues, and stories in every hand."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.models import Group, User

from articles import publishing
from articles.models import Article, Image, Section

# Ten past six on a Tuesday, when the early shift begins.
NOW = datetime(2026, 11, 24, 6, 10, tzinfo=ZoneInfo("Europe/Riga"))

PEOPLE = {
    "ilze": ("Ilze", "Bērziņa", "Reporter"),
    "marta": ("Marta", "Kalniņa", "Reporter"),
    "peteris": ("Pēteris", "Ozols", "Editor"),
    "anna": ("Anna", "Liepa", "Publisher"),
    "juris": ("Juris", "Vītols", "Photo editor"),
}


@dataclass
class Stage:
    """Who and what there is, by name."""

    people: dict[str, User] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)


def set_stage() -> Stage:
    """Play the morning; everything is dated by NOW."""
    stage = Stage()
    for name, (first, last, role) in PEOPLE.items():
        person = User.objects.create_user(name, first_name=first, last_name=last, is_staff=True)
        # The administrator's own switch is not what an editor's day shows.
        person.groups.add(Group.objects.get(name=role))
        stage.people[name] = person
    for play in (_live, _scheduled, _in_review, _with_the_writer, _pictures):
        play(stage)
    return stage


def _live(stage: Stage) -> None:
    _write(stage, "ferry", "Night ferry reaches port after eleven hours adrift", by="marta", section="world")
    _publish(stage, "ferry", at=_hours(-5.5))
    _write(stage, "rail", "The first train to the border leaves with nobody on board", by="ilze", section="world")
    _publish(stage, "rail", at=_hours(-9))
    _write(stage, "frost", "Frost until Friday, and what it does to the price of heat", by="marta", section="data")
    _publish(stage, "frost", at=_hours(-30))
    publishing.add_correction(
        stage.articles["frost"],
        kind="correction",
        text="The price of heat rose by 4.7 percent since October, not by 7.4 percent.",
        by=stage.people["anna"],
        now=_hours(-2),
    )
    publishing.publish(stage.articles["frost"], by=stage.people["anna"], now=_hours(-1.9))
    _rewrite(stage, "rail", "The first train to the border leaves with four passengers", by="ilze", at=_hours(-3))
    _publish(stage, "rail", at=_hours(-2.8))


def _scheduled(stage: Stage) -> None:
    _write(stage, "budget", "What the budget leaves out, line by line", by="ilze", section="data")
    _publish(stage, "budget", at=_hours(0.83))
    _write(stage, "harbour", "The harbour that wants to be a city again", by="marta", section="explained")
    _publish(stage, "harbour", at=_hours(26.83))
    _write(stage, "choir", "Why ten thousand people will sing on Saturday", by="ilze", section="opinion")
    _publish(stage, "choir", at=_hours(97.83))
    _rewrite(stage, "ferry", "What went wrong on the night ferry", by="marta", at=_hours(-1))
    _publish(stage, "ferry", at=_hours(2.83))
    publishing.withdraw(stage.articles["frost"], by=stage.people["anna"], at=_hours(65.83), now=_hours(-1))
    _write(stage, "report", "Auditors’ report on the airport", by="marta", section="world", embargo=_hours(51.83))


def _in_review(stage: Stage) -> None:
    _write(stage, "school", "Two hundred teachers short, and the term has begun", by="marta", section="world")
    _assign(stage, "school", to="marta", due=_hours(3.83))
    _step(stage, "school", "submit", by="marta", at=_hours(-8))
    _write(stage, "museum", "The museum that lends its paintings to hospitals", by="ilze", section="explained")
    _step(stage, "museum", "submit", by="ilze", at=_hours(-11))
    _write(stage, "bakers", "A morning with the last bakers of the old town", by="ilze", section="world")
    _step(stage, "bakers", "submit", by="ilze", at=_hours(-13))
    _step(stage, "bakers", "approve", by="peteris", at=_hours(-10))


def _with_the_writer(stage: Stage) -> None:
    _write(stage, "bridge", "The bridge closes for a year: which way traffic goes", by="ilze", section="world")
    _assign(stage, "bridge", to="ilze", due=_hours(-12))
    _write(stage, "court", "Court hears the case of the flooded cellars", by="ilze", section="world")
    _assign(stage, "court", to="ilze", due=_hours(8.83))
    _step(stage, "court", "submit", by="ilze", at=_hours(-12))
    _step(
        stage, "court", "request_changes", by="peteris", at=_hours(-9),
        comment="Who says that the cellars flooded twice? Name the source, please.",
    )  # fmt: skip
    _write(stage, "wind", "Wind farms off the coast: eight questions", by="marta", section="explained")
    _assign(stage, "wind", to="marta", due=_hours(57.83))
    _write(stage, "notes", "Notes for the week after next", by="ilze", section="newsroom")
    _write(stage, "leader", "A leader on the new timetable", by="anna", section="opinion")
    _assign(stage, "leader", to="anna", due=_hours(10.33))


def _pictures(stage: Stage) -> None:
    archive = Image.objects.get(key="baltic-coast")
    archive.usable_until = _hours(100)
    archive.save()
    Image.objects.filter(key="sumy-road").update(credit_line="")


def _write(stage: Stage, name: str, headline: str, *, by: str, section: str, **columns: Any) -> None:
    article = Article.objects.create(
        headline=headline,
        standfirst=f"{headline}: what is known this morning, and what is not.",
        body=f"<p>{headline}. {'It is early, and not everything is known yet. ' * 6}</p>",
        section=Section.objects.get(slug=section),
        without_byline=True,
        created_by=stage.people[by],
        created_at=_hours(-48),
        updated_at=_hours(-48),
        **columns,
    )
    stage.articles[name] = article
    publishing.save_revision(article, by=stage.people[by], now=_hours(-14))


def _rewrite(stage: Stage, name: str, headline: str, *, by: str, at: datetime) -> None:
    article = stage.articles[name]
    article.headline = headline
    article.save()
    publishing.save_revision(article, by=stage.people[by], now=at)


def _publish(stage: Stage, name: str, *, at: datetime) -> None:
    publishing.publish(stage.articles[name], by=stage.people["anna"], at=at, now=min(at, _hours(-1)))


def _assign(stage: Stage, name: str, *, to: str, due: datetime) -> None:
    publishing.assign(stage.articles[name], to=stage.people[to], due=due, by=stage.people["peteris"], now=_hours(-14))


def _step(stage: Stage, name: str, step: str, *, by: str, at: datetime, comment: str = "") -> None:
    publishing.take_step(stage.articles[name], step, by=stage.people[by], comment=comment, now=at)


def _hours(number: float) -> datetime:
    """So many hours after NOW, to the minute."""
    return NOW + timedelta(minutes=round(number * 60))
