from django.urls import path

from tricity.web.views import placeholder

app_name = "directory"
urlpatterns = [
    path("countries/", placeholder, name="countries"),
    path("countries/<slug:code>/", placeholder, name="country"),
    path("cities/", placeholder, name="cities"),
    path("cities/<str:code>/", placeholder, name="city"),
    path("organizations/", placeholder, name="organizations"),
    path("organizations/<str:code>/", placeholder, name="organization"),
]
