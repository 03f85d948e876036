"""Which version of a record a request means to change (RFC 9110, `If-Match`)."""

from __future__ import annotations

import re

from django.http import HttpRequest
from django.utils.translation import gettext as _

from tricity.api.problems import Problem
from tricity.knowledge.models import Record

# A proxy or gzip marks a tag as weak; the version in it is exact all the same.
_TAG = re.compile(r'(?:W/)?"v(\d{1,9})-[0-9a-f]+"')


def wanted_version(request: HttpRequest, record: Record) -> int:
    """The version the caller has seen, which is the record's. Raises Problem 428 without `If-Match`, 412 if it is older."""
    header = request.headers.get("If-Match", "").strip()
    if not header:
        raise Problem(
            428, "precondition-required", _("Send the “ETag” of the record you read as “If-Match”.")
        )
    seen = {int(version) for version in _TAG.findall(header)}
    if header == "*" or record.version in seen:
        return record.version
    raise changed_meanwhile()


def changed_meanwhile() -> Problem:
    return Problem(
        412, "changed-meanwhile", _("Somebody else changed the record after you read it. Read it again.")
    )
