"""Across articles: which texts are copies of others, found once for each article that comes.

An article is compared only with those that share a band with it: what it costs does not grow with
the ledger. Every pair is judged when its second article comes, so the order does not matter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.stories import SIGNED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.ledger import Candidate, Copy, Folds, Signature, Told, Writer
    from detente.stories.copies import Text

# Articles a transaction, and how many stored ones each is compared with at most.
AT_ONCE, CANDIDATES = 50, 64
# So many texts of its house tell what of an article is furniture.
WITNESSES = 12


def fold(writer: Writer) -> int:
    """Find the copies among articles that were not folded yet; how many articles those were."""
    done = 0
    while True:
        with writer.folding() as folds:
            fresh = folds.unsigned(SIGNED, AT_ONCE)
            if fresh:
                _Batch(folds, fresh).run()
        done += len(fresh)
        if len(fresh) < AT_ONCE:
            return done


class _Batch:
    """Articles that came together: all are signed first, so that each finds the others."""

    def __init__(self, folds: Folds, fresh: Sequence[Told]) -> None:
        self._folds, self._fresh = folds, fresh
        self._texts: dict[str, Text] = {}
        self._furnished: dict[str, Text] = {}

    def run(self) -> None:
        """Sign, judge and keep."""
        signed = [_sign(told) for told in self._fresh]
        for each in signed:
            self._folds.sign(each)
        for told, each in zip(self._fresh, signed, strict=True):
            self._folds.keep(self._copies(told, each))

    def _copies(self, told: Told, signature: Signature) -> list[Copy]:
        """What the article is a copy of, and what it takes the place of as the first."""
        here = (_when(told.time), told.id)
        first: tuple[tuple[str, str], float] | None = None
        found: list[Copy] = []
        for mate in self._folds.alike(signature, CANDIDATES):
            share = self._share(told, signature, mate)
            if share is None:
                continue
            there = (_when(mate.time), mate.article)
            if there < here:
                first = min(first or (there, share), (there, share))
            elif mate.copy_of is None or here < (_when(mate.copy_time or ""), mate.copy_of):
                found.append(self._copy(mate.article, told.id, share))
        if first is not None:
            found.append(self._copy(told.id, first[0][1], first[1]))
        return found

    def _share(self, told: Told, signature: Signature, mate: Candidate) -> float | None:
        from detente.stories import copies

        ours, theirs = self._text(told.id, signature.words), self._text(mate.article, mate.words)
        if not copies.may_be(ours, theirs):
            return None
        return copies.share(
            self._at_home(told.id, ours, told), self._at_home(mate.article, theirs, mate)
        )

    def _text(self, article: str, words: bytes) -> Text:
        from detente.stories import copies, signatures

        if article not in self._texts:
            self._texts[article] = copies.Text(signatures.unpack(words))
        return self._texts[article]

    def _at_home(self, article: str, text: Text, of: Told | Candidate) -> Text:
        """The text with its house, and what of it is the house's furniture."""

        if article not in self._furnished:
            kept = self._folds.house(of.domain, of.outlet, SIGNED, WITNESSES)
            others = [self._text(name, words) for name, words in kept.items() if name != article]
            text.house = frozenset(name.casefold() for name in (of.domain, of.outlet) if name)
            self._furnished[article] = text.furnished(others)
        return self._furnished[article]

    def _copy(self, article: str, copy_of: str, share: float) -> Copy:
        from detente import ledger

        told = self._folds.told((article, copy_of))
        one, other = told[article], told[copy_of]
        return ledger.Copy(
            article, copy_of, share, added=_missing(one, other), removed=_missing(other, one)
        )


def _when(time: str) -> str:
    """A time in the order of coming out; a bare day, month or year is behind all that is in it."""
    return time if "T" in time else f"{time}~"


def _sign(told: Told) -> Signature:
    from detente import ledger
    from detente.stories import signatures

    words = signatures.words(told.text)
    packed = signatures.pack(words)
    return ledger.Signature(told.id, SIGNED, packed, signatures.bands(words))


def _missing(told: Told, other: Told) -> tuple[tuple[int, int], ...]:
    """The sentences of an article (paragraphs, where it was not analysed) that another has not."""
    from detente.stories import copies, signatures

    one, two = (copies.Text(signatures.words(each.text)) for each in (told, other))
    covered = copies.covered(one, two)
    units = told.sentences or told.paragraphs
    return copies.passages(signatures.spans(told.text), covered, units)
