"""Finding outlets and programmes in a text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from heapq import merge
from typing import NamedTuple

from sayso.outlets import signs
from sayso.outlets.entries import Form, Mention, Outlet, Tree
from sayso.outlets.names import fold

# The next word of a name: after a blank, one line break, a hyphen or nothing at all. The bounds
# keep the search linear in texts that are nothing but blanks.
_NEXT = re.compile(r"(?:[^\S\n]{0,3}\n?[^\S\n]{0,3}|-)([^\W_]+|[.':&!+/])")
_ARTICLE = re.compile(r"(?<![^\W_])the[^\S\n]{1,3}\n?$", re.IGNORECASE)
_MORE_AFTER = re.compile(r"[^\S\n]\d|-[a-z]")  # "Fox 10", "X-rated"
_CAPITAL_AFTER = re.compile(r"[^\S\n]([^\W\d_a-z][^\W_]*)|-[^\W_a-z]{1,5}(?![^\W_])|(-)[^\W\d_a-z]")
_CAPITAL_BEFORE = re.compile(r"(?<![^\W_])([^\W\d_a-z][^\W_]*)[^\S\n][\"']?$")
# The end of a host that stands in a sentence ("according to CNN.com"); with a path it is an address
_HOST_END = re.compile(r"\.[A-Za-z]{2,6}(?![\w/-]|\.\w)")
_HOST = re.compile(r"(?<![\w@/.:-])[A-Za-z\d][\w.-]{0,60}$")
_CLOSING = re.compile(r"[,.!?]?['\"]")
# Names inside an address or a user's name are no mentions
_ADDRESS = re.compile(r"(?:://|www\.|@)\S*$|#$|[^\W_]_$", re.IGNORECASE)
_USER_AFTER = re.compile(r"_[^\W_]")
_AROUND = 56  # characters to either side in which signs are looked for
_NEAR = 1500  # characters within which "the newspaper" may take up a mention


class _Run(NamedTuple):
    """Words of the text that the tree knows as one or several names: `[start, end)`."""

    start: int
    end: int
    words: tuple[str, ...]
    forms: list[Form]


def _start(item: Mention | list[_Run]) -> int:
    return item.start if isinstance(item, Mention) else item[0].start


class Scan:
    """One pass over one text, from left to right: what was introduced before helps later."""

    def __init__(self, tree: Tree, text: str, owner: Callable[[str], Outlet | None]) -> None:
        self._tree = tree
        self._text = fold(text)
        self._owner = owner
        self._last: dict[Outlet, int] = {}  # where each outlet was last mentioned
        self._found: list[Mention] = []

    def mentions(self, introduced: Iterable[Outlet]) -> list[Mention]:
        """Mentions of outlets, in order, without overlap."""
        self._last = dict.fromkeys(introduced, -1)
        found: list[Iterator[Mention | list[_Run]]] = [self._hosts(), self._runs()]
        for item in merge(*found, key=_start):
            mention = item if isinstance(item, Mention) else self._first(self._mention, item)
            if mention and not (self._found and mention.start < self._found[-1].end):
                self._found.append(mention)
                self._last[mention.outlet] = mention.end
        described = list(self._described()) if self._found else []
        return sorted(self._found + described, key=lambda mention: mention.start)

    def programmes(self) -> list[Mention]:
        """Mentions of programmes, in order, without overlap."""
        for runs in self._runs():
            mention = self._first(self._programme, runs)
            if mention and not (self._found and mention.start < self._found[-1].end):
                self._found.append(mention)
        return self._found

    @staticmethod
    def _first(judge: Callable[[_Run], Mention | None], runs: list[_Run]) -> Mention | None:
        return next(filter(None, map(judge, runs)), None)

    def _hosts(self) -> Iterator[Mention]:
        """Outlets that are called by their host."""
        for end in _HOST_END.finditer(self._text):
            host = _HOST.search(self._text, max(0, end.start() - _AROUND), end.end())
            outlet = self._owner(host[0]) if host else None
            if host and outlet:
                yield Mention(host.start(), end.end(), outlet, brief=False)

    def _runs(self) -> Iterator[list[_Run]]:
        """For each word that a name can begin with, the names there, the longest first."""
        first = self._tree.first
        for match in self._tree.anchor.finditer(self._text):
            if match.group().lower() in first:
                runs = self._runs_at(match)
                if runs:
                    yield runs

    def _runs_at(self, match: re.Match[str]) -> list[_Run]:
        words, end, runs = [match.group()], match.end(), []
        node = self._tree.first.get(words[0].lower())
        while node:
            if node.forms:
                runs.append(_Run(match.start(), end, tuple(words), node.forms))
            following = _NEXT.match(self._text, end) if node.next else None
            if following is None:
                break
            words.append("and" if following[1] == "&" else following[1])
            end = following.end()
            node = node.next.get(words[-1].lower())
        return runs[::-1]

    def _mention(self, run: _Run) -> Mention | None:
        """What the run mentions, if its form and its surroundings show an outlet."""
        article = _ARTICLE.search(self._text, max(0, run.start - 8), run.start)
        forms = [
            form
            for form in run.forms
            if (article or form.article != "must") and form.fits(run.words)
        ]
        if not forms or self._addressed(run):
            return None
        form = self._meant(run, forms, article.start() if article else run.start)
        if form is None:
            return None
        start = article.start() if article and form.article != "none" else run.start
        return Mention(start, run.end, form.outlet, form.role == "brief", form.role == "common")

    def _addressed(self, run: _Run) -> bool:
        before = _ADDRESS.search(self._text, max(0, run.start - _AROUND), run.start)
        return bool(before or _USER_AFTER.match(self._text, run.end))

    def _meant(self, run: _Run, forms: list[Form], start: int) -> Form | None:
        """Which of several forms is meant: a clear name, an introduced one, or a shown one."""
        strict = self._swallowed(run, start)
        generic = run.words[0].lower() in signs.GENERIC
        for form in forms:
            weak = generic or form.article == "must"  # not "the Guardian Council"
            if form.role == "name" and not (strict if weak else self._placed(run)):
                return form
        if strict:
            return None
        brief = [form for form in forms if form.role == "brief" and form.outlet in self._last]
        if brief:
            return max(brief, key=lambda form: self._last[form.outlet])
        for form in forms:
            if form.role == "common" and self._shown(
                form, run.start if form.article == "none" else start, run.end
            ):
                return form
        return None

    def _placed(self, run: _Run) -> bool:
        """Whether the next word makes the name a place or an enterprise."""
        after = _CAPITAL_AFTER.match(self._text, run.end)
        return bool(after and after[1] and after[1].lower() in signs.PLACES)

    def _swallowed(self, run: _Run, start: int) -> bool:
        """Whether the name may be part of a longer one, by the capitals beside it."""
        text = self._text
        if _MORE_AFTER.match(text, run.end):
            return True
        after = _CAPITAL_AFTER.match(text, run.end)
        if after and (after[2] or (after[1] and after[1].lower() not in signs.BESIDE)):
            return True
        before = _CAPITAL_BEFORE.search(text, max(0, start - _AROUND), start)
        if before and before[1].lower() not in signs.BESIDE:
            return True
        hyphened = text[start - 1 : start] == "-" and text[start - 2 : start - 1].isalnum()
        return hyphened and not (self._found and self._found[-1].end == start - 1)

    def _shown(self, form: Form, start: int, end: int) -> bool:
        """Whether the words around a common name show that the outlet is meant."""
        before = self._text[max(0, start - _AROUND) : start]
        after = self._text[end : end + _AROUND]
        if self._joined(start, end):
            return True
        if form.outlet.kind == "platform":
            return signs.is_posted(before, after)
        if before.endswith("("):
            return bool(signs.DATELINE_AFTER.match(after)) or self._glossed(form, start, end)
        return bool(
            signs.is_cited(before, after)
            or signs.PLACE_OWNS_BEFORE.search(before)
            or self._speaks(form, before, after)
            or (form.outlet.kind == "broadcaster" and signs.AIR_BEFORE.search(before))
            or self._weakly(form, start, before)
        )

    @staticmethod
    def _speaks(form: Form, before: str, after: str) -> bool:
        """An article sets "the Sun said" apart from Mr Sun, but not "men on the Hill said"."""
        if form.article != "must" or signs.PLACE_BEFORE.search(before):
            return False
        return bool(signs.SPEAKING_AFTER.match(after))

    def _weakly(self, form: Form, start: int, before: str) -> bool:
        """Abbreviations that were introduced, and names after "by", magazines after "in"."""
        if form.words[0].isupper() and len(form.words[0]) > 1 and form.outlet in self._last:
            return True
        # "by the Nation" may be the country, "by The Nation" is the magazine
        if form.outlet.kind == "agency" or self._text.startswith("the", start):
            return False
        within = form.outlet.kind == "magazine" and signs.WEAK_IN_BEFORE.search(before)
        return bool(within or signs.WEAK_BEFORE.search(before))

    def _glossed(self, form: Form, start: int, end: int) -> bool:
        """Whether this is an abbreviation in brackets after the outlet's full name."""
        if not self._found or not self._text.startswith(")", end):
            return False
        last = self._found[-1]
        return last.outlet == form.outlet and self._text[last.end : start].strip() == "("

    def _joined(self, start: int, end: int) -> bool:
        """Whether the name stands in a row with a clear one: "CNN and Time", "Reuters/AP"."""
        if self._found and signs.JOINED.fullmatch(self._text, self._found[-1].end, start):
            return True
        link = signs.JOINED.match(self._text, end)
        match = link and self._tree.anchor.match(self._text, link.end())
        runs = self._runs_at(match) if match else []
        return any(
            form.role == "name" and form.fits(run.words) for run in runs for form in run.forms
        )

    def _described(self) -> Iterator[Mention]:
        """Where "the newspaper" and the like take up an outlet that was just mentioned."""
        ends = [mention.end for mention in self._found]
        for match in signs.DESCRIPTION.finditer(self._text, ends[0]):
            before = self._text[max(0, match.start() - _AROUND) : match.start()]
            after = self._text[match.end() : match.end() + _AROUND]
            if not (signs.is_cited(before, after) or signs.SPEAKING_AFTER.match(after)):
                continue
            kinds = signs.DESCRIBED[" ".join(match[1].split())]
            count = bisect_left(ends, match.start())
            mention = self._nearest(count, match.start(), kinds)
            if mention and not any(m.start < match.end() for m in self._found[count : count + 1]):
                yield Mention(match.start(), match.end(), mention.outlet, brief=True, common=True)

    def _nearest(self, count: int, position: int, kinds: tuple[str, ...]) -> Mention | None:
        """Of the first `count` mentions the last that is of such a kind and not far off."""
        for index in range(count - 1, -1, -1):
            mention = self._found[index]
            if position - mention.end > _NEAR:
                return None
            if mention.outlet.kind in kinds:
                return mention
        return None

    def _programme(self, run: _Run) -> Mention | None:
        """The programme of this name, if it is quoted or its surroundings show one."""
        form = next((form for form in run.forms if form.fits(run.words)), None)
        if form is None or self._addressed(run):
            return None
        article = _ARTICLE.search(self._text, max(0, run.start - 8), run.start)
        if form.article == "must" and not article:
            return None
        start = article.start() if article and form.article != "none" else run.start
        before = self._text[max(0, start - _AROUND) : start]
        after = self._text[run.end : run.end + _AROUND]
        quoted = before.endswith(("'", '"')) and bool(_CLOSING.match(after))
        shown = run.words[-1].lower() in signs.SHOWS or signs.is_aired(before, after)
        if quoted or (shown and not self._swallowed(run, start)):
            return Mention(start, run.end, form.outlet, brief=False, common=True)
        return None
