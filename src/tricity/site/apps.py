from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "tricity.site"
    label = "site"
