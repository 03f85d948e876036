"""The sentences of import reports. `%(found)s` and the like are filled in where a problem is shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Sentence = str | Promise

MESSAGES: Final[Mapping[str, Sentence]] = {
    # --- the file ---
    "no-such-file": _("There is no such file."),
    "empty-file": _("The file holds no rows."),
    "file-too-large": _("The file has %(found)s MB; at most %(limit)s MB are read here."),
    "unknown-format": _("Files ending in “%(found)s” are not read."),
    "unknown-kind": _("It is not clear what this row holds."),
    "not-utf-8": _("The text is not UTF-8: byte %(byte)s of the file cannot be read."),
    "looks-like": _(
        "The text is not UTF-8: byte %(byte)s of the file cannot be read. It looks like %(encoding)s."
    ),
    "wrong-encoding": _("Byte %(byte)s of the file cannot be read as %(encoding)s."),
    "null-byte": _("The text contains a null byte."),
    "line-too-long": _("The line is longer than %(limit)s bytes."),
    "too-many-errors": _("After %(limit)s refused rows the rest was not read."),
    # --- JSON Lines ---
    "not-json": _("The line is not JSON (character %(column)s)."),
    "json-array": _("The file is one JSON array."),
    "not-object": _("The line is not a JSON object."),
    "repeated-key": _("The name “%(found)s” stands twice in the object."),
    # --- CSV ---
    "csv-broken": _("The table breaks off or is quoted wrongly here."),
    "repeated-column": _("The column “%(found)s” stands twice in the heading."),
    "unnamed-cell": _("There is a cell without a column heading: “%(found)s”."),
    # --- XLSX ---
    "not-xlsx": _("The file is not a readable XLSX workbook."),
    "old-or-locked": _("The file is an old XLS workbook, or it is locked with a password."),
    "zip-bomb": _("The workbook would unpack to more than can be read here."),
    "macros": _("The workbook contains macros."),
    "formula": _("Cell %(cell)s contains a formula."),
    "cell-error": _("Cell %(cell)s contains the error %(found)s."),
    "too-many-columns": _("The sheet has more than %(limit)s columns."),
    # --- fields ---
    "unknown-field": _("There is no field of this name."),
    "unknown-field-near": _("There is no field of this name. Did you mean “%(nearest)s”?"),
    "missing": _("The field is missing or empty."),
    "not-of-kind": _("A record of the kind “%(found)s” has no such field."),
    "wrong-type": _("Expected is %(expected)s; found is “%(found)s”."),
    "too-long": _("The text has %(found)s characters; at most %(limit)s are kept."),
    "too-many": _("There are %(found)s entries; at most %(limit)s are kept."),
    "unknown-value": _("“%(found)s” is not one of: %(known)s."),
    "unknown-value-near": _("“%(found)s” is not one of: %(known)s. Did you mean “%(nearest)s”?"),
    "unknown-language": _("“%(found)s” is not a language code known here."),
    "other-language": _("The text is said to be %(stated)s, but it looks like %(found)s."),
    "own-language": _("A rendering has the language of the original (%(found)s)."),
    "unknown-country": _("“%(found)s” is not a country of this site. Known are: %(known)s."),
    "impossible-year": _("%(found)s is not a possible year here; possible are %(first)s to %(last)s."),
    "end-before-start": _("The last year (%(end)s) is before the first year (%(start)s)."),
    "bad-date": _("“%(found)s” is not a date."),
    "bad-latitude": _("%(found)s is not a latitude; a latitude is between -90 and 90."),
    "bad-longitude": _("%(found)s is not a longitude; a longitude is between -180 and 180."),
    "exchanged-coordinates": _("Latitude and longitude look exchanged: %(latitude)s, %(longitude)s."),
    "half-coordinates": _("Only one of latitude and longitude is given."),
    "null-island": _("The coordinates 0, 0 lie in the Gulf of Guinea."),
    "negative": _("%(found)s is below zero."),
    "too-great": _("%(found)s is greater than can be kept."),
    "bad-currency": _("“%(found)s” is not a currency code."),
    "bad-address": _("“%(found)s” is not a web address."),
    "unknown-rendering": _("There is no text “%(found)s” in this row that could be rendered."),
    # --- identity and references ---
    "repeated-id": _("The same identifier stands already in %(file)s, line %(line)s."),
    "known-elsewhere": _("This is already here from the source “%(source)s”, and was left as it is."),
    "same-id-elsewhere": _("The source “%(source)s” uses the same identifier for something else."),
    "unknown-city": _("The city “%(found)s” is not known in %(country)s."),
    "unknown-city-near": _("The city “%(found)s” is not known in %(country)s. Did you mean “%(nearest)s”?"),
    "ambiguous-city": _("Several cities in %(country)s are called “%(found)s”."),
    "unknown-deployment-city": _("The city “%(found)s” is not known in %(country)s; it is kept by name."),
    "other-code": _("The city is kept here under another official code (%(found)s)."),
    "other-kind": _("The same identifier belongs to a record of another kind (%(found)s)."),
    # --- rights and state ---
    "not-yours": _("The record belongs to another organization."),
    "not-your-country": _("Your account does not curate this country (%(found)s)."),
    "curators-only": _("Cities and organizations are imported by curators."),
    "foreign-source": _("Your import may only carry the source “%(source)s”."),
    "not-editable": _(
        "The record is published, waits for a curator or is archived, so an import cannot change it."
    ),
    "withdrawn": _("It was withdrawn on this site, and stays so."),
    "kept-words": _("The body itself speaks in this text, so it was left as it is."),
}

MENDS: Final[Mapping[str, Sentence]] = {
    "no-such-file": _("Check the name."),
    "empty-file": _("Add a heading and at least one row."),
    "file-too-large": _("Split the file, or ask the operator to import it by the command line."),
    "unknown-format": _("Save it as JSON Lines (.jsonl), CSV (.csv) or Excel workbook (.xlsx)."),
    "unknown-kind": _("Add a field “kind” with one of: initiative, need, solution, organization, city."),
    "not-utf-8": _("Save the file again as UTF-8."),
    "looks-like": _("Save the file again as UTF-8, or choose this encoding for the import."),
    "wrong-encoding": _("Save the file again as UTF-8."),
    "null-byte": _("Remove it, or export the file again from the program it came from."),
    "line-too-long": _("Put each object on a line of its own."),
    "too-many-errors": _("Mend the first ones; the others are often alike."),
    "not-json": _("Look for a missing comma, bracket or quotation mark."),
    "json-array": _("Put one object on each line, without brackets and commas around them."),
    "not-object": _("Each line begins with { and ends with }."),
    "repeated-key": _("Keep one of the two."),
    "csv-broken": _("Look for a quotation mark that is never closed."),
    "repeated-column": _("Keep one of the two columns."),
    "unnamed-cell": _("Remove the cell, or check for a separator too many."),
    "not-xlsx": _("Open it in a spreadsheet program and save it again as XLSX."),
    "old-or-locked": _("Save it as XLSX without a password."),
    "zip-bomb": _("Save only the sheet with the data in a new workbook."),
    "macros": _("Save it as XLSX, which has no macros."),
    "formula": _("Replace formulas by their values."),
    "cell-error": _("Write the value, or leave the cell empty."),
    "too-many-columns": _("Remove the columns that are not in the template."),
    "unknown-field": _("Remove it, or use one of the names in the template."),
    "unknown-field-near": _("Rename or remove it."),
    "missing": _("Fill it in."),
    "not-of-kind": _("Leave the field empty, or put its words into the summary."),
    "too-long": _("Shorten it."),
    "too-many": _("Leave some out."),
    "unknown-language": _("Use one of: zh-Hans, zh-Hant, ja, ko, en."),
    "other-language": _("Check the field “lang”."),
    "own-language": _("Remove it; the original stands in its own field."),
    "unknown-country": _("Use the code of two letters (ISO 3166-1)."),
    "impossible-year": _("Write the year with four digits, or leave it empty if it is not known."),
    "end-before-start": _("Exchange the two, or correct one of them."),
    "bad-date": _("Write year-month-day, such as 2026-03-31."),
    "exchanged-coordinates": _("Exchange the two."),
    "half-coordinates": _("Give both, or neither."),
    "null-island": _("Leave both empty if they are not known."),
    "bad-currency": _("Use the code of three letters (ISO 4217), such as CNY, JPY, KRW."),
    "bad-address": _("It begins with http:// or https://."),
    "repeated-id": _("Give each row an identifier of its own."),
    "same-id-elsewhere": _("If it is the same thing, use that source."),
    "unknown-city": _("Use the native name as in the list of cities, or import the city first."),
    "unknown-city-near": _("Use the native name as in the list of cities, or import the city first."),
    "ambiguous-city": _("Give the native name or the official code."),
    "other-code": _("Correct the code, or the native name."),
    "other-kind": _("Give the row another identifier."),
    "not-yours": _("Use an identifier of your own, or ask the curators."),
    "not-your-country": _("Leave these rows to the curators of that country."),
    "curators-only": _("Send the file to the curators of your country."),
    "foreign-source": _("Remove the field “source”."),
    "not-editable": _("Propose the change on its page, or ask the curators."),
    "withdrawn": _("The operator can restore it."),
    "kept-words": _("The body or its curators can change it on its page."),
}

# Doubts that are shown but stop nothing.
WARNINGS: Final = frozenset(
    {
        "other-language",
        "known-elsewhere",
        "same-id-elsewhere",
        "unknown-deployment-city",
        "kept-words",
        "withdrawn",
    }
)

EXPECTED: Final[Mapping[str, Sentence]] = {
    "text": _("a text"),
    "whole number": _("a whole number"),
    "number": _("a number"),
    "yes or no": _("yes or no"),
    "list": _("a list"),
    "object": _("an object"),
}
