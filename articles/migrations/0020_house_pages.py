"""Pages about the newspaper with their editions, in the audit trail, and who may write and publish them."""

import datetime

import django.db.models.deletion
from django.apps import apps as installed
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

import articles.models.fields

_SEE = ["view_housepage"]
_PUBLISH = [*_SEE, "add_housepage", "change_housepage", "publish_housepage"]
RIGHTS = {"Editor": _SEE, "Publisher": _PUBLISH, "Administrator": _PUBLISH}


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
        ("articles", "0019_readers_marks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HousePage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", articles.models.fields.LineField(max_length=120)),
                (
                    "slug",
                    articles.models.fields.UnicodeSlugField(
                        help_text="The last part of its address, /about/…/. It cannot be changed later.",
                        max_length=60,
                        unique=True,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("about", "About us"),
                            ("contact", "Contact"),
                            ("publishingPrinciples", "Publishing principles"),
                            ("ethicsPolicy", "Ethics policy"),
                            ("correctionsPolicy", "Corrections policy"),
                            ("masthead", "Masthead: who we are"),
                            ("ownershipFundingInfo", "Ownership and funding"),
                            ("verificationFactCheckingPolicy", "Verification and fact-checking"),
                            ("unnamedSourcesPolicy", "Unnamed sources"),
                            ("actionableFeedbackPolicy", "Feedback from readers"),
                            ("diversityPolicy", "Diversity policy"),
                            ("diversityStaffingReport", "Diversity of the staff"),
                            ("missionCoveragePrioritiesPolicy", "Mission and coverage priorities"),
                            ("noBylinesPolicy", "Stories without a byline"),
                            ("privacy", "Privacy"),
                            ("terms", "Terms of use"),
                            ("accessibility", "Accessibility"),
                            ("other", "Another one"),
                        ],
                        default="other",
                        help_text="What it is. Search engines are told where each policy stands. “About us” is at /about/ itself.",
                        max_length=40,
                    ),
                ),
                (
                    "summary",
                    articles.models.fields.TextBlockField(
                        blank=True, help_text="One or two sentences under the title, and for search engines."
                    ),
                ),
                ("body", articles.models.fields.BodyField(blank=True)),
                (
                    "in_footer",
                    models.BooleanField(
                        default=True,
                        help_text="Link to it at the foot of every page. Otherwise only from /about/.",
                        verbose_name="in the footer",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="They are listed from low to high."),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("updated_at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "verbose_name": "page about us",
                "verbose_name_plural": "pages about us",
                "ordering": ["position", "slug"],
                "permissions": [("publish_housepage", "Can publish, schedule and withdraw pages about us")],
                "default_permissions": ("view", "add", "change"),
            },
        ),
        migrations.CreateModel(
            name="HousePageEdition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("visible_from", models.DateTimeField()),
                (
                    "visible_until",
                    models.DateTimeField(default=datetime.datetime(9000, 1, 1, 0, 0, tzinfo=datetime.UTC)),
                ),
                ("title", articles.models.fields.LineField(max_length=120)),
                ("summary", articles.models.fields.TextBlockField(blank=True)),
                ("body", articles.models.fields.BodyField(blank=True)),
                ("version", models.PositiveIntegerField(help_text="The version of the page that this was made from.")),
                ("at", models.DateTimeField()),
                ("note", articles.models.fields.LineField(blank=True, max_length=255)),
            ],
            options={
                "verbose_name": "edition of a page about us",
                "verbose_name_plural": "editions of pages about us",
                "ordering": ["-visible_from", "-id"],
                "default_permissions": (),
            },
        ),
        migrations.RemoveConstraint(
            model_name="auditentry",
            name="audit_of_one_thing",
        ),
        migrations.AddField(
            model_name="auditentry",
            name="house_page",
            field=models.CharField(blank=True, max_length=60, verbose_name="page about us"),
        ),
        migrations.AddConstraint(
            model_name="auditentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("article_uuid__isnull", False), ("front__isnull", True), ("house_page", ""), ("image_key", "")
                    ),
                    models.Q(
                        ("article_uuid__isnull", True), ("front__isnull", False), ("house_page", ""), ("image_key", "")
                    ),
                    models.Q(
                        ("article_uuid__isnull", True),
                        ("front__isnull", True),
                        ("house_page", ""),
                        models.Q(("image_key", ""), _negated=True),
                    ),
                    models.Q(
                        ("article_uuid__isnull", True),
                        ("front__isnull", True),
                        ("image_key", ""),
                        models.Q(("house_page", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="audit_of_one_thing",
            ),
        ),
        migrations.AddField(
            model_name="housepage",
            name="updated_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="housepageedition",
            name="by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="house_page_editions",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="housepageedition",
            name="house_page",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="editions", to="articles.housepage"
            ),
        ),
        migrations.AddConstraint(
            model_name="housepage",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="house_page_has_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="housepage",
            constraint=models.CheckConstraint(
                condition=models.Q(("slug", ""), _negated=True), name="house_page_has_slug"
            ),
        ),
        migrations.AddConstraint(
            model_name="housepage",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "other"), _negated=True),
                fields=("kind",),
                name="house_page_kind_once",
                violation_error_message="There is a page of this kind already. Change that one.",
            ),
        ),
        migrations.AddConstraint(
            model_name="housepageedition",
            constraint=models.UniqueConstraint(
                fields=("house_page", "visible_from"), name="house_page_edition_begins_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="housepageedition",
            constraint=models.CheckConstraint(
                condition=models.Q(("visible_from__lt", models.F("visible_until"))),
                name="house_page_edition_ends_after_start",
            ),
        ),
        migrations.RunPython(give_rights, migrations.RunPython.noop),
    ]
