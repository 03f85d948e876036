from django.apps import AppConfig


class CooperationConfig(AppConfig):
    name = "tricity.cooperation"
    label = "cooperation"

    def ready(self) -> None:
        """Tell the apps below what of this one is found, done in the background and shown on their pages."""
        from tricity.cooperation import personal_data
        from tricity.cooperation.concepts import HOLDERS
        from tricity.cooperation.decisions.notices import register_kinds as register_decisions
        from tricity.cooperation.notices import register_kinds
        from tricity.cooperation.registration import register
        from tricity.terms import holders

        register()
        register_kinds()
        register_decisions()
        personal_data.register_holdings()
        for holder in HOLDERS:
            holders.register(holder)
