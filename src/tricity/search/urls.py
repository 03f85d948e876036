from django.urls import path

from tricity.web.views import placeholder

app_name = "search"
urlpatterns = [
    path("search/", placeholder, name="search"),
]
