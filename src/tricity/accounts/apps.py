from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "tricity.accounts"
    label = "accounts"
