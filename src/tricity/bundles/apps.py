from django.apps import AppConfig


class BundlesConfig(AppConfig):
    name = "tricity.bundles"
    label = "bundles"
