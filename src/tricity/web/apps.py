from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "tricity.web"
    label = "web"
