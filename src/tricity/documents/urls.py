from django.urls import path

from tricity.documents import views

app_name = "documents"
urlpatterns = [
    path("documents/", views.documents, name="documents"),
    path("documents/<slug:code>/", views.document, name="document"),
    path("documents/<slug:code>/text/", views.text, name="text"),
    path("documents/<slug:code>/file/", views.file, name="file"),
    path("documents/<slug:code>/delete/", views.delete, name="delete"),
]
