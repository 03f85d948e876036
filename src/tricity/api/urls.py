from django.urls import path

from tricity.api import views
from tricity.api.catalog.views import JSON_LD, TURTLE, catalog
from tricity.api.feeds.views import feed
from tricity.api.service import interface

app_name = "api"
urlpatterns = [
    path("api/", views.reference, name="reference"),
    path("feeds/<slug:what>.atom", feed, name="feed"),
    path("my/tokens/", views.tokens, name="tokens"),
    path("my/tokens/<int:pk>/revoke/", views.token_revoke, name="token-revoke"),
]
# Without a language: programs say theirs with `Accept-Language`.
for_programs = [
    path("catalog.ttl", catalog, {"file_format": TURTLE}, name="catalog-ttl"),
    path("catalog.jsonld", catalog, {"file_format": JSON_LD}, name="catalog-jsonld"),
    path("api/v1/", views.entrance),
    path("api/v1/", interface.urls),
]
