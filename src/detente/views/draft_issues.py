"""What the parties speak of, as issues: statements that say much the same, and a sentence each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente import vocab
from detente.views import draft_clusters, draft_sentence
from detente.views.draft_parties import WORD, Party, Utterance, states_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy as np

LIKE = 0.08
KEYWORDS = 2


@dataclass(frozen=True, slots=True)
class Topic:
    """A proposed issue: its id, a sentence, the parties that spoke of it, and the evidence.

    `evidence` begins with the statement that the sentence is made of, and has each speaker once.
    `statements` and `articles` are how many. `made` is true where no statement gave a sentence
    and the words that they share had to do.
    """

    id: str
    proposition: str
    parties: tuple[Party, ...]
    evidence: tuple[Utterance, ...]
    statements: int
    articles: int
    made: bool = False


def topics(
    utterances: Sequence[Utterance], parties: Mapping[Party, str], people: Iterable[str], most: int
) -> tuple[Topic, ...]:
    """The `most` topics that matter most; `parties` are the sides' names by party.

    Names of parties and of `people` tell who, not what, and are left out of the comparison.

    What matters is spoken of in many articles, by several sides, and wanted or refused.
    """
    touching = (said for said in utterances if {*said.parties, *said.about} & set(parties))
    spoken = list(touching)[-draft_clusters.MOST :]
    leave = frozenset(word.lower() for said in spoken for word in _names(said.words))
    leave |= {word.lower() for name in (*parties.values(), *people) for word in WORD.findall(name)}
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
        if topic and topic.proposition not in {each.proposition for each in found.values()}:
            found.setdefault(topic.id, topic)
    # What has happened is no issue, and what has no sentence of its own tells little: both come
    # in only where there is too little else.
    order = sorted(found.values(), key=_weakness)
    return tuple(order[:most])


def _weakness(topic: Topic) -> tuple[bool, bool]:
    return topic.made, not draft_sentence.is_forward(topic.proposition)


def _names(text: str) -> list[str]:
    """The words that name states: they tell who, not what."""
    return [word for word in WORD.findall(text) if any(states_in(word))]


def _worth(spoken: Sequence[Utterance], group: list[int], parties: Mapping[Party, str]) -> float:
    said = [spoken[row] for row in group]
    articles = len({each.article.id for each in said})
    sides = len({party for each in said for party in each.parties if party in parties})
    wanted = sum(map(_is_wanted, said)) / len(said)
    return articles * (0.25 + wanted) * (1 + 0.5 * sides)


def _is_wanted(said: Utterance) -> bool:
    """Whether the speaker takes a side: by the cue, or by how the content is put forward."""
    cue = [draft_clusters.stem(word.lower()) for word in WORD.findall(said.cue)]
    wanting = {draft_clusters.stem(word) for word in vocab.load("drafting")["wanting"]}
    return bool(wanting & set(cue)) or said.statement.modality.kind not in ("asserted", "question")


def _topic(
    said: list[Utterance], rows: np.ndarray, terms: list[str], parties: Mapping[Party, str]
) -> Topic | None:
    centre = rows.mean(axis=0)
    order = sorted(range(len(said)), key=lambda row: (-float(rows[row] @ centre), row))
    typical = [said[row] for row in order]
    shared = [terms[column] for column in (-centre).argsort() if centre[column] > 0]
    chosen, sentence = _sentence(typical, parties)
    keywords = _spelled(shared, sentence) if sentence else []
    keywords += _spelled(shared[: 2 * KEYWORDS], *(each.words for each in typical))
    keywords = list(dict.fromkeys(keywords))[:KEYWORDS]
    if not keywords:
        return None
    return Topic(
        "-".join(keywords),
        sentence or f"The sides agree on {' and '.join(keywords)}.",
        _speaking(said, parties),
        _evidence(chosen, typical),
        len(said),
        len({each.article.id for each in said}),
        made=not sentence,
    )


def _evidence(chosen: Utterance, typical: Iterable[Utterance]) -> tuple[Utterance, ...]:
    """The most typical statement of each speaker, none in the same words as another."""
    by_speaker: dict[str, Utterance] = {}
    for said in (chosen, *typical):
        if said.words not in {each.words for each in by_speaker.values()}:
            by_speaker.setdefault(said.speaker, said)
    return tuple(by_speaker.values())


def _sentence(
    typical: list[Utterance], parties: Mapping[Party, str]
) -> tuple[Utterance, str | None]:
    """The most typical statement that gives a sentence: a positive one first, of what is to be."""
    made = []
    for said in typical:
        speakers = [parties[party] for party in said.parties if party in parties]
        if sentence := draft_sentence.proposition(said.words, speakers):
            negative = draft_sentence.is_negative(sentence)
            made.append((negative, not draft_sentence.is_forward(sentence), said, sentence))
    if not made:
        return typical[0], None
    *_, said, sentence = min(made, key=lambda each: each[:2])
    return said, sentence


def _speaking(said: list[Utterance], parties: Mapping[Party, str]) -> tuple[Party, ...]:
    """The sides that spoke, the one that spoke most first; else those that were spoken about."""
    speaking = Counter(party for each in said for party in each.parties if party in parties)
    about = Counter(party for each in said for party in each.about if party in parties)
    return tuple(party for party, _ in (speaking or about).most_common())


def _spelled(stems: list[str], *texts: str) -> list[str]:
    """Those of `stems` that stand in `texts`, as most often written, fit for an id."""
    seen: dict[str, Counter[str]] = {stem: Counter() for stem in stems}
    for text in texts:
        for word in draft_clusters.words(text):
            if word.isascii() and draft_clusters.stem(word) in seen:
                seen[draft_clusters.stem(word)][word] += 1
    return [counts.most_common(1)[0][0] for counts in seen.values() if counts]
