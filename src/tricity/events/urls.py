from django.urls import path

from tricity.web.views import placeholder

app_name = "events"
urlpatterns = [
    path("events/", placeholder, name="events"),
    path("events/<str:code>/", placeholder, name="event"),
]
