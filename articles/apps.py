"""Wiring: what listens to what."""

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_migrate, post_save


class ArticlesConfig(AppConfig):
    """The newsroom's one application."""

    name = "articles"
    verbose_name = "Newsroom"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from .interchange.bundled import bring_picture
        from .models.rules import install_rules
        from .models.search_index import install_word_index
        from .public.caching import purge_all_when_saved, purge_when_told
        from .publishing import note_opening
        from .renditions import make_when_taken_in
        from .search import keep_captions_in_step, keep_in_step
        from .signals import edition_closed, edition_opened, image_released, image_withdrawn, preview_link_opened

        post_migrate.connect(install_rules, sender=self, dispatch_uid="articles.rules")
        post_migrate.connect(install_word_index, sender=self, dispatch_uid="articles.word_index")
        post_save.connect(bring_picture, sender="articles.Image", dispatch_uid="articles.bundled")
        post_save.connect(make_when_taken_in, sender="articles.Image", dispatch_uid="articles.renditions")
        preview_link_opened.connect(note_opening, dispatch_uid="articles.preview_link_opened")
        edition_opened.connect(keep_in_step, dispatch_uid="articles.search_opened")
        edition_closed.connect(keep_in_step, dispatch_uid="articles.search_closed")
        image_withdrawn.connect(keep_captions_in_step, dispatch_uid="articles.search_image_withdrawn")
        image_released.connect(keep_captions_in_step, dispatch_uid="articles.search_image_released")
        for signal in (edition_opened, edition_closed, image_withdrawn, image_released):
            signal.connect(purge_when_told, dispatch_uid="articles.purge")
        for name in (
            "Author",
            "Profile",
            "Section",
            "Topic",
            "Image",
            "FrontEdition",
            "HousePage",
            "HousePageEdition",
            "Redaction",
            "Removal",
        ):
            post_save.connect(purge_all_when_saved, sender=f"articles.{name}", dispatch_uid="articles.purge")
            post_delete.connect(purge_all_when_saved, sender=f"articles.{name}", dispatch_uid="articles.purge")
