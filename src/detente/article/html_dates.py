"""When a web page says that it was published, and what that rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from lxml.html import HtmlElement

from detente.article.jsonld import Node, string
from detente.model import Date, Precision

META_NAMES = (
    "article:published_time", "og:article:published_time", "og:published_time",
    "article.published", "datepublished", "publishdate", "publish-date", "publish_date",
    "pubdate", "published_time", "published_at", "date.issued", "dc.date.issued",
    "dcterms.created", "dc.date", "dcterms.date", "parsely-pub-date", "sailthru.date",
    "citation_publication_date", "cxenseparse:recs:publishtime", "date", "original-publish-date",
)  # fmt: skip
ISO = re.compile(
    r"(\d{4})(?:-?(\d{2})(?:-?(\d{2})(?:[T ]+(\d{2}):?(\d{2})(?::?(\d{2}))?(?:[.,]\d+)?"
    r"\s*(Z|UTC|GMT|[+-]\d{2}:?(?:\d{2})?)?)?)?)?$",
    re.I,
)
URL_DAY = re.compile(r"/((?:19|20)\d{2})[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/-]|$)")
EARLIEST = 1990
# Two dates further apart than this contradict each other; less is time zones.
ODDS = timedelta(days=2)
Found = tuple[Date | None, tuple[str, ...]]


def published(
    tree: HtmlElement, node: Node, metas: dict[str, str], url: str | None, latest: datetime
) -> Found:
    """The publication date and notes on it; None where the page tells none.

    The page's own statements are taken in this order: JSON-LD, meta elements, `<time>`, the URL;
    after them htmldate's search of the text (Barbaresi 2020), which a note marks as in doubt.
    `latest` is the moment after which a date cannot be true.
    """
    stated = [
        date
        for basis, value in _statements(tree, node, metas, url)
        if (date := iso_date(value, basis)) is not None and _possible(date, latest)
    ]
    if stated:
        first = stated[0]
        days = [_day(date) for date in stated if date.precision not in ("year", "month")]
        at_odds = [
            date
            for date in stated
            if days
            and abs(_day(date) - _day(first)) > ODDS
            and date.precision not in ("year", "month")
        ]
        notes = tuple(
            f"date in doubt: {first.basis} says {first.value}, {date.basis} says {date.value}"
            for date in at_odds[:1]
        )
        return first, notes
    return _searched(tree, url, latest)


def iso_date(value: str, basis: str) -> Date | None:
    """A date from an ISO 8601 or RFC 2822 string, with the precision that the string has.

    Midnight to the second is what a day without a time is stored as, and counts as a day;
    a time whose seconds are 00 counts as a minute. None for anything else.
    """
    value = value.strip()
    found = ISO.match(value)
    if found is None:
        return _rfc_date(value, basis)
    year, month, day, hour, minute, second, zone = found.groups()
    try:
        datetime(int(year), int(month or 1), int(day or 1), int(hour or 0), int(minute or 0))
    except ValueError:
        return None
    if hour is None or (hour + minute + (second or "00") == "000000"):
        parts = [part for part in (year, month, day) if part]
        precisions: tuple[Precision, ...] = ("year", "month", "day")
        return Date("-".join(parts), precisions[len(parts) - 1], basis)
    clock = f"{hour}:{minute}" + (f":{second}" if second else "")
    exact = bool(second and second != "00")
    return Date(
        f"{year}-{month}-{day}T{clock}{_zone(zone)}", "second" if exact else "minute", basis
    )


def _zone(zone: str | None) -> str:
    if not zone:
        return ""
    if zone.upper() in ("Z", "UTC", "GMT"):
        return "Z"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return f"{zone[0]}{digits[:2]}:{digits[2:]}"


def _rfc_date(value: str, basis: str) -> Date | None:
    from email.utils import parsedate_to_datetime

    try:
        return iso_date(parsedate_to_datetime(value).isoformat(), basis)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _statements(
    tree: HtmlElement, node: Node, metas: dict[str, str], url: str | None
) -> Iterator[tuple[str, str]]:
    for key in ("datePublished", "dateCreated"):
        if told := string(node.get(key)):
            yield "json-ld", told
    for name in META_NAMES:
        if name in metas:
            yield "meta", metas[name]
    for element in tree.xpath(
        "//*[@itemprop='datePublished'] | //time[@pubdate]"
        " | (//article//time | //main//time | //header//time)[1]"
    ):
        if told := element.get("datetime") or element.get("content"):
            yield "time-element", told
    if found := URL_DAY.search(url or ""):
        yield "url", "-".join(found.groups())


def _searched(tree: HtmlElement, url: str | None, latest: datetime) -> Found:
    from htmldate import find_date

    value = find_date(
        tree,
        extensive_search=False,
        original_date=True,
        url=url,
        max_date=latest.replace(tzinfo=None),
    )
    date = iso_date(value, "htmldate") if value else None
    if date is None or not _possible(date, latest):
        return None, ()
    return date, ("date in doubt: found by searching the page, which does not state it as such",)


def _day(date: Date) -> datetime:
    return datetime.fromisoformat(f"{date.value[:10]}T00:00:00+00:00")


def _possible(date: Date, latest: datetime) -> bool:
    if int(date.value[:4]) < EARLIEST:
        return False
    return date.value[:10] <= (latest.astimezone(UTC) + timedelta(days=1)).strftime("%Y-%m-%d")
