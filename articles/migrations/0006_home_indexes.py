from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0005_presence"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("created_by__isnull", False)), fields=["created_by", "status"], name="article_begun"
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("assigned_to__isnull", False)),
                fields=["assigned_to", "status"],
                name="article_given",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(condition=models.Q(("due_at__isnull", False)), fields=["due_at"], name="article_due"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("embargo__isnull", False)), fields=["embargo"], name="article_embargo"
            ),
        ),
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(fields=["visible_from"], name="edition_begins"),
        ),
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(fields=["visible_until"], name="edition_ends"),
        ),
        migrations.AddIndex(
            model_name="image",
            index=models.Index(fields=["credit_line", "-created_at", "-id"], name="image_by_credit"),
        ),
        migrations.AddIndex(
            model_name="image",
            index=models.Index(
                condition=models.Q(("usable_until__isnull", False)), fields=["usable_until"], name="image_rights_end"
            ),
        ),
    ]
