from django.urls import path

from tricity.web.views import placeholder

app_name = "knowledge"
urlpatterns = [
    path("initiatives/", placeholder, name="initiatives"),
    path("initiatives/<str:code>/", placeholder, name="initiative"),
    path("needs/", placeholder, name="needs"),
    path("needs/<str:code>/", placeholder, name="need"),
    path("solutions/", placeholder, name="solutions"),
    path("solutions/<str:code>/", placeholder, name="solution"),
    path("data/", placeholder, name="export"),
    path("import/", placeholder, name="import"),
]
