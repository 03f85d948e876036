from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "tricity.api"
    label = "api"
