from django.apps import AppConfig


class BriefingsConfig(AppConfig):
    name = "tricity.briefings"
    label = "briefings"
