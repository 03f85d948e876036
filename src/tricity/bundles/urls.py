from django.urls import path

from tricity.bundles import views

app_name = "bundles"
urlpatterns = [
    path("events/<str:code>/bundle/", views.bundle, name="bundle"),
    path("events/<str:code>/bundle/make/", views.bundle_make, name="bundle-make"),
    path("events/<str:code>/bundle/file.zip", views.bundle_file, name="bundle-file"),
]
