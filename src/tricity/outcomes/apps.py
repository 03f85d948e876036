from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "tricity.outcomes"
    label = "outcomes"

    def ready(self) -> None:
        """Tell the pages of events, replays and records, the translators and the notices what of this app they show."""
        from tricity.outcomes import notices, personal_data
        from tricity.outcomes.registration import register_everywhere

        register_everywhere()
        notices.register_kinds()
        personal_data.register_holdings()
