"""What the parties speak of, as issues: statements that say much the same, and a sentence each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente import vocab
from detente.dossiers import propositions
from detente.views import draft_clusters, draft_sentence
from detente.views.draft_parties import WORD, Utterance, names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np

LIKE = 0.12
KEYWORDS = 2


@dataclass(frozen=True, slots=True)
class Topic:
    """A proposed issue: its id, a sentence, the parties that spoke of it, and the evidence.

    `evidence` begins with the most typical statement; `made` is true where no statement gave a
    sentence and the words that they share had to do.
    """

    id: str
    proposition: str
    parties: tuple[str, ...]
    evidence: tuple[Utterance, ...]
    articles: int
    made: bool = False


def topics(
    utterances: Sequence[Utterance], parties: Mapping[str, str], most: int
) -> tuple[Topic, ...]:
    """The `most` topics that matter most; `parties` are the sides' names by party.

    What matters is spoken of in many articles, by several sides, and wanted or refused.
    """
    spoken = [said for said in utterances if set(said.parties) & set(parties)]
    spoken = spoken[: draft_clusters.MOST]
    leave = frozenset(word.lower() for said in spoken for word in _names(said.words))
    texts = [draft_clusters.terms(said.words, leave) for said in spoken]
    matrix, terms = draft_clusters.weights(texts)
    groups = [
        [row for row in group if matrix[row].any()]
        for group in draft_clusters.clusters(matrix, LIKE)
    ]
    groups = sorted((g for g in groups if len(g) > 1), key=lambda g: -_worth(spoken, g, parties))
    found: dict[str, Topic] = {}
    for group in groups:
        topic = _topic([spoken[row] for row in group], matrix[group], terms, parties)
        if len(found) < most and topic and topic.proposition not in _sentences(found):
            found.setdefault(topic.id, topic)
    return tuple(found.values())


def _sentences(found: Mapping[str, Topic]) -> set[str]:
    return {topic.proposition for topic in found.values()}


def _names(text: str) -> list[str]:
    """The words that name states: they tell who, not what."""
    return [word for word in WORD.findall(text) if any(names(word))]


def _worth(spoken: Sequence[Utterance], group: list[int], parties: Mapping[str, str]) -> float:
    said = [spoken[row] for row in group]
    articles = len({each.article.id for each in said})
    sides = len({party for each in said for party in each.parties if party in parties})
    wanted = sum(map(_is_wanted, said)) / len(said)
    return articles * (0.5 + wanted) * (1 + 0.5 * (sides - 1))


def _is_wanted(said: Utterance) -> bool:
    """Whether the speaker takes a side: by the cue, or by how the content is put forward."""
    cue = [draft_clusters.stem(word.lower()) for word in WORD.findall(said.cue)]
    wanting = {draft_clusters.stem(word) for word in vocab.load("drafting")["wanting"]}
    return bool(wanting & set(cue)) or said.statement.modality.kind not in ("asserted", "question")


def _topic(
    said: list[Utterance], rows: np.ndarray, terms: list[str], parties: Mapping[str, str]
) -> Topic | None:
    centre = rows.mean(axis=0)
    order = sorted(range(len(said)), key=lambda row: (-float(rows[row] @ centre), row))
    typical = [said[row] for row in order]
    shared = [terms[column] for column in (-centre).argsort()[: KEYWORDS + 2] if centre[column] > 0]
    keywords = _spelled(shared, typical)
    identifier = "-".join(keywords[:KEYWORDS])
    if not identifier:
        return None
    sentence, made = _sentence(typical, keywords, parties)
    speaking = Counter(party for each in said for party in each.parties if party in parties)
    articles = len({each.article.id for each in said})
    ordered = tuple(party for party, _ in speaking.most_common())
    return Topic(identifier, sentence, ordered, tuple(typical), articles, made)


def _sentence(
    typical: list[Utterance], keywords: list[str], parties: Mapping[str, str]
) -> tuple[str, bool]:
    """The most typical statement that gives a sentence, a positive one first."""
    made = []
    for said in typical:
        side = next((parties[party] for party in said.parties if party in parties), None)
        if sentence := draft_sentence.proposition(said.words, side):
            made.append(sentence)
    best = sorted(made, key=draft_sentence.is_negative)
    if best:
        return best[0], False
    fallback = f"The sides agree on {' and '.join(keywords[:KEYWORDS])}."
    assert propositions.fault(fallback) is None, fallback  # noqa: S101
    return fallback, True


def _spelled(stems: list[str], typical: list[Utterance]) -> list[str]:
    """Each stem as it is most often written, in ASCII small letters, fit for an id."""
    seen: dict[str, Counter[str]] = {stem: Counter() for stem in stems}
    for said in typical:
        for word in WORD.findall(said.words):
            stem = draft_clusters.stem(word.lower())
            if stem in seen and word.isascii() and word.isalpha():
                seen[stem][word.lower()] += 1
    return [counts.most_common(1)[0][0] for counts in seen.values() if counts]
