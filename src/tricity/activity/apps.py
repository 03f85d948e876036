from django.apps import AppConfig


class ActivityConfig(AppConfig):
    name = "tricity.activity"
    label = "activity"
