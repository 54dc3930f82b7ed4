"""What is to be beaten on PLV: TF-IDF and a linear SVM, by the five fixed folds.

    python training/positions/plv_baseline.py ../shared

The actors are marked in the sentence by two words of their own ("ACTOR", "RECIPIENT"). The paper
(Hu et al., Leveraging codebook knowledge with NLI and ChatGPT for zero-shot political relation
classification, ACL 2024) gives .691 macro-F1 for such a model on its test part.
"""

from __future__ import annotations

import sys
from pathlib import Path

from moves_data import FOLDS, PLV_ROOTS, Example, fold_of, plv
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import accuracy_score, f1_score
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC


def marked(example: Example) -> str:
    """The sentence with the two parties' names replaced by what they are in it."""
    text = example.passage.replace(example.actor, "ACTOR", 1)
    return text.replace(example.recipient or "\0", "RECIPIENT", 1)


def main(shared: Path) -> None:
    """Print macro-F1 over the fifteen roots and accuracy, over all folds together."""
    examples = plv(shared / "data" / "plover-plv-train.tsv")
    right: list[str] = []
    told: list[str] = []
    for fold in range(FOLDS):
        train = [example for example in examples if fold_of(example.group) != fold]
        test = [example for example in examples if fold_of(example.group) == fold]
        model = make_pipeline(TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True), LinearSVC())
        model.fit([marked(one) for one in train], [one.labels[0].type for one in train])
        right += [one.labels[0].type for one in test]
        told += list(model.predict([marked(one) for one in test]))
    macro = f1_score(right, told, average="macro", labels=list(PLV_ROOTS), zero_division=0)
    sys.stdout.write(f"macro-F1 {macro:.3f}  accuracy {accuracy_score(right, told):.3f}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared"))
