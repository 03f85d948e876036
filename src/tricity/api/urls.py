from django.urls import path

from tricity.api.service import interface

# Without a language: programs say theirs with `Accept-Language`.
urlpatterns = [path("api/v1/", interface.urls)]
