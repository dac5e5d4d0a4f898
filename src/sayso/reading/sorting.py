"""What a name is the name of, by its form and by how the text uses it."""

from __future__ import annotations

from typing import Literal

from sayso.reading.document import Document
from sayso.reading.lexicon import places, table
from sayso.reading.names import Name, is_head
from sayso.reading.press import Press, is_press

Sort = Literal["person", "organisation", "outlet", "place", "group", "other"]

_GROUP_ENDINGS = ("ists", "crats", "icans", "ians", "ans", "ives", "ors", "ers", "Muslims", "Jews")


def sort_of(
    document: Document, press: Press, uses: list[Name], speakers: frozenset[int]
) -> Sort:
    """What all names of one form are the names of."""
    tokens = uses[0].tokens
    text = " ".join(tokens)
    organisations = table("organisations")
    if organisations.get(text) == "body":
        return "organisation"
    titled = any(use.title or use.role for use in uses)
    known = _known(press, uses)
    if known or (not titled and is_press(document, uses)):
        return known or "outlet"
    if text in places() and not any(use.title for use in uses):
        return "group" if places()[text][1] == "demonym" else "place"
    if len(tokens) > 1 and is_head(tokens[-1]) and not titled:
        return "organisation"
    if len(tokens) == 1 and table("capitals").get(text) == "modifier":
        return "group"
    if _grouped(tokens) and not any(use.title for use in uses):
        return "group"
    if titled or _personal(tokens):
        return "person"
    return _unknown(document, uses, speakers)


def _known(press: Press, uses: list[Name]) -> Sort | None:
    """Outlet or (for a platform) organisation, if known outlets are all these names name."""
    prints = [press.covering(use.behind - 1) for use in uses]
    found = [p for p in prints if p is not None and not p.programme]
    if 2 * len(found) <= len(uses) or found[0].first > uses[0].first and len(uses) == 1:
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
    if any(token in ("of", "for", "on", "&") for token in tokens) or any(map(is_head, tokens[1:])):
        return "organisation"
    if 2 * articled > len(uses):
        return "organisation"
    spoken = any(use.first in speakers for use in uses)
    return "person" if spoken and 2 * articled <= len(uses) else "other"
