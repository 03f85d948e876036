from django.apps import AppConfig


class TermsConfig(AppConfig):
    name = "tricity.terms"
    label = "terms"
