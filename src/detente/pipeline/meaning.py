"""What statements mean, as vectors beside them in the ledger; and searches that use them.

Vectors are made after pages are read: of what is new, and of what an older version kept.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Literal

from detente import weights
from detente.settings import models_directory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import numpy as np

    from detente.language import Gist
    from detente.ledger import Filters, Hit, View, Wording, Writer

By = Literal["both", "words", "meaning"]
# An identifier's beginning; shorter ones may be words ("decade", "bed").
_IDENTIFIER = re.compile(r"[0-9a-f]{7,}")
# Articles a transaction; and how many word pieces of what is said are read. Half of all contents
# have no more than 20, and a longer one's beginning tells what it is about: all of it would cost a
# tenth more of `add`.
TOGETHER, PIECES = 32, 20


def remember(
    writer: Writer, view: View, threads: int = 1, told: Callable[[int], None] | None = None
) -> int:
    """Make the vectors of all statements that wait for theirs; of how many articles it did.

    `told` is given the number of articles after each portion; what is made by then is kept.
    """
    model = weights.revisions().get("gist")
    if model is None:
        return 0
    count, before = 0, None
    while wordings := view.wordings(model, TOGETHER):
        # What another process is changing meanwhile waits for the next time.
        if wordings == before:
            break
        before = wordings
        writer.keep_vectors(_made(wordings, threads), model)
        count += len(wordings)
        if told:
            told(count)
    return count


def _made(wordings: Iterable[Wording], threads: int) -> list[tuple[Wording, np.ndarray]]:
    """The vectors of what is said; a line that several articles carry is read once."""
    import numpy as np

    lines = list(dict.fromkeys(line for each in wordings for line in each.contents))
    made = dict(zip(lines, gist(threads).vectors(lines, PIECES), strict=True))
    return [(each, np.stack([made[line] for line in each.contents])) for each in wordings]


def search(
    view: View,
    words: str,
    filters: Filters,
    limit: int = 20,
    *,
    like: str | None = None,
    by: By = "both",
) -> list[Hit]:
    """`View.search` by words, by what they mean, or by both; what is meant may be said apart.

    `like` is a sentence, or the identifier of a stored statement or article (its beginning), which
    is then left out of what is found. Of words that are searched by their meaning alone, only the
    -exclusions still count as words. Raises SettingsError where the model that this takes is not
    installed; without it, `both` finds words alone unless there is a `like`.
    """
    from detente.ledger.query import parse

    query = parse(words)
    said, left_out = (None, None) if like is None else _meant(view, like)
    if said is None:
        # Neither quotation marks nor what must not be there are part of what is meant.
        said = " ".join(" ".join(phrase) for phrase in query.wanted)
    asked = by != "words" and said and (by == "meaning" or like is not None or _is_there())
    vector = gist(1).vectors([said])[0] if asked else None
    if by == "meaning":
        words = " ".join(f'-"{" ".join(phrase)}"' for phrase in query.unwanted)
    hits = view.search(words, filters, limit + (left_out is not None), vector=vector)
    return [hit for hit in hits if _identifier(hit) != left_out][:limit]


@functools.cache
def gist(threads: int) -> Gist:
    """This process's model of vectors, loaded when it is first needed."""
    from detente.language import Gist

    return Gist(threads=threads)


def _is_there() -> bool:
    """Whether the model is among those that are installed; without it words alone are searched."""
    return (models_directory() / "gist").is_dir()


def _meant(view: View, like: str) -> tuple[str, str | None]:
    """What `like` says, and the identifier that it is if it is one."""
    from detente.errors import NotFoundError

    if not _IDENTIFIER.fullmatch(like):
        return like, None
    for look in (_statement, _article):
        try:
            return look(view, like)
        except NotFoundError:
            continue
    return like, None


def _statement(view: View, prefix: str) -> tuple[str, str]:
    row = view.statement(prefix)
    return row.content, row.statement.id


def _article(view: View, prefix: str) -> tuple[str, str]:
    article = view.article(prefix).article
    return f"{article.title or ''}\n{article.text}", article.id


def _identifier(hit: Hit) -> str:
    return hit.statement.statement.id if hit.statement else hit.article.id
