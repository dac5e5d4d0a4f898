"""The common view of a text: words, sentences and paragraphs, with what is in quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.reading.text import Quotation, paragraphs, quotation_states

# A word, keeping inner hyphens, apostrophes, ampersands and the dots of initialisms and of the
# abbreviations that stand before or after names; the possessive is a word of its own.
# The first two lines only save time: most words are letters before white space or a comma, and
# no abbreviation is looked for where there is no full stop.
_WORD = re.compile(
    r"[A-Za-z]+(?=[\s,])"
    r"|(?=[A-Zv][a-z]{1,4}\.)"
    r"(?:Mr|Mrs|Ms|Mme|Dr|Prof|Rev|Fr|Sen|Sens|Rep|Reps|Del|Gov|Govs|Lt|Gen|Adm|Col|Maj|Capt|Cmdr"
    r"|Sgt|Cpl|Pvt|Det|Amb|Atty|Hon|Jr|Sr|St|Inc|Corp|Co|Ltd|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep"
    r"|Oct|Nov|Dec|Ala|Ariz|Ark|Calif|Colo|Conn|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Mass|Mich|Minn|Miss"
    r"|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo)\.(?!\w)"
    r"|(?:[^\W\d_]\.){2,}|[A-Z]\.(?=\s?[A-Z])"
    r"|['’]s(?!\w)|['’](?=\s)"
    r"|\d+(?:[.,:]\d+)+(?!\w)"
    r"|[#@]?\w+(?:(?:[-‐‑&/]|['’](?!s(?!\w)))\w+)*"
    r"(?:\.(?:com|net|org|info|news|tv|co\.uk)(?![\w-]))?|[^\w\s]"
)  # fmt: skip
_STOP = frozenset(".!?…")
_AFTER_STOP = frozenset("\"'”’)]»")
_MAY_END = re.compile(r"(?:[^\W\d_]\.)+|(?:Jr|Sr|Inc|Corp|Co|Ltd)\.")
_STARTS = frozenset(
    "The A An He She It They We I You In On At But And His Her Its Their This That These Those "
    "When While After Before As If For There What Who Why How Since Although Though However So "
    "Some Many Most Both Or Nor Yet Asked According Meanwhile Still Even Now Then".split()
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word or mark. `lower`: its text in lower case; `sentence`, `paragraph`: their numbers;
    `quoted`: in quotation marks."""

    text: str
    lower: str
    start: int
    end: int
    sentence: int
    paragraph: int
    quoted: bool

    @property
    def capital(self) -> bool:
        """Begins with a capital letter."""
        return self.text[:1].isupper()


@dataclass(frozen=True, slots=True)
class Document:
    """A text and its words; `bounds[s]` is the first word of sentence s, one more at the end;
    `starts`: of the words; `states`: the text's `quotation_states`."""

    text: str
    title: str | None
    outlet: str | None
    words: tuple[Word, ...]
    bounds: tuple[int, ...]
    starts: tuple[int, ...]
    states: bytes

    @classmethod
    def of(cls, text: str, title: str | None = None, outlet: str | None = None) -> Document:
        """Split a text."""
        states, quoted = quotation_states(text), int(Quotation.INSIDE)
        words: list[Word] = []
        sentence = -1
        bounds: list[int] = []
        for number, (start, end) in enumerate(paragraphs(text)):
            matches = list(_WORD.finditer(text, start, end))
            forms = [match.group() for match in matches]
            firsts = _sentence_starts(forms)
            for at, (match, form) in enumerate(zip(matches, forms, strict=True)):
                if at in firsts:
                    bounds.append(len(words))
                    sentence += 1
                begin, stop = match.span()
                inside = states[begin] == quoted
                words.append(Word(form, form.lower(), begin, stop, sentence, number, inside))
        bounds.append(len(words))
        starts = tuple([word.start for word in words])
        return cls(text, title, outlet, tuple(words), tuple(bounds), starts, states)

    def at(self, offset: int) -> int:
        """Index of the first word that ends after an offset; the number of words if none does."""
        at = bisect_right(self.starts, offset) - 1
        if at >= 0 and self.words[at].end > offset:
            return at
        return at + 1

    def range(self, start: int, end: int) -> tuple[int, int]:
        """Indices [first, behind the last) of the words that `[start, end)` touches."""
        first = self.at(start)
        return first, max(first, bisect_left(self.starts, end))

    def sentence(self, number: int) -> tuple[int, int]:
        """Indices [first, behind the last) of a sentence's words."""
        return self.bounds[number], self.bounds[number + 1]

    def sentence_of(self, offset: int) -> int:
        """Number of the sentence at an offset (the nearest one where there is none); 0 if empty."""
        if not self.words:
            return 0
        return self.words[min(self.at(offset), len(self.words) - 1)].sentence

    def slice(self, first: int, behind: int) -> str:
        """The text of some words as it stands, white space folded."""
        if behind <= first:
            return ""
        return " ".join(self.text[self.words[first].start : self.words[behind - 1].end].split())


def _sentence_starts(words: Sequence[str]) -> frozenset[int]:
    """Indices of the words that begin a sentence within one paragraph."""
    starts = {0} if words else set()
    at, count = 0, len(words)
    while at < count:
        if words[at][-1] in _STOP and (words[at] in _STOP or _MAY_END.fullmatch(words[at])):
            sure = words[at] in _STOP
            after = at + 1
            while after < count and (words[after] in _STOP or words[after] in _AFTER_STOP):
                sure = sure or words[after] in _STOP
                after += 1
            if after < count and _begins(words, after, sure):
                starts.add(after)
            at = after
        else:
            at += 1
    return frozenset(starts)


def _begins(words: Sequence[str], at: int, sure: bool) -> bool:
    """Whether the word at `at` can begin a sentence; `sure`: a full stop stands before it."""
    word = words[at]
    if word in "\"“‘'«([-–—*•" and at + 1 < len(words):
        word = words[at + 1]
    if not sure:
        return word in _STARTS
    return not word[:1].islower()


def joined(spans: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """From the first start to the last end; (0, 0) where there is no span."""
    places = list(spans)
    if not places:
        return 0, 0
    return min(start for start, _ in places), max(end for _, end in places)
