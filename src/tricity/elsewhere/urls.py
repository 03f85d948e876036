from django.urls import path

from tricity.elsewhere import views

app_name = "elsewhere"
urlpatterns = [
    path("events/<str:code>/elsewhere/", views.overview, name="overview"),
    path("events/<str:code>/elsewhere/recordings/", views.recordings, name="recordings"),
    path("events/<str:code>/elsewhere/files/<int:pk>/take-back/", views.take_back, name="take-back"),
    path("events/<str:code>/elsewhere/<int:session>/", views.bring, name="bring"),
    path("events/<str:code>/elsewhere/<int:session>/<str:token>/", views.look, name="look"),
]
