"""What the desk's search of pictures looks through, filled in for the pictures that there are."""

from django.db import migrations

import articles.models.finding
from articles.text import folded

BATCH = 500
FIELDS = ("title", "caption", "credit_line", "creator", "place", "keywords", "original_name", "key")


def fill(apps, schema_editor):
    Image = apps.get_model("articles", "Image")
    images = Image.objects.only(*FIELDS).order_by("pk")
    after = 0
    while batch := list(images.filter(pk__gt=after)[:BATCH]):
        for image in batch:
            image.found_by = folded(" ".join(getattr(image, name) for name in FIELDS))
        Image.objects.bulk_update(batch, ["found_by"])
        after = batch[-1].pk


class Migration(migrations.Migration):
    dependencies = [("articles", "0015_pictures_in_the_audit_trail")]

    operations = [
        migrations.AddField(
            model_name="image",
            name="found_by",
            field=articles.models.finding.ImageFoundByField(blank=True, default="", editable=False),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
