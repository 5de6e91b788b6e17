"""What readers' searches look in. It is empty at first: `manage.py rebuild_search` fills it while the site is up."""

from django.db import migrations, models

SQLITE = ["CREATE VIRTUAL TABLE articles_searchtext USING fts5(head, body, tokenize='ascii')"]
POSTGRESQL = [
    "ALTER TABLE articles_searchentry ADD COLUMN head_words tsvector, ADD COLUMN words tsvector",
    "CREATE INDEX searchentry_head_words ON articles_searchentry USING gin (head_words)",
    "CREATE INDEX searchentry_words ON articles_searchentry USING gin (words)",
]


def make_index(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE articles_searchtext")


class Migration(migrations.Migration):
    dependencies = [("articles", "0017_words_to_find_pictures_by")]

    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("edition_id", models.BigIntegerField(unique=True)),
                ("article_id", models.BigIntegerField(db_index=True)),
                ("head", models.TextField()),
            ],
            options={"verbose_name_plural": "search entries", "default_permissions": ()},
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("token", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("documents", models.PositiveIntegerField()),
            ],
            options={"default_permissions": ()},
        ),
        migrations.RunPython(make_index, drop_index),
    ]
