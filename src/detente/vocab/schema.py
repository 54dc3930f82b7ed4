"""What each vocabulary must hold: its keys, and the shape of each.

`words`: a list of words or phrases; `classes:a,b`: such lists by those names;
`lists`: such lists by any name; `map`: word to word. `!`: no word twice under that key.
"""

from __future__ import annotations

_KINDS = "asserted,probable,possible,conditional,negated,future,question"
_PLOVER = (
    "AGREE,CONSULT,SUPPORT,CONCEDE,COOPERATE,AID,RETREAT,REQUEST,ACCUSE,REJECT,THREATEN,PROTEST,"
    "SANCTION,MOBILIZE,COERCE,ASSAULT"
)

SHAPES: dict[str, dict[str, str]] = {
    "modality": {
        "precedence": "words!",
        "signals": f"classes:{_KINDS}!",
        "after_modal": "map",
        "fronted": "words!",
        "modals": "words!",
        "auxiliaries": "words!",
        "boundaries": "words!",
        "transparent": "words!",
        "whether": "words!",
        "before_noun": "words!",
        "before_no": "words!",
        "after_adverb": "words!",
        "adverbs": "words!",
        "predicative": "words!",
        "before_predicate": "words!",
        "if_whether": "words!",
        "spellings": "map",
    },
    "cues": {
        "verbs": "classes:negated,question,probable,possible,future,commit,inquire!",
        "words": "classes:negated,question,probable,possible,future,commit,inquire!",
        "neg_raising": "words!",
        "negators": "words!",
        "before": "words!",
        "particles": "words!",
        "irregular": "lists",
    },
    "carriers": {
        "outlets": "words!",
        "outlet_ends": "words!",
        "outlet_nouns": "words!",
        "informants": "words!",
        "qualified": "words!",
        "qualifiers": "words!",
        "unsourced": "words!",
    },
    "titles": {
        "titles": "words!",
        "honorifics": "classes:male,female,any!",
        "gendered": "classes:male,female!",
        "modifiers": "words!",
    },
    "names": {"aliases": "map", "given": "classes:male,female!"},
    "moves": {
        "verbs": f"classes:{_PLOVER}!",
        "nouns": f"classes:{_PLOVER}!",
        "said": f"classes:{_PLOVER}!",
        "irregular": "lists",
        "roles": "words!",
        "light": "words!",
        "prepositions": "words!",
        "boundaries": "words!",
        "planned": "words!",
        "begun": "words!",
        "future": "words!",
        "denied": "words!",
        "maybe": "words!",
        "conditions": "words!",
        "denials": "words!",
        "determiners": "words!",
        "openers": "words!",
        "talks": "words!",
    },
    "proposals": {
        "nouns": "classes:plain,owned!",
        "verbs": "classes:propose,trade,accept,reject,expire,await!",
        "replies": "words!",
        "addressing": "words!",
        "opening": "words!",
        "empty": "words!",
        "exchange": "words!",
    },
    "divisions": {
        "signals": "words!",
        "against": "words!",
        "contrast": "words!",
        "members": "words!",
        "offices": "words!",
    },
    "furniture": {"phrases": "lists", "function_words": "words!"},
}
