"""From a page to an article: one reader for web pages, one for captures, one for plain text."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from detente.model import Article, Date, MediaType, Page, content_id

__all__ = ["read"]


def read(page: Page) -> Article:
    """The article on a page, by the reader that `media_type` names, else by looking at the bytes.

    What came with the page (`title`, `outlet`, `url`, `published`) outranks what is found in it.
    Raises UnreadableInputError for an input that holds no text or no article.
    """
    return _given(page, _found(page, page.media_type or _looked(page)))


def _looked(page: Page) -> MediaType:
    from detente.article.decode import decode
    from detente.article.looking import media_type

    return media_type(decode(page))


def _found(page: Page, media_type: MediaType) -> Article:
    if media_type == "html":
        from detente.article.html import read_html

        return read_html(page)
    if media_type == "capture":
        from detente.article.capture import read_capture

        return read_capture(page)
    from detente.article.plain import read_plain

    return read_plain(page)


def _given(page: Page, found: Article) -> Article:
    """What came with the page in the place of what was found; language and `id` made sure of."""
    from detente.article.language_id import language

    title = page.title or found.title
    url = page.url or found.url
    published, notes = _published(page, found)
    return replace(
        found,
        id=content_id(title or "", found.text),
        title=title,
        outlet=page.outlet or found.outlet,
        url=url,
        domain=_domain(url) or found.domain,
        published=published,
        language=found.language or language(found.text),
        notes=(*found.notes, *notes),
    )


def _published(page: Page, found: Article) -> tuple[Date | None, tuple[str, ...]]:
    from detente.article.html_dates import iso_date

    if not page.published:
        return found.published, ()
    given = iso_date(page.published, "given")
    if given is None:
        return found.published, (f"the date given is not understood: {page.published!r}",)
    return given, ()


def _domain(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
