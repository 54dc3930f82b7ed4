"""Where an article quotes: what stands between quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.model import Span

# A quotation that runs on over paragraphs opens again at each and closes at the last.
_QUOTED = re.compile(r"“[^”“]{2,3000}(?:”|(?=\n))|(?<!\w)\"[^\"\n]{2,3000}\"?")


def quoted_spans(text: str) -> list[Span]:
    """Spans of quotations, marks included, in order."""
    return [match.span() for match in _QUOTED.finditer(text)]


def in_quotes(at: int, quoted: Sequence[Span]) -> bool:
    """Whether the offset lies inside one of `quoted`."""
    i = bisect_right(quoted, (at, len(quoted) + at + 1)) - 1
    return i >= 0 and quoted[i][0] <= at < quoted[i][1]
