from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "tricity.search"
    label = "search"

    def ready(self) -> None:
        """Tell the desk what this app has for it."""
        from tricity.accounts import desk
        from tricity.search import desks, notices

        desk.register_source(desks.SOURCE)
        notices.register_kinds()
