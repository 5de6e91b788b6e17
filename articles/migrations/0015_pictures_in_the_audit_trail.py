"""Images in the audit trail, and indexes for those that readers may not see."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0013_pictures_and_their_rights"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="auditentry",
            name="audit_of_one_thing",
        ),
        migrations.AddField(
            model_name="auditentry",
            name="image_key",
            field=models.CharField(blank=True, max_length=120),
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
                    ("link_made", "Made a preview link"),
                    ("link_revoked", "Revoked a preview link"),
                    ("picture_killed", "Killed a picture"),
                    ("picture_released", "Released a picture"),
                    ("picture_rights", "Changed what is said of a picture"),
                ],
                max_length=30,
            ),
        ),
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(
                condition=models.Q(("image_key", ""), _negated=True),
                fields=["image_key", "-at", "-id"],
                name="audit_of_image",
            ),
        ),
        migrations.AddIndex(
            model_name="image",
            index=models.Index(
                condition=models.Q(("killed_at__isnull", False)), fields=["killed_at"], name="image_killed"
            ),
        ),
        migrations.AddIndex(
            model_name="image",
            index=models.Index(
                condition=models.Q(("embargo__isnull", False)), fields=["embargo"], name="image_embargo"
            ),
        ),
        migrations.AddIndex(
            model_name="image",
            index=models.Index(
                condition=models.Q(("usable_from__isnull", False)), fields=["usable_from"], name="image_begins"
            ),
        ),
        migrations.AddIndex(
            model_name="image",
            index=models.Index(fields=["allowed_use"], name="image_allowed_use"),
        ),
        migrations.AddConstraint(
            model_name="auditentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("article_uuid__isnull", False), ("front__isnull", True), ("image_key", "")),
                    models.Q(("article_uuid__isnull", True), ("front__isnull", False), ("image_key", "")),
                    models.Q(
                        ("article_uuid__isnull", True),
                        ("front__isnull", True),
                        models.Q(("image_key", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="audit_of_one_thing",
            ),
        ),
    ]
