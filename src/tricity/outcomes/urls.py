from django.urls import path

from tricity.outcomes import views

app_name = "outcomes"
_ROOT = "events/<str:code>/outcomes"
urlpatterns = [
    path(f"{_ROOT}/", views.outcomes, name="outcomes"),
    path(f"{_ROOT}/new/", views.new, name="new"),
    path(f"{_ROOT}/settle/", views.settle, name="settle"),
    path(f"{_ROOT}/<str:outcome>/", views.outcome, name="outcome"),
    path(f"{_ROOT}/<str:outcome>/remove/", views.remove, name="remove"),
    path("events/<str:code>/agenda/", views.agenda, name="agenda"),
]
