from django.apps import AppConfig


class TermsConfig(AppConfig):
    name = "tricity.terms"
    label = "terms"

    def ready(self) -> None:
        """Tell the desk what this app has for it."""
        from tricity.accounts import desk
        from tricity.terms import desks

        for section in (desks.decisions, desks.own):
            desk.register(section)
