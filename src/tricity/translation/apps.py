from django.apps import AppConfig


class TranslationConfig(AppConfig):
    name = "tricity.translation"
    label = "translation"
