from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "tricity.search"
    label = "search"

    def ready(self) -> None:
        """Tell the desk what this app has for it."""
        from tricity.accounts import desk
        from tricity.search import desks, notices, personal_data

        desk.register_source(desks.SOURCE)
        notices.register_kinds()
        personal_data.register_holdings()
