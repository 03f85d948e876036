"""What went wrong with a source, in words: what it is, and how to mend it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.utils.translation import gettext_noop as _

PROBLEMS: Final[Mapping[str, tuple[str, str]]] = {
    "address": (
        _("“%(address)s” is no address that can be asked."),
        _("Give one that begins with https:// or http://, without a name or password in it."),
    ),
    "unresolved": (
        _("No server is known by the name %(host)s."),
        _("Look for a spelling mistake in the address; else try again later."),
    ),
    "private": (
        _("%(host)s is an address inside a private network, which is never asked."),
        _("Give the public address. The operator may allow a host with TRICITY_HARVEST_HOSTS."),
    ),
    "robots": (
        _("The site's robots.txt does not allow this address to be read: %(address)s"),
        _("Ask its owner to allow the agent “tricity”; where the catalogue is your own, you may switch the rule off."),
    ),
    "redirects": (
        _("The address leads on more than %(most)d times."),
        _("Open it in a browser and give the address where it ends."),
    ),
    "certificate": (
        _("The certificate of %(host)s cannot be trusted."),
        _("Tell its owner: it may be out of date, of another name, or lack a certificate in between."),
    ),
    "slow": (
        _("The answer took longer than %(seconds)d seconds."),
        _("Try again later, or narrow the source down."),
    ),
    "unreachable": (_("%(host)s cannot be reached."), _("Try again later; else ask its owner.")),
    "later": (
        _("The server asks to come back later (%(status)d)."),
        _("Nothing to do: the harvest goes on when the server wants. If it happens often, raise the seconds between requests."),
    ),
    "status": (
        _("The server answered %(status)d to %(address)s"),
        _("Open the address in a browser. 401 and 403 mean that it is closed, 404 that it has moved."),
    ),
    "large": (
        _("The answer is larger than %(most)d MB."),
        _("Narrow the source down, or take an address that gives it in pages."),
    ),
    "packed": (_("The answer is packed wrongly: %(address)s"), _("Tell its owner.")),
    "encoding": (
        _("The letters of the answer are not in the encoding it names (%(said)s)."),
        _("Ask its owner to write UTF-8."),
    ),
    "entities": (
        _("The XML file defines entities, which is refused for safety."),
        _("Ask its owner for a file without a document type."),
    ),
    "xml": (_("The answer is not valid XML (line %(line)d)."), _("Tell its owner, or check that the address is that of the feed itself.")),
    "json": (_("The answer is not valid JSON (line %(line)d)."), _("Tell its owner, or check that the address is that of the catalogue.")),
    "rdf": (_("The answer cannot be read as %(format)s (line %(line)d)."), _("Tell its owner, or choose another form of the catalogue.")),
    "context": (
        _("The file's @context stands at another address: %(address)s"),
        _("Take the Turtle or RDF/XML form of the catalogue."),
    ),
    "not-ckan": (_("This is not the answer of a CKAN catalogue."), _("Give the address of its start page, or of its package_search.")),
    "not-dcat": (_("There is no DCAT catalogue and no dataset in this file."), _("Give the address of the catalogue file.")),
    "not-feed": (_("This is neither an Atom nor an RSS feed."), _("Give the address of the feed, not of the page it belongs to.")),
    "no-id": (_("An entry has no identifier."), _("Tell the owner of the catalogue; the other entries were taken.")),
    "no-title": (_("An entry has no title."), _("Tell the owner of the catalogue; the other entries were taken.")),
    "pages": (
        _("There are more pages than the %(most)d this source may read."),
        _("Raise the number of pages, or narrow the source down."),
    ),
    "crashed": (_("An entry could not be stored."), _("The operator finds the reason in the log; the other entries were taken.")),
}  # fmt: skip


def sentences(code: str, values: Mapping[str, Any], say: Callable[[str], str]) -> tuple[str, str]:
    """What is wrong and how to mend it; `say` is gettext."""
    what, mend = PROBLEMS[code]
    return say(what) % dict(values), say(mend)
