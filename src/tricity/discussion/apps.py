from django.apps import AppConfig


class DiscussionConfig(AppConfig):
    name = "tricity.discussion"
    label = "discussion"

    def ready(self) -> None:
        """Tell the desk and the translators' page what this app has for them."""
        from tricity.discussion import notices, personal_data
        from tricity.discussion.registration import register

        register()
        notices.register_kinds()
        personal_data.register_holdings()
