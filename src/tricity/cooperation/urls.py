from django.urls import path

from tricity.web.views import placeholder

app_name = "cooperation"
urlpatterns = [
    path("overlaps/", placeholder, name="overlaps"),
    path("opportunities/", placeholder, name="opportunities"),
    path("opportunities/<str:code>/", placeholder, name="opportunity"),
    path("interests/", placeholder, name="interests"),
    path("interests/<str:code>/", placeholder, name="interest"),
]
