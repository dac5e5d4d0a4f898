"""What a name is the name of, by its form and by how the text uses it."""

from __future__ import annotations

from typing import Literal

from sayso.reading.document import Document
from sayso.reading.lexicon import nouns, places, table
from sayso.reading.names import Name, is_head
from sayso.reading.press import Press, is_press

Sort = Literal["person", "organisation", "outlet", "document", "place", "group", "other"]

_JOINING = frozenset("of for on against".split())
_REGIONS = frozenset("city county country state district republic kingdom nation".split())
_GROUP_ENDINGS = ("ists", "crats", "icans", "ians", "ans", "ives", "ors", "ers", "Muslims", "Jews")


def sort_of(document: Document, press: Press, uses: list[Name], speakers: frozenset[int]) -> Sort:
    """What all names of one form are the names of."""
    tokens = uses[0].tokens
    text = " ".join(tokens)
    roled = any(use.title or use.role for use in uses)
    if table("organisations").get(text) == "body":
        return "organisation"
    if known := _known(press, uses):
        return known
    if not roled and is_press(document, uses):
        return "outlet"
    if not any(use.title for use in uses) and (formed := _formed(tokens, text)):
        return formed
    person = roled or _personal(tokens)
    return "person" if person else _unknown(document, uses, speakers)


def _formed(tokens: tuple[str, ...], text: str) -> Sort | None:
    """What an untitled name is by its form alone, None where that says nothing."""
    if text in places():
        return "group" if places()[text][1] == "demonym" else "place"
    if headed := _headed(tokens):
        return headed
    if table("capitals").get(text) == "modifier" or _grouped(tokens):
        return "group"
    return None


def _headed(tokens: tuple[str, ...]) -> Sort | None:
    """What a name of several words is by its head: its last word, or the one before "of"."""
    joins = [at for at, token in enumerate(tokens) if at and token in _JOINING]
    at = joins[0] if joins and tokens[joins[0] - 1] in table("organisations") else len(tokens)
    head = tokens[at - 1]
    ending = table("organisations").get(head)
    if len(tokens) > 1 and ending in ("head", "paper"):
        agreed = head == "Convention" and (tokens[at:][:1] in (("on",), ("against",)))
        return "document" if ending == "paper" or agreed else "organisation"
    noun = nouns().get(tokens[-1].lower())
    if noun is None or len(tokens) <= (2 if tokens[0] in table("first_names") else 1):
        return None
    if noun.kind == "document":
        return "document"
    if tokens[-1] in places():
        return "group" if noun.person and noun.plural else None
    body = noun.kind == "organisation" and noun.lemma not in _REGIONS
    return "organisation" if body or (noun.person and noun.plural) else None


def _known(press: Press, uses: list[Name]) -> Sort | None:
    """Outlet or (for a platform) organisation, if known outlets are all these names name."""
    prints = [press.covering(use.behind - 1) for use in uses]
    found = [p for p in prints if p is not None and not p.programme]
    if 2 * len(found) <= len(uses) or (found[0].first > uses[0].first and len(uses) == 1):
        return None
    return "organisation" if found[0].platform else "outlet"


def _grouped(tokens: tuple[str, ...]) -> bool:
    """Whether a name is of many people ("Republicans")."""
    return len(tokens) == 1 and tokens[0].endswith(_GROUP_ENDINGS) and tokens[0].endswith("s")


def _personal(tokens: tuple[str, ...]) -> bool:
    """Whether a name looks like first name and surname."""
    if tokens[0] in table("first_names"):
        return len(tokens) <= 5
    if len(tokens) < 2:
        return False
    return any(len(token) == 2 and token[1] == "." for token in tokens[:2])


def _unknown(document: Document, uses: list[Name], speakers: frozenset[int]) -> Sort:
    tokens = uses[0].tokens
    words = document.words
    articled = sum(use.first > 0 and words[use.first - 1].text.lower() == "the" for use in uses)
    if len(tokens) == 1 and tokens[0].replace(".", "").isupper() and len(tokens[0]) > 1:
        return "organisation"
    if any(token in ("of", "for", "on", "&") for token in tokens) or any(map(is_head, tokens)):
        return "organisation"
    counted = any(
        use.first and table("function_words").get(words[use.first - 1].text.lower()) == "quantifier"
        for use in uses
    )
    if len(tokens) == 1 and counted and tokens[0].endswith("s"):
        return "group"
    if 2 * articled > len(uses):
        return "organisation"
    spoken = any(use.first in speakers for use in uses)
    return "person" if spoken and 2 * articled <= len(uses) else "other"
