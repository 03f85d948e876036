"""Reading a list of people to invite: XLSX, or CSV in UTF-8. All that is wrong is said at once, with the row."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from tricity.directory.models import Country, Organization
from tricity.directory.queries import body_called
from tricity.events.uploads import suffix_of
from tricity.invitations.errors import ListRefused
from tricity.invitations.guests import MOST, Guest
from tricity.knowledge.imports.readers import COMMAND_LINE_LIMITS
from tricity.knowledge.imports.readers.lines import Unreadable
from tricity.knowledge.imports.readers.xlsx import check_archive
from tricity.language import INTERFACE_LANGUAGES, clean, fold

LARGEST_BYTES: Final = 2_000_000
MOST_PROBLEMS: Final = 20
LONGEST: Final = 200
# Headings as people of the three countries write them; each is compared folded.
HEADINGS: Final = {
    "name": ("name", "姓名", "名前", "氏名", "이름", "성명"),
    "organization": ("organization", "organisation", "机构", "单位", "組織", "所属", "団体", "기관", "소속", "단체"),
    "country": ("country", "国家", "国", "国名", "국가", "나라"),
    "language": ("language", "语言", "言語", "언어"),
    "email": ("e-mail", "email", "mail", "邮箱", "电子邮件", "电子邮箱", "メール", "メールアドレス", "이메일", "전자우편"),
}  # fmt: skip
COUNTRIES: Final = {
    "CN": ("cn", "china", "中国", "中國", "중국"),
    "JP": ("jp", "japan", "日本", "일본"),
    "KR": ("kr", "korea", "south korea", "republic of korea", "韩国", "韓国", "大韓民国", "대한민국", "한국"),
}
LANGUAGES: Final = {
    "zh-hans": ("zh", "zh-hans", "zh-cn", "chinese", "中文", "汉语", "中国語", "중국어"),
    "ja": ("ja", "jp", "japanese", "日语", "日文", "日本語", "일본어"),
    "ko": ("ko", "kr", "korean", "韩语", "韩文", "韓国語", "한국어"),
    "en": ("en", "english", "英语", "英文", "英語", "영어"),
}
HOME: Final = {"CN": "zh-hans", "JP": "ja", "KR": "ko"}
Numbered = tuple[int, Sequence[str]]


def read_guests(upload: UploadedFile) -> list[Guest]:
    """The people of the list, in its order. Raises ListRefused."""
    rows = list(_rows(upload))
    if not rows:
        raise ListRefused([_("The list is empty.")])
    (_number, heading), *others = rows
    columns = _columns(heading)
    if len(others) > MOST:
        raise ListRefused([_("At most %(most)d people can be invited at once.") % {"most": MOST}])
    problems: list[str] = []
    guests = [_guest(number, _named(columns, cells), problems) for number, cells in others]
    if not guests:
        raise ListRefused([_("Below the headings the list is empty.")])
    if problems:
        more = len(problems) - MOST_PROBLEMS
        said = problems[:MOST_PROBLEMS]
        raise ListRefused([*said, _("And %(number)d more.") % {"number": more}] if more > 0 else said)
    return guests


def _rows(upload: UploadedFile) -> Iterator[Numbered]:
    """Rows that are not empty, with their number in the file."""
    if (upload.size or 0) > LARGEST_BYTES:
        raise ListRefused([_("The list is too large: at most two megabytes.")])
    suffix, content = suffix_of(str(upload.name)), upload.read()
    if suffix == "xlsx":
        found = _of_workbook(content)
    elif suffix == "csv":
        found = _of_csv(content)
    else:
        raise ListRefused([_("Bring an XLSX or a CSV file.")])
    for number, cells in enumerate(found, 1):
        plain = [clean("" if cell is None else str(cell)).strip() for cell in cells]
        if any(plain):
            yield number, plain
        if number > 20 * MOST:
            return


def _of_workbook(content: bytes) -> Iterable[Sequence[Any]]:
    import openpyxl

    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(content)
        file.flush()
        try:
            check_archive(Path(file.name), "list.xlsx", COMMAND_LINE_LIMITS)
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            sheet = book.worksheets[0]
            sheet.reset_dimensions()
            return list(sheet.iter_rows(values_only=True, max_row=20 * MOST, max_col=50))
        except (
            Unreadable,
            KeyError,
            ValueError,
            TypeError,
            IndexError,
            OSError,
            AttributeError,
            SyntaxError,
        ):
            raise ListRefused([_("This file cannot be read as a workbook (XLSX).")]) from None


def _of_csv(content: bytes) -> Iterable[Sequence[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ListRefused([_("The CSV file is not in UTF-8. Save it as “CSV UTF-8”, or as XLSX.")]) from None
    first = text.split("\n", 1)[0]
    mark = max(",;\t", key=first.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
    except csv.Error:
        raise ListRefused([_("The CSV file is damaged. Save it again, or as XLSX.")]) from None


def _columns(heading: Sequence[str]) -> dict[str, int]:
    """Column → its place. Raises ListRefused for a heading that is not known, twice there, or lacking."""
    known = {fold(word): column for column, words in HEADINGS.items() for word in words}
    columns: dict[str, int] = {}
    for place, word in enumerate(heading):
        if not word:
            continue
        column = known.get(fold(word))
        if column is None or column in columns:
            reason = _("Row 1: the heading “%(found)s” is not known, or there twice. Use: %(headings)s.")
            raise ListRefused([reason % {"found": word[:40], "headings": ", ".join(HEADINGS)}])
        columns[column] = place
    if "name" not in columns and "organization" not in columns:
        raise ListRefused([_("Row 1: there is no column “name” and no column “organization”.")])
    return columns


def _named(columns: dict[str, int], cells: Sequence[str]) -> dict[str, str]:
    return {column: cells[place] if place < len(cells) else "" for column, place in columns.items()}


def _guest(row: int, values: dict[str, str], problems: list[str]) -> Guest:
    """A row as a guest; what is wrong is added to `problems`."""

    def wrong(reason: str) -> None:
        problems.append(_("Row %(row)d: %(reason)s") % {"row": row, "reason": reason})

    name, organization, email = (values.get(each, "") for each in ("name", "organization", "email"))
    if not name and not organization:
        wrong(_("there is neither a name nor an organization."))
    if max(len(name), len(organization)) > LONGEST:
        wrong(_("a name is longer than %(most)d characters.") % {"most": LONGEST})
    country = _code(COUNTRIES, values.get("country", ""))
    if country is None:
        wrong(_("the country “%(found)s” is not known.") % {"found": values["country"][:40]})
    language = _code(LANGUAGES, values.get("language", ""))
    if language is None:
        wrong(_("the language “%(found)s” is none of this site.") % {"found": values["language"][:40]})
    if email and not _is_address(email):
        wrong(_("“%(found)s” is not an e-mail address.") % {"found": email[:60]})
    body = body_called(organization) if organization else None
    country = country or (body.country_id if body else "") or ""
    return Guest(
        language=language or _of_body(body) or HOME.get(country, "en"),
        name=name,
        organization=organization,
        body=body.pk if body else None,
        country=country if Country.objects.filter(code=country).exists() else "",
        email=email,
    )


def _code(words: dict[str, tuple[str, ...]], found: str) -> str | None:
    """Empty where nothing is written, None where it is not known."""
    if not found:
        return ""
    folded = fold(found)
    return next((code for code, known in words.items() if folded in map(fold, known)), None)


def _of_body(body: Organization | None) -> str:
    return body.language if body and body.language in INTERFACE_LANGUAGES else ""


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= 254
