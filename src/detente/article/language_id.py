"""Which language a text is in: the text's own evidence, and the page's word where that is thin."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

LETTER = re.compile(r"[^\W\d_]")
SAMPLE = 6000
# Below this many letters a text says too little, and the page's own word stands.
FEW_LETTERS = 60
# From this many on, the text is believed against the page's word.
MANY_LETTERS = 200
SURE = 0.95


def language(text: str, declared: str | None = None) -> str | None:
    """An ISO 639-1 code, or None where neither the text nor the page tells.

    `declared` is the page's own word (`<html lang>`, a BCP 47 tag). py3langid
    (Lui and Baldwin 2012, as kept up by Barbaresi) judges the text; templates copied from
    another language's site are common enough that a long text outranks the page's word.
    """
    said = _code(declared)
    sample = text[:SAMPLE]
    letters = len(LETTER.findall(sample))
    if letters < FEW_LETTERS:
        return said
    code, probability = _identifier().classify(sample)
    if said in (None, code) or (letters >= MANY_LETTERS and probability >= SURE):
        return str(code) if probability >= SURE or said == code else said
    return said


def _code(tag: str | None) -> str | None:
    code = re.split(r"[-_]", (tag or "").strip().lower())[0]
    return code if re.fullmatch("[a-z]{2}", code) else None


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
