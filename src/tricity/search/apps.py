from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "tricity.search"
    label = "search"
