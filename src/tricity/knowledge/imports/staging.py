"""Uploaded files between the dry run and the confirmation: kept for an hour, seen by nobody but who sent them."""

from __future__ import annotations

import json
import secrets
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from tricity.knowledge.imports.readers import Upload
from tricity.knowledge.imports.spool import PlannedRow

KEPT_SECONDS: Final = 3600
_TOKEN_CHARACTERS: Final = 22  # 128 bits in URL-safe base 64


@dataclass(frozen=True, slots=True)
class Staged:
    """One upload: its files, the choices of the form, and the rows of its dry run."""

    token: str
    folder: Path
    user: int
    options: Mapping[str, str]
    uploads: Sequence[Upload]

    @property
    def rows_path(self) -> Path:
        return self.folder / "rows.jsonl"

    def rows(self) -> Iterator[PlannedRow]:
        with self.rows_path.open(encoding="utf-8") as file:
            for line in file:
                yield PlannedRow.from_dict(json.loads(line))

    def discard(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


def stage(files: Sequence[UploadedFile], *, user: int, options: Mapping[str, str]) -> Staged:
    """Keep the files under a token that cannot be guessed; older ones of everybody are swept away."""
    sweep()
    token = secrets.token_urlsafe(16)
    folder = _root() / token
    folder.mkdir(mode=0o700, parents=True)
    uploads = []
    for position, file in enumerate(files):
        # The person's file name is only shown, never used as a path.
        path = folder / f"file-{position}"
        with path.open("wb") as out:
            for chunk in file.chunks():
                out.write(chunk)
        uploads.append(Upload(path, file.name or f"file-{position}", options.get("encoding", "")))
    staged = Staged(token, folder, user, options, uploads)
    description: dict[str, Any] = {
        "user": user,
        "options": dict(options),
        "names": [each.name for each in uploads],
    }
    (folder / "staged.json").write_text(json.dumps(description), encoding="utf-8")
    return staged


def find(token: str, *, user: int) -> Staged | None:
    """What the person staged under the token within the last hour; None otherwise."""
    if (
        len(token) != _TOKEN_CHARACTERS
        or not token.replace("-", "").replace("_", "").isalnum()
        or not token.isascii()
    ):
        return None
    folder = _root() / token
    try:
        described = json.loads((folder / "staged.json").read_text(encoding="utf-8"))
    except OSError:
        return None
    if described["user"] != user or _is_old(folder):
        return None
    encoding = described["options"].get("encoding", "")
    uploads = [
        Upload(folder / f"file-{position}", name, encoding)
        for position, name in enumerate(described["names"])
    ]
    return Staged(token, folder, user, described["options"], uploads)


def sweep() -> int:
    """Delete what was staged more than an hour ago; how much that was."""
    old = [folder for folder in _root().iterdir() if _is_old(folder)] if _root().exists() else []
    for folder in old:
        shutil.rmtree(folder, ignore_errors=True)
    return len(old)


def _root() -> Path:
    return Path(settings.DATA) / "imports"


def _is_old(folder: Path) -> bool:
    try:
        return time.time() - (folder / "staged.json").stat().st_mtime > KEPT_SECONDS
    except OSError:
        try:
            return time.time() - folder.stat().st_mtime > KEPT_SECONDS
        except OSError:
            return False
