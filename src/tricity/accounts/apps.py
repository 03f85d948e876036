from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "tricity.accounts"
    label = "accounts"

    def ready(self) -> None:
        from tricity.accounts.credentials import trail  # noqa: F401  # it connects itself to allauth's signals
