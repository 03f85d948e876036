from django.urls import path

from tricity.calendars import views

app_name = "calendars"
urlpatterns = [
    path("calendars/", views.calendars, name="calendars"),
    path("calendars/days.<str:file_format>", views.download, name="download"),
    path("calendars/days/<int:pk>/", views.day_edit, name="day-edit"),
    path("calendars/<str:code>/days/new/", views.day_new, name="day-new"),
    path("calendars/<str:code>/known-until/", views.coverage_edit, name="coverage-edit"),
]
