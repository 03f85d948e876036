from django.apps import AppConfig


class CooperationConfig(AppConfig):
    name = "tricity.cooperation"
    label = "cooperation"
