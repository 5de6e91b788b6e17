"""The newsroom's roles as groups. Afterwards they are the newsroom's to adjust; no migration changes them again."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

_SEE = ["view_article", "view_image", "view_author", "view_section", "view_topic", "view_revision", "view_edition"]
_REPORTER = [*_SEE, "add_article", "change_article", "submit_article", "add_image"]
_PHOTO_EDITOR = [*_SEE, "add_image", "change_image", "delete_image"]
_EDITOR = [
    *_REPORTER,
    "edit_any_article",
    "review_article",
    "delete_article",
    "change_image",
    "add_topic",
    "change_topic",
    "add_author",
    "change_author",
    "view_correction",
    "view_auditentry",
]
_PUBLISHER = [
    *_EDITOR,
    "publish_article",
    "override_checks",
    "add_correction",
    "view_redirect",
    "add_redirect",
    "change_redirect",
]

ROLES = {
    "Reporter": _REPORTER,
    "Photo editor": _PHOTO_EDITOR,
    "Editor": _EDITOR,
    "Publisher": _PUBLISHER,
}


def make_roles(apps, schema_editor):
    # Permissions are otherwise made after all migrations.
    for name in ("articles", "auth"):
        create_permissions(installed.get_app_config(name), using=schema_editor.connection.alias, verbosity=0)
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ours = Permission.objects.filter(content_type__app_label="articles")
    for name, codenames in ROLES.items():
        group, is_new = Group.objects.get_or_create(name=name)
        if is_new:
            group.permissions.set(ours.filter(codename__in=codenames))
    administrators, is_new = Group.objects.get_or_create(name="Administrator")
    if is_new:
        people = Permission.objects.filter(content_type__app_label="auth", content_type__model__in=["user", "group"])
        administrators.permissions.set([*ours, *people])


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_workflow_audit_and_removal"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
