from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "tricity.search"
    label = "search"

    def ready(self) -> None:
        """Tell the desk what this app has for it."""
        from tricity.accounts import desk
        from tricity.search import personal_data
        from tricity.search.saved_views import desk_section

        desk.register(desk_section)
        personal_data.register_holdings()
