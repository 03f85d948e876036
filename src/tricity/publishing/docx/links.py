"""What one part of the package refers to: pictures, addresses, other parts."""

from __future__ import annotations

from tricity.publishing.docx.names import RELATIONSHIPS, relationship
from tricity.publishing.markup import node, part


class Links:
    """Ids in the order of first use; the same target has one id."""

    def __init__(self) -> None:
        self._ids: dict[tuple[str, str, bool], str] = {}

    def add(self, kind: str, target: str, *, is_external: bool = False) -> str:
        return self._ids.setdefault((kind, target, is_external), f"rId{len(self._ids) + 1}")

    def __bool__(self) -> bool:
        return bool(self._ids)

    def content(self) -> bytes:
        root = node("Relationships")
        for (kind, target, is_external), name in self._ids.items():
            address = kind if "/" in kind else relationship(kind)
            values = {"Id": name, "Type": address, "Target": target}
            root.append(node("Relationship", values | ({"TargetMode": "External"} if is_external else {})))
        return part(root, RELATIONSHIPS)
