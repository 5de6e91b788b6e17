"""Images with their rights, names nobody can guess, and the files that are made of them."""

import django.db.models.deletion
import django.db.models.functions.text
from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

import articles.models.fields
import articles.models.image

_SEE = ["view_collection"]
_LOOK_AFTER = [*_SEE, "add_collection", "change_collection"]
_ALL = [*_LOOK_AFTER, "delete_collection", "kill_image"]
RIGHTS = {"Reporter": _SEE, "Photo editor": _ALL, "Editor": _LOOK_AFTER, "Publisher": _ALL, "Administrator": _ALL}


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


def name_files(apps, schema_editor):
    """Each image there is gets its random name, and a first version where it has a file."""
    Image = apps.get_model("articles", "Image")
    for pk, file, content_hash in Image.objects.values_list("pk", "file", "content_hash").iterator():
        Image.objects.filter(pk=pk).update(
            token=articles.models.image.new_token(), version=content_hash[:12] if file else ""
        )


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0012_saved_views"),
    ]

    operations = [
        migrations.CreateModel(
            name="Collection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", articles.models.fields.LineField(max_length=100, unique=True)),
                ("description", articles.models.fields.TextBlockField(blank=True)),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Rendition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.CharField(max_length=12)),
                ("spec", models.CharField(max_length=20)),
                ("format", models.CharField(max_length=10)),
                ("file", models.FileField(max_length=200, upload_to="")),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("size", models.PositiveIntegerField(verbose_name="bytes")),
            ],
        ),
        migrations.AlterModelOptions(
            name="image",
            options={
                "ordering": ["-created_at", "-id"],
                "permissions": [("kill_image", "Can kill images: gone from every page at once")],
            },
        ),
        migrations.RemoveIndex(
            model_name="image",
            name="image_by_file",
        ),
        migrations.AddField(
            model_name="image",
            name="allowed_use",
            field=models.CharField(
                choices=[
                    ("everywhere", "Everywhere"),
                    ("site", "On our pages only: not in feeds, nor where stories are shared"),
                    ("print", "In print only: never on the web"),
                ],
                default="everywhere",
                max_length=20,
                verbose_name="may appear",
            ),
        ),
        migrations.AddField(
            model_name="image",
            name="credentials",
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name="content credentials"),
        ),
        migrations.AddField(
            model_name="image",
            name="crops",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="image",
            name="data_mining",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "Not said"),
                    ("DMI-ALLOWED", "Allowed"),
                    ("DMI-PROHIBITED", "Prohibited"),
                    ("DMI-PROHIBITED-AIMLTRAINING", "Prohibited for training AI"),
                    ("DMI-PROHIBITED-GENAIMLTRAINING", "Prohibited for training generative AI"),
                    ("DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING", "Prohibited, search engines excepted"),
                    ("DMI-PROHIBITED-SEECONSTRAINT", "Prohibited, see the terms"),
                ],
                default="",
                max_length=50,
                verbose_name="machine learning",
            ),
        ),
        migrations.AddField(
            model_name="image",
            name="digital_source_type",
            field=models.CharField(
                blank=True,
                choices=[
                    ("digitalCapture", "Photograph"),
                    ("negativeFilm", "Photograph on film"),
                    ("print", "Scan of a print"),
                    ("humanEdits", "Photograph, edited by a person"),
                    ("compositeCapture", "Composite of photographs"),
                    ("digitalCreation", "Drawn or made by a person"),
                    ("algorithmicMedia", "Made by a program without AI: map, chart"),
                    ("screenCapture", "Screenshot"),
                    ("virtualRecording", "Recording of a virtual event"),
                    ("trainedAlgorithmicMedia", "Made by AI"),
                    ("compositeWithTrainedAlgorithmicMedia", "Edited with AI"),
                    ("compositeSynthetic", "Composite with parts made by AI"),
                ],
                help_text="AI is named to readers.",
                max_length=40,
                verbose_name="how it was made",
            ),
        ),
        migrations.AddField(
            model_name="image",
            name="embargo",
            field=models.DateTimeField(blank=True, help_text="Nobody outside sees the picture before this.", null=True),
        ),
        migrations.AddField(
            model_name="image",
            name="instructions",
            field=articles.models.fields.TextBlockField(
                blank=True, help_text="What the giver asks of editors: “not for web”, an embargo."
            ),
        ),
        migrations.AddField(
            model_name="image",
            name="keywords",
            field=articles.models.fields.TextBlockField(
                blank=True, help_text="Words to find the picture by, with commas between them."
            ),
        ),
        migrations.AddField(
            model_name="image",
            name="kill_reason",
            field=articles.models.fields.LineField(blank=True, editable=False, max_length=255),
        ),
        migrations.AddField(
            model_name="image",
            name="killed_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="image",
            name="licence",
            field=models.CharField(
                choices=[
                    ("unknown", "Unknown"),
                    ("own", "Our own"),
                    ("agency", "Agency, by contract"),
                    ("handout", "Handout, on terms"),
                    ("cc0-1.0", "CC0 1.0"),
                    ("cc-by-2.0", "CC BY 2.0"),
                    ("cc-by-3.0", "CC BY 3.0"),
                    ("cc-by-4.0", "CC BY 4.0"),
                    ("cc-by-sa-2.0", "CC BY-SA 2.0"),
                    ("cc-by-sa-3.0", "CC BY-SA 3.0"),
                    ("cc-by-sa-4.0", "CC BY-SA 4.0"),
                    ("cc-by-nd-4.0", "CC BY-ND 4.0"),
                    ("cc-by-nc-4.0", "CC BY-NC 4.0"),
                    ("cc-by-nc-sa-4.0", "CC BY-NC-SA 4.0"),
                    ("cc-by-nc-nd-4.0", "CC BY-NC-ND 4.0"),
                ],
                default="unknown",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="image",
            name="licensor_name",
            field=articles.models.fields.LineField(blank=True, max_length=255),
        ),
        migrations.AddField(
            model_name="image",
            name="licensor_url",
            field=models.URLField(
                blank=True,
                help_text="Where others get a licence for this picture.",
                max_length=500,
                verbose_name="licensor's page",
            ),
        ),
        migrations.AddField(
            model_name="image",
            name="limited_to_articles",
            field=models.ManyToManyField(
                blank=True,
                help_text="Only with these. None: with every article.",
                related_name="+",
                to="articles.article",
            ),
        ),
        migrations.AddField(
            model_name="image",
            name="limited_to_sections",
            field=models.ManyToManyField(
                blank=True, help_text="Only there. None: in every section.", related_name="+", to="articles.section"
            ),
        ),
        migrations.AddField(
            model_name="image",
            name="maximum_uses",
            field=models.PositiveSmallIntegerField(
                blank=True, help_text="In so many articles at most, those of the past included.", null=True
            ),
        ),
        migrations.AddField(
            model_name="image",
            name="perceptual_hash",
            field=models.CharField(blank=True, editable=False, max_length=16),
        ),
        migrations.AddField(
            model_name="image",
            name="token",
            field=models.CharField(default="", editable=False, max_length=32),
        ),
        migrations.AddField(
            model_name="image",
            name="topics",
            field=models.ManyToManyField(blank=True, related_name="images", to="articles.topic"),
        ),
        migrations.AddField(
            model_name="image",
            name="usable_from",
            field=models.DateTimeField(
                blank=True, help_text="The moment at which the right to show this picture begins.", null=True
            ),
        ),
        migrations.AddField(
            model_name="image",
            name="version",
            field=models.CharField(blank=True, editable=False, max_length=12),
        ),
        migrations.AddField(
            model_name="image",
            name="web_statement",
            field=models.URLField(
                blank=True,
                help_text="A page that says what may be done with it.",
                max_length=500,
                verbose_name="web statement of rights",
            ),
        ),
        migrations.AlterField(
            model_name="image",
            name="file",
            field=models.FileField(blank=True, max_length=200, upload_to=articles.models.image.image_file_name),
        ),
        migrations.AlterField(
            model_name="image",
            name="usage_terms",
            field=articles.models.fields.TextBlockField(
                blank=True, help_text="What the licence asks for, in the words of its giver.", verbose_name="terms"
            ),
        ),
        migrations.AddIndex(
            model_name="image",
            index=models.Index(django.db.models.functions.text.Substr("perceptual_hash", 1, 4), name="image_alike_1"),
        ),
        migrations.AddIndex(
            model_name="image",
            index=models.Index(django.db.models.functions.text.Substr("perceptual_hash", 5, 4), name="image_alike_5"),
        ),
        migrations.AddIndex(
            model_name="image",
            index=models.Index(django.db.models.functions.text.Substr("perceptual_hash", 9, 4), name="image_alike_9"),
        ),
        migrations.AddIndex(
            model_name="image",
            index=models.Index(django.db.models.functions.text.Substr("perceptual_hash", 13, 4), name="image_alike_13"),
        ),
        migrations.RunPython(name_files, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="image",
            name="token",
            field=models.CharField(default=articles.models.image.new_token, editable=False, max_length=32, unique=True),
        ),
        migrations.AddConstraint(
            model_name="image",
            constraint=models.CheckConstraint(condition=models.Q(("token", ""), _negated=True), name="image_has_token"),
        ),
        migrations.AddConstraint(
            model_name="image",
            constraint=models.CheckConstraint(
                condition=models.Q(("killed_at", None), models.Q(("kill_reason", ""), _negated=True), _connector="OR"),
                name="image_killed_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="image",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("usable_from", None),
                    ("usable_until", None),
                    ("usable_from__lt", models.F("usable_until")),
                    _connector="OR",
                ),
                name="image_rights_begin_before_they_end",
            ),
        ),
        migrations.AddField(
            model_name="collection",
            name="images",
            field=models.ManyToManyField(blank=True, related_name="collections", to="articles.image"),
        ),
        migrations.AddField(
            model_name="rendition",
            name="image",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="renditions", to="articles.image"
            ),
        ),
        migrations.AddConstraint(
            model_name="collection",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="collection_has_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="rendition",
            constraint=models.UniqueConstraint(
                fields=("image", "version", "spec", "format"), name="rendition_made_once"
            ),
        ),
        migrations.RunPython(give_rights, migrations.RunPython.noop),
    ]
