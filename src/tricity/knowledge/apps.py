from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "tricity.knowledge"
    label = "knowledge"
