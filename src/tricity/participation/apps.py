from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    name = "tricity.participation"
    label = "participation"

    def ready(self) -> None:
        """Tell the pages of events, the desk, the notices and “My data” what of this app they show."""
        from tricity.participation import notices, personal_data
        from tricity.participation.registration import register_everywhere

        register_everywhere()
        notices.register_kinds()
        personal_data.register_holdings()
