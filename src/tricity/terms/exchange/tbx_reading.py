"""TBX of ISO 30042:2019, in the styles DCT and DCA, and of the edition before it (martif), read safely.

Entities and document types are refused: no file of terms needs them, and both can be used to read other files or
to fill the memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

from tricity.terms.errors import BadFile
from tricity.terms.exchange.entries import Gathered, ReadTerms, slug_of
from tricity.terms.sections import Status, tidy

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# The second name is that of the edition of 2008.
_CONCEPTS, _LANGUAGES, _TERMS = (
    ("conceptEntry", "termEntry"),
    ("langSec", "langSet"),
    ("termSec", "tig", "ntig"),
)
_STATUSES = {
    "preferredterm-admn-sts": Status.PREFERRED,
    "admittedterm-admn-sts": Status.ADMITTED,
    "deprecatedterm-admn-sts": Status.DEPRECATED,
    "supersededterm-admn-sts": Status.DEPRECATED,
}


def read_tbx(data: bytes) -> ReadTerms:
    """The concepts of a TBX file, in its order. Raises BadFile where it is no TBX at all."""
    root = parse_xml(data)
    if _name(root) not in ("tbx", "martif", "TBX"):
        raise BadFile(
            _("This is XML, but not TBX: it begins with <%(name)s> instead of <tbx>.") % {"name": _name(root)}
        )
    read = ReadTerms()
    seen: dict[str, str] = {}
    for number, concept in enumerate(_all(root, *_CONCEPTS), start=1):
        _read_concept(concept, number, read, seen)
    if not read.entries and not read.problems:
        read.refuse("<body>", _("There is no <conceptEntry> in this file."))
    return read


def parse_xml(data: bytes) -> Element:
    """The root of an XML document without entities. Raises BadFile saying what is wrong and where."""
    try:
        return fromstring(data, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    except DefusedXmlException:
        raise BadFile(
            _(
                "The file declares a document type or entities (<!DOCTYPE …>), which are not read. Save it without them."
            )
        ) from None
    except ParseError as error:
        line, column = error.position
        raise BadFile(
            _("The file is not well-formed XML: line %(line)d, column %(column)d.")
            % {"line": line, "column": column + 1}
        ) from None
    except (LookupError, ValueError):
        raise BadFile(_("The file names an encoding that cannot be read. Save it as UTF-8.")) from None


def _read_concept(concept: Element, number: int, read: ReadTerms, seen: dict[str, str]) -> None:
    given = concept.get("id", "")
    place = f'<{_name(concept)} id="{given}">' if given else f"<{_name(concept)}> {number}"
    gathered = Gathered(place, read)
    for part in _children(concept, *_LANGUAGES):
        tag = part.get(_LANG, "")
        code = gathered.language(tag, place)
        if code:
            _read_language(part, code, gathered, read)
    slug = slug_of(given.removeprefix("_")) or slug_of(_english(gathered))
    if not slug:
        read.refuse(
            place, _("It has no identifier of Latin letters and digits, and no English word to make one of.")
        )
    elif slug in seen:
        read.refuse(place, _("The same identifier stands at %(place)s already.") % {"place": seen[slug]})
    else:
        seen[slug] = place
        entry = gathered.entry(slug)
        if entry:
            read.entries.append(entry)
        elif not any(problem.place.startswith(place) for problem in read.problems):
            read.refuse(place, _("It has no word in any language."))


def _english(gathered: Gathered) -> str:
    entry = gathered.entry("x")
    return entry.sections["en"].preferred if entry and "en" in entry.sections else ""


def _read_language(part: Element, code: str, gathered: Gathered, read: ReadTerms) -> None:
    for element in part.iter():
        if _is(element, "definition"):
            gathered.definition(code, _text(element))
    found = []
    for group in _all(part, *_TERMS):
        term = next(_all(group, "term"), None)
        if term is None or not _text(term):
            read.refuse(f"{gathered.place}, {code}", _("A term without a word."))
            continue
        given = next((_text(each) for each in group.iter() if _is(each, "administrativeStatus")), "")
        found.append((_text(term), _STATUSES.get(given.casefold())))
    # Where one is preferred, a word without status does not take its place.
    for text, status in sorted(found, key=lambda each: each[1] is not Status.PREFERRED):
        gathered.label(code, text, status)


def _is(element: Element, category: str) -> bool:
    """A data category as an element of its name (DCT) or as the `type` of a general one (DCA)."""
    return _name(element) == category or (
        element.get("type") in (category, f"{category[:1].upper()}{category[1:]}")
        and _name(element) in ("descrip", "termNote", "admin")
    )


def _text(element: Element) -> str:
    return tidy("".join(element.itertext()))


def _children(element: Element, *names: str) -> Iterator[Element]:
    return (child for child in element if _name(child) in names)


def _all(element: Element, *names: str) -> Iterator[Element]:
    return (each for each in element.iter() if _name(each) in names)


def _name(element: Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
