from django.urls import path

from tricity.api import views
from tricity.api.service import interface

app_name = "api"
urlpatterns = [
    path("api/", views.reference, name="reference"),
    path("my/tokens/", views.tokens, name="tokens"),
    path("my/tokens/<int:pk>/revoke/", views.token_revoke, name="token-revoke"),
]
# Without a language: programs say theirs with `Accept-Language`.
for_programs = [path("api/v1/", views.entrance), path("api/v1/", interface.urls)]
