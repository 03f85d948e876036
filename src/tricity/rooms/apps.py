from django.apps import AppConfig


class RoomsConfig(AppConfig):
    name = "tricity.rooms"
    label = "rooms"

    def ready(self) -> None:
        """Tell the pages of events, the translators and the data protection what of this app they show."""
        from tricity.rooms import jobs, personal_data  # noqa: F401  # registers its jobs
        from tricity.rooms.registration import register_everywhere

        register_everywhere()
        personal_data.register_holdings()
