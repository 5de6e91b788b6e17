"""What the desk's list asks the article's own row for, filled in for the articles that there are."""

from django.db import migrations
from django.db.models import OuterRef, Subquery

from articles.text import folded

BATCH = 500


def fill(apps, schema_editor):
    Article = apps.get_model("articles", "Article")
    Edition = apps.get_model("articles", "Edition")
    last = Edition.objects.filter(article=OuterRef("pk")).order_by("-visible_from").values("visible_until")[:1]
    Article.objects.update(visible_until=Subquery(last))
    words = Article.objects.only("headline", "short_headline", "slug", "standfirst").order_by("pk")
    after = 0
    while batch := list(words.filter(pk__gt=after)[:BATCH]):
        for article in batch:
            article.found_by = folded(
                " ".join([article.headline, article.short_headline, article.slug, article.standfirst])
            )
        Article.objects.bulk_update(batch, ["found_by"])
        after = batch[-1].pk


class Migration(migrations.Migration):
    dependencies = [("articles", "0009_article_found_by")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
