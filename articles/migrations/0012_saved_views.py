"""Saved views of the desk's list, and who may share them: those who review, unless the newsroom says otherwise."""

import django.db.models.deletion
from django.apps import apps as installed
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

import articles.models.fields

SHARING = ["Editor", "Publisher", "Administrator"]


def let_roles_share(apps, schema_editor):
    # Permissions are otherwise made after all migrations.
    create_permissions(installed.get_app_config("articles"), using=schema_editor.connection.alias, verbosity=0)
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    permission = Permission.objects.get(content_type__app_label="articles", codename="share_views")
    for group in Group.objects.filter(name__in=SHARING):
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0011_article_list_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", articles.models.fields.LineField(max_length=40)),
                ("query", models.CharField(help_text="As it is typed into the search.", max_length=500)),
                ("is_shared", models.BooleanField(default=False, verbose_name="shared with everybody")),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_views",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["name", "id"],
                "permissions": [("share_views", "Can share saved views with everybody, and take them away")],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("owner", "name"), name="view_once_per_person"),
                    models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="view_has_name"),
                ],
            },
        ),
        migrations.RunPython(let_roles_share, migrations.RunPython.noop),
    ]
