"""Which way each layout feature may pull: more running text never speaks against a line.

Trees without this learn from few long pages that what stands far down is no body, however well it
reads. Columns are those of `detente.article.layout`, by position.
"""

from __future__ import annotations

from detente.article.capture_lines import furniture

# Of the line itself: words, share and number of function words, ends as a sentence, sentences.
RISING = (1, 3, 4, 5, 6)
FIRST_HIT = 29
# Of its place, counted from the end of the line's own: what is repeated on the page speaks
# against it; for it speak a block of long lines that end as sentences, running text around it
# (three widths, relative and absolute), words that other long lines use too.
REPEATS = 5
PLACE_RISING = (8, 11, 12, 13, 14, 15, 16, 17, 18)
# Of the second pass, counted from the end of the first's: probabilities of the eight neighbours,
# means and masses over three widths on both sides, and the line's own.
SECOND_RISING = (*range(8 + 12), 8 + 12)


def monotone(width: int, first: int) -> list[int]:
    """1, -1 or 0 for each of `width` columns; `first` is the number of the first pass's."""
    kinds = len(furniture().kinds)
    own = FIRST_HIT + kinds + 1
    found = [0] * width
    for at in (*RISING, *(own + k for k in PLACE_RISING)):
        found[at] = 1
    for at in (*range(FIRST_HIT, own), own + REPEATS):
        found[at] = -1
    if width > first:
        for at in SECOND_RISING:
            found[first + at] = 1
    return found
