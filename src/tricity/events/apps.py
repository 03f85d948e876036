from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "tricity.events"
    label = "events"

    def ready(self) -> None:
        """Tell the search, the desk and the pages of candidates what of this app they show."""
        from tricity.events import personal_data
        from tricity.events.registration import register_everywhere

        register_everywhere()
        personal_data.register_holdings()
