from django.urls import path

from tricity.indicators import downloads, views

app_name = "indicators"
urlpatterns = [
    path("indicators/", views.indicators, name="indicators"),
    path("indicators/crosswalk.<slug:file_format>", downloads.crosswalk, name="file"),
    path("indicators/<slug:theme>/", views.theme, name="theme"),
]
