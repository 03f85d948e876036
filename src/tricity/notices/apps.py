from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "tricity.notices"
    label = "notices"
