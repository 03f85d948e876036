from django.urls import path

from tricity.terms import views

app_name = "terms"
urlpatterns = [
    path("topics/", views.topics, name="topics"),
    path("topics/export.ttl", views.export, {"file_format": "ttl"}, name="export-ttl"),
    path("topics/export.jsonld", views.export, {"file_format": "jsonld"}, name="export-jsonld"),
    path("topics/false-friends/", views.false_friends, name="false-friends"),
    path("topics/<slug:slug>/", views.topic, name="topic"),
]
