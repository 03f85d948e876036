from django.urls import path

from tricity.renderings import views

app_name = "renderings"
urlpatterns = [
    path("renderings/", views.desk, name="desk"),
    path("renderings/<kind>/<code>/", views.languages, name="languages"),
    path("renderings/<kind>/<code>/<target>/", views.rendering, name="rendering"),
]
