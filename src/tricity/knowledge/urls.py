from django.urls import path

from tricity.knowledge import views
from tricity.knowledge.imports import urls as exchange
from tricity.knowledge.models import Kind

app_name = "knowledge"
urlpatterns = [
    path("initiatives/", views.listing, {"kind": Kind.INITIATIVE.value}, name="initiatives"),
    path("initiatives/<slug:code>/", views.detail, {"kind": Kind.INITIATIVE.value}, name="initiative"),
    path("needs/", views.listing, {"kind": Kind.NEED.value}, name="needs"),
    path("needs/<slug:code>/", views.detail, {"kind": Kind.NEED.value}, name="need"),
    path("solutions/", views.listing, {"kind": Kind.SOLUTION.value}, name="solutions"),
    path("solutions/<slug:code>/", views.detail, {"kind": Kind.SOLUTION.value}, name="solution"),
    path("records/new/", views.record_new, name="record-new"),
    path("records/<slug:code>/edit/", views.record_edit, name="record-edit"),
    path("records/<slug:code>/state/", views.record_state, name="record-state"),
    path("records/<slug:code>/words/", views.record_words, name="record-words"),
    path("records/<slug:code>/claim/", views.claim, name="claim"),
    path("records/<slug:code>/review/", views.record_judge, name="record-judge"),
    path("records/<slug:code>/versions/", views.record_versions, name="record-versions"),
    path("records/<slug:code>/versions/<int:number>/restore/", views.version_restore, name="version-restore"),
    path("review/", views.review, name="review"),
    path("review/bodies/", views.bodies, name="bodies"),
    path("review/reminders/", views.reminders_seen, name="reminders-seen"),
    path("criteria/", views.criteria, name="criteria"),
    path("criteria/new/", views.criterion_edit, name="criterion-new"),
    path("criteria/<int:pk>/", views.criterion_edit, name="criterion-edit"),
    path("claims/", views.claims, name="claims"),
    path("claims/<slug:code>/", views.claim_decide, name="claim-decide"),
    *exchange.urlpatterns,
]
