from django.db import migrations, models

import articles.models.finding


class Migration(migrations.Migration):
    dependencies = [("articles", "0010_withdrawals_in_the_audit_trail")]

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
