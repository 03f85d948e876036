from django.apps import AppConfig


class RenderingsConfig(AppConfig):
    name = "tricity.renderings"
    label = "renderings"

    def ready(self) -> None:
        """Tell the desk what this app has for it."""
        from tricity.accounts import desk
        from tricity.renderings import desks, notices, personal_data
        from tricity.renderings.models import Draft

        for source in desks.SOURCES:
            desk.register_source(source)
        desk.register_names(Draft, desks.names)
        notices.register_kinds()
        personal_data.register_holdings()
