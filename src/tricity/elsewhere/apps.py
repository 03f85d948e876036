from django.apps import AppConfig


class ElsewhereConfig(AppConfig):
    name = "tricity.elsewhere"
    label = "elsewhere"

    def ready(self) -> None:
        """Tell the pages and the report of events, and “My data”, what of this app they show."""
        from tricity.elsewhere import papers, personal_data
        from tricity.elsewhere.registration import register_everywhere

        register_everywhere()
        papers.register_sections()
        personal_data.register_holdings()
