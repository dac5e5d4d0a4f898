"""Whom a source means that is no pronoun: by the head of its phrase, a name or a noun."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sayso.domain import Kind, Link
from sayso.reading.lexicon import nouns, table
from sayso.reading.sources.described import Describing, Spoken
from sayso.reading.sources.discourse import Discourse
from sayso.reading.sources.figures import Mention
from sayso.reading.sources.names import is_head
from sayso.reading.sources.phrases import OWNING, Phrase, phrase_at
from sayso.reading.sources.references import (
    Reference,
    common,
    is_party,
    named_in,
    of_figure,
    proper,
)
from sayso.reading.sources.together import Together

_MEMBERS = frozenset("republican democrat conservative liberal libertarian socialist".split())
_AGE = re.compile("[0-9]+-year-old")
_RELATIVE = frozenset("who which that whose whom".split())
_OF_PEOPLE = ("er", "or", "ist", "ian", "ant", "ee", "man", "woman", "one", "body", "eople")
_MASSES = frozenset(
    "left right many some most all both none few others world community mainstream "
    "establishment rest majority minority plurality half third quarter generation "
    "two-thirds three-quarters three-fourths".split()
)
_CUTTING = frozenset(
    "of in on at by for with from to into about among near around across against under as during "
    "after before between familiar out inside outside within behind throughout beyond via".split()
)
_MARKS = frozenset("\"“”‘'")
_COINED = re.compile(r"[a-z\d]+[A-Z]\w*")
_STAFF = frozenset("folk folks writer editor guy people staff team blogger columnist".split())
_OWNERS = frozenset("operator owner maker manufacturer publisher developer producer".split())
_QUOTED = frozenset("quoted cited interviewed contacted reached who".split())


@dataclass(frozen=True, slots=True)
class Heads:
    """Resolves names and descriptions within one text."""

    scene: Discourse
    describing: Describing
    together: Together = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "together", Together(self.scene, self.describing))

    def resolve(self, first: int, behind: int, said: Sequence[Spoken]) -> Reference:
        """Whom the words `[first, behind)` mean, after what was said before."""
        several = self.together.resolve(first, behind, said)
        if title := self._titled_work(first, behind):
            return Reference(Link(title, "document", True))
        return several or self._headed(first, behind, said)

    def _headed(self, first: int, behind: int, said: Sequence[Spoken]) -> Reference:
        """A source by the head of its phrase."""
        scene = self.scene
        core = self._core(first, behind)
        member = self._member(first, core) or self._aged(first, core)
        if member is not None:
            return self.describing.resolve(member, self._full(first, behind), said)
        number = self._figure(core, behind)
        if number >= 0:
            return self._named(number, first, core, behind)
        printed = scene.press.covering(core - 1)
        if printed is not None and not printed.programme:
            kind: Kind = "organisation" if printed.platform else "outlet"
            return Reference(Link(printed.name, kind, True))
        phrase = self._phrase(first, core)
        if phrase is None:
            return self._unknown(first, behind)
        found = self._staffed(phrase, behind) or self.describing.resolve(
            phrase, self._full(first, behind), said
        )
        return self._affiliated(found, phrase, behind)

    def _staffed(self, phrase: Phrase, behind: int) -> Reference | None:
        """The outlet whose people speak as such: "the folks at the Courier", "a Courier reporter";
        None where a phrase is of others."""
        words = self.scene.document.words
        at = phrase.behind
        if at < behind and words[at].lower == "over":
            at += 1
        writes = nouns()[words[phrase.head].lower].journalist or phrase.lemma in _STAFF
        low, high = phrase.first, phrase.head
        if writes and at < behind and words[at].lower in ("at", "from", "of", "for"):
            low, high = at + 1, min(behind, at + 4)
        if not (phrase.person and writes) or (phrase.possessor >= 0 and low == phrase.first):
            return None
        for word in range(low, high):
            printed = self.scene.press.covering(word)
            if printed is not None and not (printed.platform or printed.programme):
                return Reference(Link(printed.name, "outlet", True))
            mention = self.scene.cast.mention_at(word)
            if mention is not None and self.scene.cast.figure_of(mention).sort == "outlet":
                return of_figure(self.scene, mention.figure)
            if mention is not None and _COINED.fullmatch(mention.name.text):
                return Reference(Link(mention.name.text, "outlet", True))
        return None

    def _affiliated(self, found: Reference, phrase: Phrase, behind: int) -> Reference:
        """Somebody without a name, with the body that the source names for whom he speaks."""
        if not phrase.personal or found.link.named or found.link.affiliation:
            return found
        body = named_in(self.scene, phrase.behind, behind)
        return replace(found, link=replace(found.link, affiliation=body)) if body else found

    def _titled_work(self, first: int, behind: int) -> str:
        """The title of a work by its author's name ("Cole’s “Low Water”"); empty if it is none."""
        words = self.scene.document.words
        for at in range(first + 1, behind - 2):
            opens = words[at + 1].text in _MARKS and words[at + 2].quoted
            if words[at].text == ",":
                return ""
            if words[at].text in OWNING and opens:
                end = at + 2
                while end < behind and words[end].text not in _MARKS:
                    end += 1
                named = words[at + 2].capital or words[at + 2].text[:1].isdigit()
                whole = end >= behind - 1
                return self.scene.document.slice(at + 2, end) if named and whole else ""
        return ""

    def _figure(self, core: int, behind: int) -> int:
        """The figure that a phrase names at its head or in apposition to it, or -1."""
        scene = self.scene
        mention = scene.cast.mention_at(core - 1)
        if mention is not None:
            return mention.figure if mention.name.behind >= core else -1
        role = nouns().get(scene.document.words[core - 1].lower)
        if role is None or role.plural:
            return -1
        if role.person:
            return self._named_behind(core, behind)
        return self._body_behind(core, behind) if role.kind == "organisation" else -1

    def _phrase(self, first: int, core: int) -> Phrase | None:
        """The phrase of the last known noun before `core`, with all that is counted by it."""
        scene, words = self.scene, self.scene.document.words
        for head in range(core - 1, first - 1, -1):
            if words[head].lower not in nouns() or scene.cast.mention_at(head) is not None:
                continue
            phrase = scene.phrase_at.get(head) or phrase_at(scene.document, scene.cast, head, core)
            if phrase is None:
                continue
            between = {word.lower for word in words[first : phrase.first]}
            if "of" in between:
                return replace(phrase, first=first, determiner="some", possessor=-1)
            if between & {"and", "or"} and "," not in between:
                return replace(phrase, first=first, determiner="", possessor=-1)
            return phrase
        return None

    def _member(self, first: int, core: int) -> Phrase | None:
        """One member of a party or people ("the Republican"), None where it names them all."""
        scene, words = self.scene, self.scene.document.words
        mention = scene.cast.mention_at(core - 1)
        if mention is None or scene.cast.figure_of(mention).sort != "group" or first == core - 1:
            return None
        known = words[core - 1].lower in _MEMBERS
        if not known or words[first].lower not in ("the", "this"):
            return None
        phrase = phrase_at(scene.document, scene.cast, core - 1)
        return phrase if phrase is not None and phrase.personal else None

    def _aged(self, first: int, core: int) -> Phrase | None:
        """Somebody described by an age alone ("the 34-year-old")."""
        words = self.scene.document.words
        text = words[core - 1].lower
        if not _AGE.fullmatch(text):
            return None
        leading = words[first].lower if first < core - 1 else ""
        determiner = leading if leading in table("function_words") else ""
        return Phrase(
            first, core, core - 1, "person", "people", "", False, determiner, -1,
            frozenset((text,)), True,
        )  # fmt: skip

    def _named_behind(self, core: int, behind: int) -> int:
        """The person whom a role's own phrase goes on to name ("A lawyer for the town, NAME,")."""
        words = self.scene.document.words
        for at in range(core, behind - 1):
            mention = self._beginning(at + 1) if words[at].text == "," else None
            if mention is None:
                continue
            ends = mention.name.behind >= behind or words[mention.name.behind].text == ","
            figure = self.scene.cast.figure_of(mention)
            sure = figure.gender != "" or mention.name.tokens[0] in table("first_names")
            if ends and figure.sort == "person" and (sure or not self._owns(at - 1)):
                return mention.figure
        return -1

    def _body_behind(self, core: int, behind: int) -> int:
        """The body that its own description goes on to name ("The operator of the dam, NAME,")."""
        words = self.scene.document.words
        for at in range(core, behind - 1):
            mention = self.scene.cast.mention_at(at + 1) if words[at].text == "," else None
            if mention is not None and mention.name.begin == at + 1:
                whole = mention.name.behind >= behind - 1
                body = self.scene.cast.figure_of(mention).sort == "organisation"
                return mention.figure if whole and body else -1
        return -1

    def _beginning(self, at: int) -> Mention | None:
        """The person's name that begins at a word, with its title and role."""
        for ahead in range(at, min(at + 7, len(self.scene.document.words))):
            mention = self.scene.cast.mention_at(ahead)
            if mention is None or mention.name.begin > at + self._qualifies(at):
                continue
            if self.scene.cast.figure_of(mention).sort == "person":
                return mention
        return None

    def _qualifies(self, at: int) -> bool:
        """Whether a word only says more of the role behind it ("syndicated radio host")."""
        text = self.scene.document.words[at].text
        return text.islower() and text.isalpha() and text not in table("function_words")

    def _owns(self, word: int) -> bool:
        """Whether a word is for what a name behind it may be that of: "the operator, NAME"."""
        text = self.scene.document.words[word].lower
        noun = nouns().get(text)
        return text in _OWNERS or (noun is not None and noun.kind in ("organisation", "outlet"))

    def _core(self, first: int, behind: int) -> int:
        """Behind the head of a phrase: before what follows it after a comma or preposition."""
        scene, words = self.scene, self.scene.document.words
        at = first + 1
        while at < behind:
            text = words[at].text
            inside = scene.cast.mention_at(at) is not None
            if not inside and (
                text in ",;:(—–-" or text.lower() in _CUTTING or text.lower() in _RELATIVE
            ):
                before = words[at - 1].lower
                loose = before not in nouns() and scene.cast.mention_at(at - 1) is None
                if text.lower() != "of" or not (loose or before in table("quantities")):
                    break
            at += 1
        return at

    def _full(self, first: int, behind: int) -> int:
        """Behind a phrase with what belongs to it: before a comma or a relative clause."""
        words = self.scene.document.words
        for at in range(first + 1, behind):
            if words[at].text in (",", ";", ":", "(", "—", "–") or (
                words[at].lower in (_RELATIVE - {"that"}) | _QUOTED
            ):
                return at
        return behind

    def _named(self, number: int, first: int, core: int, behind: int) -> Reference:
        scene, words = self.scene, self.scene.document.words
        reference = of_figure(scene, number)
        figure = scene.cast.figures[number]
        if figure.sort == "group":
            determiner = words[first].lower
            counted = table("function_words").get(determiner) in ("quantifier", "possessive")
            text = scene.document.slice(first, self._full(first, behind))
            text = text[4:] if text[:4].lower() == "the " else text
            more = core < behind and words[core].text[:1].isalnum()
            party = is_party(figure.name) and not counted and not more
            return Reference(Link(text, "organisation" if party else "people", party), -1, True)
        if figure.sort == "organisation" and figure.name.endswith("s") and is_head(figure.name):
            text = scene.document.slice(first, self._full(first, behind))
            return Reference(Link(text, "organisation", False), -1, True)
        return replace(reference, who=number if figure.sort == "person" else reference.who)

    def _unknown(self, first: int, behind: int) -> Reference:
        """A source without any known noun: counted people, or a body of that name."""
        document = self.scene.document
        end = self._full(first, behind)
        text = document.slice(first, end)
        if text[:8].lower() == "another " and text[8:9].isdigit():
            text = text[8:]
        heads = [word.lower for word in document.words[first : min(end, first + 4)]]
        opening = table("function_words").get(re.split("['’]", heads[0])[0])
        counted = any(
            text[:1].isdigit() or table("function_words").get(text) == "quantifier"
            for text in heads
        ) or opening in ("pronoun", "demonstrative")
        if not counted and proper(self.scene, end - 1, end):
            return Reference(Link(text, "organisation", True))
        core = document.words[self._core(first, end) - 1].lower
        joined = any(word.lower == "and" for word in document.words[first:end])
        people = counted or joined or core.endswith((*_OF_PEOPLE, "s"))
        if text[:4].lower() == "the ":
            text = text[4:]
        elif common(self.scene, first):
            text = text[:1].lower() + text[1:]
        if not people and core not in _MASSES:
            named = proper(self.scene, first, end)
            return Reference(Link(text, "document", named), -1, False, core)
        return Reference(Link(text, "people", False), -1, True)
