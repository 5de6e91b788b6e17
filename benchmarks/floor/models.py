"""Of the tables that readers' pages are made from, the columns that those pages print."""

from django.db import models


class Section(models.Model):
    name = models.TextField()
    slug = models.TextField()
    position = models.IntegerField()
    in_navigation = models.BooleanField()
    description = models.TextField()

    class Meta:
        managed = False
        db_table = "articles_section"


class Image(models.Model):
    token = models.TextField()
    version = models.TextField()
    width = models.IntegerField()
    height = models.IntegerField()
    credit_line = models.TextField()
    alt_text = models.TextField()
    caption = models.TextField()

    class Meta:
        managed = False
        db_table = "articles_image"


class Author(models.Model):
    name = models.TextField()
    slug = models.TextField()

    class Meta:
        managed = False
        db_table = "articles_author"


class Topic(models.Model):
    name = models.TextField()
    slug = models.TextField()

    class Meta:
        managed = False
        db_table = "articles_topic"


class Edition(models.Model):
    article_id = models.BigIntegerField()
    path = models.TextField()
    headline = models.TextField()
    standfirst = models.TextField()
    kind = models.TextField()
    language = models.TextField()
    section = models.ForeignKey(Section, models.DO_NOTHING)
    lead_image = models.ForeignKey(Image, models.DO_NOTHING, null=True)
    first_published_at = models.DateTimeField()
    modified_at = models.DateTimeField()
    visible_from = models.DateTimeField()
    visible_until = models.DateTimeField()
    is_retracted = models.BooleanField()
    content = models.JSONField()

    class Meta:
        managed = False
        db_table = "articles_edition"


class Contributor(models.Model):
    edition = models.ForeignKey(Edition, models.DO_NOTHING, related_name="contributors")
    author = models.ForeignKey(Author, models.DO_NOTHING)
    role = models.TextField()
    position = models.IntegerField()

    class Meta:
        managed = False
        db_table = "articles_editioncontributor"


class EditionTopic(models.Model):
    edition = models.ForeignKey(Edition, models.DO_NOTHING, related_name="topics")
    topic = models.ForeignKey(Topic, models.DO_NOTHING)
    position = models.IntegerField()
    article_id = models.BigIntegerField()
    first_published_at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = "articles_editiontopic"
