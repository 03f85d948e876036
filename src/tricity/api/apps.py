from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "tricity.api"
    label = "api"

    def ready(self) -> None:
        """Say what this app keeps about people, and which keys it hands out."""
        from tricity.accounts import alarms, programs
        from tricity.api import personal_data, recovering

        personal_data.register_holdings()
        alarms.register(recovering.revoke_all)
        programs.register(recovering.TOKENS)
