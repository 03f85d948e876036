from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "tricity.privacy"
    label = "privacy"

    def ready(self) -> None:
        """Say what this app and those below it keep about people."""
        from tricity.privacy import registration

        registration.register_holdings()
