from django.apps import AppConfig


class ReplayConfig(AppConfig):
    name = "tricity.replay"
    label = "replay"

    def ready(self) -> None:
        """Tell the search, the jobs and the pages of events what of this app they show."""
        from tricity.replay import personal_data
        from tricity.replay.registration import register_everywhere

        register_everywhere()
        personal_data.register_holdings()
