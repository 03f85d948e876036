from django.urls import path

from tricity.web.views import placeholder

app_name = "terms"
urlpatterns = [
    path("topics/", placeholder, name="topics"),
    path("topics/<slug:slug>/", placeholder, name="topic"),
]
