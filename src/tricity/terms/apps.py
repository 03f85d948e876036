from django.apps import AppConfig


class TermsConfig(AppConfig):
    name = "tricity.terms"
    label = "terms"

    def ready(self) -> None:
        """Tell the desk what this app has for it."""
        from tricity.accounts import desk
        from tricity.terms import desks, notices, personal_data
        from tricity.terms.models import Proposal

        for source in desks.SOURCES:
            desk.register_source(source)
        desk.register_names(Proposal, desks.names)
        notices.register_kinds()
        personal_data.register_holdings()
