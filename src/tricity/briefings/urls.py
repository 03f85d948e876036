from django.urls import path

from tricity.briefings import views

app_name = "briefings"
urlpatterns = [
    path("briefing/", views.briefing, name="briefing"),
    path("briefing/<slug:extent>/pdf/", views.make, name="make"),
    path("briefing/<slug:extent>.<slug:suffix>", views.file, name="file"),
]
