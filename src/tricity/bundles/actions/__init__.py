from tricity.bundles.actions.making import Bundle, make_event_bundle, make_records_bundle
from tricity.bundles.actions.packing import PACK, expire_packed, pack, pack_later

__all__ = [
    "PACK",
    "Bundle",
    "expire_packed",
    "make_event_bundle",
    "make_records_bundle",
    "pack",
    "pack_later",
]
