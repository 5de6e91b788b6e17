"""Which story an article is a translation of, in the desk's copy and in the readers'."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0020_house_pages"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="article",
            name="translation_of",
            field=models.ForeignKey(
                blank=True,
                help_text="The original, where this article is a translation of it. Readers of one find the others.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="translations",
                to="articles.article",
                to_field="uuid",
            ),
        ),
        migrations.AddField(
            model_name="edition",
            name="translation_of",
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(
                condition=models.Q(("translation_of__isnull", False)),
                fields=["translation_of"],
                name="edition_translation",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(("translation_of", models.F("uuid")), _negated=True),
                name="article_no_translation_of_itself",
            ),
        ),
    ]
