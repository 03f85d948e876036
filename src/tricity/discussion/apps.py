from django.apps import AppConfig


class DiscussionConfig(AppConfig):
    name = "tricity.discussion"
    label = "discussion"

    def ready(self) -> None:
        """Tell the desk and the translators' page what this app has for them."""
        from tricity.discussion.registration import register

        register()
