"""What is not well with the installation, on the desk of its operators."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import DateTimeField, QuerySet, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tricity.accounts.desk import Action, DeskItem, Names, Reader, Source
from tricity.accounts.models import User
from tricity.accounts.rules import is_operator
from tricity.site.health import report
from tricity.site.health.finding import Finding, by_urgency


def unwell(reader: Reader) -> QuerySet[User] | None:
    """The operator's own row while something is not well: what is looked at is the machine, which has none."""
    if reader.body is not None or not is_operator(reader.user) or not _found(reader):
        return None
    return User.objects.filter(pk=reader.user.pk)


def load(ids: Sequence[int]) -> list[User]:
    """Nothing of the row is read."""
    return [User(pk=pk) for pk in ids]


def item(row: User, names: Names, reader: Reader) -> DeskItem:
    """One item for everything, under the name of the worst."""
    found = _found(reader)
    url = reverse("health")
    remark = " ".join(f"{each.word}: {each.message}" for each in found)
    return DeskItem(capfirst(found[0].name), url, remark, Action(_("Look"), url))


def _found(reader: Reader) -> list[Finding]:
    """The worst first; looked at once per request object."""
    user = reader.user
    if not hasattr(user, "_unwell"):
        user._unwell = [each for each in sorted(report.alarms(), key=by_urgency) if not each.is_ok]
    return list(user._unwell)


SOURCE = Source(
    section="site.health",
    group="operation",
    title=gettext_lazy("Health of the site"),
    url=lambda: reverse("health"),
    urgency=97,
    waits=unwell,
    since=Cast(Value(None), DateTimeField()),
    load=load,
    item=item,
    subjects=lambda row: (),
    what=gettext_lazy("Health of the site"),
)
