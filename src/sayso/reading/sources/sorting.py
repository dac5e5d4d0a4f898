"""What a name is the name of, by its form and by how the text uses it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from sayso.reading.document import Document
from sayso.reading.lexicon import nouns, places, table
from sayso.reading.sources.names import Name, is_head
from sayso.reading.sources.press import Press, is_press

Sort = Literal["person", "organisation", "outlet", "document", "place", "group", "other"]

_HIS = frozenset("he his she her him himself herself".split())
_ITS = frozenset("its itself".split())
_JOINING = frozenset("of for on against".split())
_REGIONS = frozenset("city county country state district republic kingdom nation".split())
_GROUP_ENDINGS = ("ists", "crats", "icans", "ians", "ans", "ives", "ors", "ers", "Muslims", "Jews")


@dataclass(frozen=True, slots=True)
class Forms:
    """All names of a text by their words. `alone`: those of one word; `ends`: first and last words
    of longer ones."""

    uses: Mapping[tuple[str, ...], list[Name]]
    alone: frozenset[str]
    ends: frozenset[str]

    @classmethod
    def of(cls, names: Iterable[Name]) -> Forms:
        """Gather names."""
        uses: dict[tuple[str, ...], list[Name]] = defaultdict(list)
        for name in names:
            uses[name.tokens].append(name)
        longer = [tokens for tokens in uses if len(tokens) > 1]
        return cls(
            uses,
            frozenset(tokens[0] for tokens in uses if len(tokens) == 1),
            frozenset(word for tokens in longer for word in (tokens[0], tokens[-1])),
        )


def sort_of(
    document: Document, press: Press, forms: Forms, uses: list[Name], speakers: frozenset[int]
) -> Sort:
    """What all names of one form are the names of."""
    tokens = uses[0].tokens
    text = " ".join(tokens)
    words = document.words
    articled = all(use.first and words[use.first - 1].lower == "the" for use in uses)
    roled = any(use.title or (use.role and not articled) for use in uses)
    if table("organisations").get(text) == "body":
        return "organisation"
    if known := _known(press, uses):
        return known
    if not any(use.title for use in uses) and is_press(document, uses, speakers):
        return "outlet"
    if not any(use.title for use in uses) and (formed := _formed(tokens, text)):
        return formed
    person = roled or _personal(tokens)
    if person:
        return "person"
    found = _unknown(document, uses, speakers)
    return "organisation" if found == "person" and _impersonal(document, forms, uses) else found


def _impersonal(document: Document, forms: Forms, uses: list[Name]) -> bool:
    """Whether a speaker is taken up as persons are not: by "its", or always in full."""
    tokens = uses[0].tokens
    if len(tokens) == 1 and tokens[0] in forms.ends:
        return False
    people = sum(_taken_up(document, use, _HIS) for use in uses)
    bodies = sum(_taken_up(document, use, _ITS) for use in uses)
    if any(_called_body(document, use) for use in uses):
        return True
    if people or bodies:
        return bodies > people
    return len(tokens) > 1 and len(uses) > 1 and tokens[-1] not in forms.alone


def _called_body(document: Document, use: Name) -> bool:
    """Whether an apposition, before or behind, says that a name is a body's: "NAME, the operator,"
    or "the operator of the dam, NAME,"."""
    words = document.words
    low, high = document.sentence(words[use.first].sentence)
    after = [word.lower for word in words[use.behind : min(high, use.behind + 7)]]
    if after[:1] == [","] and after[1:2] and after[1] in ("the", "a", "an"):
        for text in after[2:]:
            noun = nouns().get(text)
            if noun is not None and not noun.person:
                return noun.kind == "organisation"
            if not text[:1].isalpha() or noun is not None:
                return False
    if use.first - low < 3 or words[use.first - 1].text != ",":
        return False
    before = [word.lower for word in words[low : use.first - 1]]
    if "'s" in before[-2:-1] or "’s" in before[-2:-1]:
        return before[-1] in nouns() and nouns()[before[-1]].kind == "organisation"
    opening = [nouns()[text] for text in before[1:3] if text in nouns()]
    return before[0] in ("the", "a") and bool(opening) and opening[0].kind == "organisation"


def _taken_up(document: Document, use: Name, pronouns: frozenset[str]) -> bool:
    """Whether a sentence that begins with a name goes on with such a pronoun."""
    words = document.words
    low, high = document.sentence(words[use.first].sentence)
    opening = use.first - low < 2
    return opening and any(word.text in pronouns for word in words[use.behind : high])


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
    if tokens[0] in table("first_names") and any(map(_initial, tokens[1:-1])):
        return None
    if noun is None or len(tokens) <= (2 if tokens[0] in table("first_names") else 1):
        return None
    if noun.kind == "document":
        return None if noun.plural else "document"
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
    return any(map(_initial, tokens[:2]))


def _initial(token: str) -> bool:
    return len(token) == 2 and token[1] == "."


def _unknown(document: Document, uses: list[Name], speakers: frozenset[int]) -> Sort:
    tokens = uses[0].tokens
    words = document.words
    articled = sum(use.first > 0 and words[use.first - 1].lower == "the" for use in uses)
    if len(tokens) == 1 and tokens[0].replace(".", "").isupper() and len(tokens[0]) > 1:
        return "organisation"
    if any(token in ("of", "for", "on", "&") for token in tokens) or any(map(is_head, tokens)):
        return "organisation"
    counted = any(
        use.first and table("function_words").get(words[use.first - 1].lower) == "quantifier"
        for use in uses
    )
    if len(tokens) == 1 and counted and tokens[0].endswith("s"):
        return "group"
    if 2 * articled > len(uses):
        return "organisation"
    spoken = any(use.first in speakers for use in uses)
    return "person" if spoken and 2 * articled <= len(uses) else "other"
