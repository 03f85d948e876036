from django.urls import path

from tricity.directory import views

app_name = "directory"
urlpatterns = [
    path("countries/", views.countries, name="countries"),
    path("countries/<slug:code>/", views.country, name="country"),
    path("cities/", views.cities, name="cities"),
    path("cities/<str:code>/", views.city, name="city"),
    path("organizations/", views.organizations, name="organizations"),
    path("organizations/<str:code>/", views.organization, name="organization"),
    path("organizations/<str:code>/edit/", views.organization_edit, name="organization-edit"),
]
