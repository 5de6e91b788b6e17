from django.db import migrations, models

import articles.models.finding


class Migration(migrations.Migration):
    dependencies = [("articles", "0008_preview_links")]

    operations = [
        migrations.AddField(
            model_name="article",
            name="found_by",
            field=articles.models.finding.FoundByField(blank=True, default="", editable=False),
        ),
        migrations.AddField(
            model_name="article",
            name="visible_until",
            field=models.DateTimeField(editable=False, null=True),
        ),
    ]
