"""Fronts with their editions, in the audit trail, and who may arrange and publish them."""

import datetime

import django.db.models.deletion
import django.db.models.functions.comparison
from django.apps import apps as installed
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

import articles.models.fields

_ARRANGE = ["view_front", "change_front"]
_PUBLISH = [*_ARRANGE, "publish_front"]
RIGHTS = {"Editor": _ARRANGE, "Publisher": _PUBLISH, "Administrator": _PUBLISH}


def give_rights(apps, schema_editor):
    """To the roles that are there; what else the newsroom has given or taken stays as it is."""
    # Permissions are otherwise made after all migrations.
    create_permissions(installed.get_app_config("articles"), using=schema_editor.connection.alias, verbosity=0)
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ours = Permission.objects.filter(content_type__app_label="articles")
    for name, codenames in RIGHTS.items():
        for group in Group.objects.filter(name=name):
            group.permissions.add(*ours.filter(codename__in=codenames))


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0006_home_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FrontEdition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("visible_from", models.DateTimeField()),
                (
                    "visible_until",
                    models.DateTimeField(default=datetime.datetime(9000, 1, 1, 0, 0, tzinfo=datetime.UTC)),
                ),
                ("arrangement", models.JSONField()),
                ("version", models.PositiveIntegerField(help_text="The version of the front that this was made from.")),
                ("at", models.DateTimeField()),
                ("note", articles.models.fields.LineField(blank=True, max_length=255)),
            ],
            options={
                "verbose_name": "edition of a front page",
                "verbose_name_plural": "editions of front pages",
                "ordering": ["-visible_from", "-id"],
                "default_permissions": (),
            },
        ),
        migrations.AlterField(
            model_name="auditentry",
            name="action",
            field=models.CharField(
                choices=[
                    ("saved", "Saved"),
                    ("restored", "Restored an earlier revision"),
                    ("submitted", "Submitted for review"),
                    ("approved", "Approved"),
                    ("changes_requested", "Requested changes"),
                    ("taken_back", "Took back to draft"),
                    ("assigned", "Assigned"),
                    ("published", "Published"),
                    ("scheduled", "Scheduled"),
                    ("schedule_moved", "Moved the schedule"),
                    ("schedule_cancelled", "Cancelled the schedule"),
                    ("withdrawn", "Withdrew"),
                    ("withdrawal_scheduled", "Scheduled the withdrawal"),
                    ("withdrawal_moved", "Moved the withdrawal"),
                    ("withdrawal_cancelled", "Cancelled the withdrawal"),
                    ("notice_added", "Added a public notice"),
                    ("removed", "Removed for legal reasons"),
                    ("redacted", "Redacted an edition"),
                    ("checks_overridden", "Published against a check"),
                    ("four_eyes_overridden", "Passed over four eyes"),
                    ("discarded", "Discarded changes"),
                ],
                max_length=30,
            ),
        ),
        migrations.AlterField(
            model_name="auditentry",
            name="article_uuid",
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name="Front",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("arrangement", models.JSONField()),
                ("version", models.PositiveIntegerField(default=0)),
                ("updated_at", models.DateTimeField(null=True)),
                (
                    "section",
                    models.ForeignKey(
                        blank=True,
                        help_text="None: the home page.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fronts",
                        to="articles.section",
                    ),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "front page",
                "verbose_name_plural": "front pages",
                "ordering": ["id"],
                "permissions": [("publish_front", "Can publish, schedule and withdraw front pages")],
                "default_permissions": ("view", "change"),
            },
        ),
        migrations.AddField(
            model_name="auditentry",
            name="front",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="audit_entries",
                to="articles.front",
            ),
        ),
        migrations.AddConstraint(
            model_name="auditentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("article_uuid__isnull", False), ("front__isnull", True)),
                    models.Q(("article_uuid__isnull", True), ("front__isnull", False)),
                    _connector="OR",
                ),
                name="audit_of_one_thing",
            ),
        ),
        migrations.AddField(
            model_name="frontedition",
            name="by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="front_editions",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="frontedition",
            name="front",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="editions", to="articles.front"
            ),
        ),
        migrations.AddConstraint(
            model_name="front",
            constraint=models.UniqueConstraint(
                django.db.models.functions.comparison.Coalesce(models.F("section"), models.Value(0)), name="front_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="frontedition",
            constraint=models.UniqueConstraint(fields=("front", "visible_from"), name="front_edition_begins_once"),
        ),
        migrations.AddConstraint(
            model_name="frontedition",
            constraint=models.CheckConstraint(
                condition=models.Q(("visible_from__lt", models.F("visible_until"))),
                name="front_edition_ends_after_start",
            ),
        ),
        migrations.RunPython(give_rights, migrations.RunPython.noop),
    ]
