from __future__ import annotations

from tricity.harvest.fetching.client import Page
from tricity.harvest.reading import ckan, dcat, feeds
from tricity.harvest.reading.texts import decoded
from tricity.harvest.reading.values import Asked, Batch, Form


def first_address(asked: Asked) -> str:
    """What is asked for first."""
    return ckan.first_address(asked) if asked.form is Form.CKAN else asked.address


def read_page(page: Page, asked: Asked) -> Batch:
    """The entries of an answer. Raises Problem."""
    text = decoded(page.content, page.charset)
    if asked.form is Form.CKAN:
        return ckan.read(text, page.url, asked)
    if asked.form is Form.DCAT:
        return dcat.read(text, page.url, asked, page.media_type)
    return feeds.read(text, page.url, asked)


def after_broken(address: str, asked: Asked, total: int) -> str:
    """The page after one that cannot be read; "" where only that page would have named it."""
    return ckan.following(address, total) if asked.form is Form.CKAN else ""
