from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0010_fill_found_by")]

    operations = [
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["kind", "-updated_at", "-id"], name="article_of_kind"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["created_by", "-updated_at", "-id"], name="article_begun_newest"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["visible_until"], name="article_visible_until"),
        ),
        migrations.AddIndex(
            model_name="revision",
            index=models.Index(fields=["-at", "-id"], name="revision_newest"),
        ),
    ]
