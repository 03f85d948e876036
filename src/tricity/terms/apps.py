from django.apps import AppConfig


class TermsConfig(AppConfig):
    name = "tricity.terms"
    label = "terms"

    def ready(self) -> None:
        """Tell the desk what this app has for it."""
        from tricity.accounts import desk
        from tricity.terms import desks, personal_data

        for section in (desks.decisions, desks.own):
            desk.register(section)
        personal_data.register_holdings()
