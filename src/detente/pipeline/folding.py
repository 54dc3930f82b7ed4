"""Across articles: which texts are copies of others, found once for each article that comes.

An article is compared only with those that share a band with it: what it costs does not grow with
the ledger. Every pair is judged when its second article comes, so the order does not matter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.ledger import Candidate, Copy, Folds, Signature, Told, Writer
    from detente.stories.copies import Text
    from detente.stories.signatures import Words

# Articles a transaction, and how many stored ones each is compared with at most.
AT_ONCE, CANDIDATES = 50, 64
# So many texts of its house tell what of an article is furniture.
WITNESSES = 12


def fold(writer: Writer) -> int:
    """Find the copies among articles that were not folded yet; how many articles those were."""
    from detente.stories import signatures

    done = 0
    while True:
        with writer.folding() as folds:
            fresh = folds.unsigned(signatures.VERSION, AT_ONCE)
            if fresh:
                _Batch(folds, fresh).run()
        done += len(fresh)
        if len(fresh) < AT_ONCE:
            return done


class _Batch:
    """Articles that came together: all are signed first, so that each finds the others."""

    def __init__(self, folds: Folds, fresh: Sequence[Told]) -> None:
        self._folds, self._fresh = folds, fresh
        self._houses: dict[tuple[str | None, str | None], dict[str, Words]] = {}

    def run(self) -> None:
        """Sign, judge and keep."""
        signed = [_sign(told) for told in self._fresh]
        for each in signed:
            self._folds.sign(each)
        for told, each in zip(self._fresh, signed, strict=True):
            self._folds.keep(self._copies(told, each))

    def _copies(self, told: Told, signature: Signature) -> list[Copy]:
        """What the article is a copy of, and what it takes the place of as the first."""
        here = (told.time, told.id)
        first: tuple[tuple[str, str], float] | None = None
        found: list[Copy] = []
        for mate in self._folds.alike(signature, CANDIDATES):
            share = self._share(told, signature, mate)
            if share is None:
                continue
            there = (mate.time, mate.article)
            if there < here:
                first = min(first or (there, share), (there, share))
            elif mate.copy_of is None or here < (mate.copy_time or "", mate.copy_of):
                found.append(self._copy(mate.article, told.id, share))
        if first is not None:
            found.append(self._copy(told.id, first[0][1], first[1]))
        return found

    def _share(self, told: Told, signature: Signature, mate: Candidate) -> float | None:
        from detente.stories import copies, signatures

        ours, theirs = signatures.unpack(signature.words), signatures.unpack(mate.words)
        if not copies.may_be(ours, theirs):
            return None
        pair = (told.id, mate.article)
        return copies.share(
            self._text(ours, told.domain, told.outlet, pair),
            self._text(theirs, mate.domain, mate.outlet, pair),
        )

    def _text(
        self, words: Words, domain: str | None, outlet: str | None, pair: tuple[str, str]
    ) -> Text:
        """The words with what is known of their house; the pair bears no witness of itself."""
        from detente.stories import copies

        others = self._house(domain, outlet)
        witnesses = [each for name, each in others.items() if name not in pair]
        house = frozenset(name.casefold() for name in (domain, outlet) if name)
        return copies.Text(words, house, copies.own(words, witnesses[:WITNESSES]))

    def _house(self, domain: str | None, outlet: str | None) -> dict[str, Words]:
        from detente.stories import signatures

        house = domain, outlet
        if house not in self._houses:
            found = self._folds.house(domain, outlet, signatures.VERSION, WITNESSES + 2)
            self._houses[house] = {name: signatures.unpack(kept) for name, kept in found.items()}
        return self._houses[house]

    def _copy(self, article: str, copy_of: str, share: float) -> Copy:
        from detente import ledger

        told = self._folds.told((article, copy_of))
        one, other = told[article], told[copy_of]
        return ledger.Copy(
            article, copy_of, share, added=_missing(one, other), removed=_missing(other, one)
        )


def _sign(told: Told) -> Signature:
    from detente import ledger
    from detente.stories import signatures

    words = signatures.words(told.text)
    packed = signatures.pack(words)
    return ledger.Signature(told.id, signatures.VERSION, packed, signatures.bands(words))


def _missing(told: Told, other: Told) -> tuple[tuple[int, int], ...]:
    """The sentences of an article (paragraphs, where it was not analysed) that another has not."""
    from detente.stories import copies, signatures

    covered = copies.covered(signatures.words(told.text), signatures.words(other.text))
    units = told.sentences or told.paragraphs
    return copies.passages(signatures.spans(told.text), covered, units)
