"""The live hub: does it run, and for how many viewers is there room."""

from __future__ import annotations

import time

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tricity.site import state
from tricity.site.health.finding import Finding, Level
from tricity.site.health.work import SILENT_SECONDS
from tricity.site.live_hub import NOTE

# Fewer than a large webinar has.
FEW_VIEWERS = 2000


def hub() -> Finding:
    name, note = _("live streams"), state.read(NOTE)
    meaning = _("They bring captions, questions and votes to those who follow an event.")
    advice = _("Start the site again: systemctl restart tricity. If that does not help, read its log.")
    if not note.get("at"):
        return Finding(name, Level.WARNING, _("It has not been seen yet."), meaning, advice)
    silent = max(0.0, time.time() - float(note["at"]))
    if silent >= SILENT_SECONDS:
        message = _("Nothing was heard of it for %(minutes)d minutes.") % {"minutes": silent // 60}
        return Finding(name, Level.ERROR, message, meaning, advice)
    viewers, most = int(note.get("viewers", 0)), int(note.get("most_viewers", 0))
    text = ngettext(
        "%(number)d viewer; there is room for %(most)d.",
        "%(number)d viewers; there is room for %(most)d.",
        viewers,
    )
    message = text % {"number": viewers, "most": most}
    if most < FEW_VIEWERS:
        advice = _("Let the site open more files: LimitNOFILE in the unit of systemd.")
        return Finding(name, Level.WARNING, message, meaning, advice)
    return Finding(name, Level.OK, message, meaning)
