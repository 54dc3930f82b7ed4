from __future__ import annotations

import numpy as np
import rensa
import wire

from detente.stories import signatures


def shared(one: str, other: str) -> int:
    return len(set(bands(one)) & set(bands(other)))


def bands(text: str) -> tuple[int, ...]:
    return signatures.bands(signatures.words(text))


def test_case_marks_and_full_stops_are_overlooked() -> None:
    one = signatures.plain(signatures.words("The U.S. envoy's “last word”."))
    other = signatures.plain(signatures.words("THE US envoy’s last word"))
    assert one.tolist() == other.tolist()


def test_numbers_and_names_are_told() -> None:
    found = signatures.words("Skerry paid 40 crowns in the 3rd week")
    facts = [int(each) & 0b11 for each in found]
    assert facts == [signatures.NAME, 0, signatures.NUMBER, 0, 0, 0, signatures.NUMBER, 0]


def test_a_script_without_blanks_is_read_sign_by_sign() -> None:
    assert len(signatures.words("橋は再び開く")) == 6


def test_words_are_kept_as_they_were() -> None:
    found = signatures.words(wire.joined(wire.BRIDGE))
    assert np.array_equal(signatures.unpack(signatures.pack(found)), found)
    assert len(signatures.spans(wire.joined(wire.BRIDGE))) == len(found)


def test_a_text_cut_short_or_with_another_lead_shares_bands() -> None:
    whole = wire.joined(wire.BRIDGE)
    assert shared(whole, wire.joined(wire.BRIDGE[:1])) >= 1
    assert shared(whole, wire.joined(wire.LEAD, wire.BRIDGE[:3])) >= 1


def test_texts_of_their_own_share_none() -> None:
    assert shared(wire.joined(wire.BRIDGE), wire.joined(wire.OWN_WORDS)) == 0


def test_texts_without_words_have_no_bands() -> None:
    assert bands("") == bands("…") == ()
    assert bands("One") == bands("one") != ()


def test_the_library_hashes_as_it_did_when_signatures_were_kept() -> None:
    # Where this fails, `stories.SIGNED` must grow, so that all articles are signed anew.
    assert rensa.RMinHash.ALGORITHM_VERSION == 2
    assert bands("The bridge is open to lorries again")[:2] == (
        -6677742726979082191,
        5652520787992937946,
    )
