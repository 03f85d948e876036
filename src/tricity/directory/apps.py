from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "tricity.directory"
    label = "directory"
