from django.apps import AppConfig


class RenderingsConfig(AppConfig):
    name = "tricity.renderings"
    label = "renderings"

    def ready(self) -> None:
        """Tell the desk what this app has for it."""
        from tricity.accounts import desk
        from tricity.renderings import desks, personal_data

        for section in (desks.reviews, desks.own):
            desk.register(section)
        personal_data.register_holdings()
