from django.urls import path

from tricity.knowledge.exports import views as exports
from tricity.knowledge.imports import views

# Included by `knowledge/urls.py`, in whose namespace these names stand.
urlpatterns = [
    path("data/", exports.export_page, name="export"),
    path("data/<slug:what>.<slug:file_format>", exports.export_file, name="export-file"),
    path("import/", views.import_page, name="import"),
    path("import/templates/<slug:kind>.<slug:file_format>", views.import_template, name="import-template"),
    path("import/<slug:token>/", views.import_report, name="import-report"),
]
