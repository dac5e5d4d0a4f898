"""Which of the first lines of a plain text is its headline, if any is."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

_LONGEST = 160  # characters; of PolNeAR's 924 headlines one in a hundred has more than 101
_LONGEST_SENTENCE = 100  # of one that ends with a full stop
_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
_UNDERLINE = re.compile(r"(?:={3,}|-{3,})\s*")
_MARKS = re.compile(r"(\*\*|__|\*|_|`)(?=\S)(.+?)(?<=\S)\1")
_ENDS = re.compile(r"(?<!\.)[.]['\"”’)\]]*$")
_GOES_ON = (",", ":", "-", "–", "—", "…", "...")
_INNER_STOP = re.compile(r"[^\W\d_]{4}[.!?]['\"”’)]*\s+['\"“‘(]*[^\W\d_a-z]")  # not "U.S. Court"
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
# Of PolNeAR's headlines that end with a full stop 3 % have both, of first sentences 15 %.
_ARTICLE = re.compile(r"\b(?:the|a|an)\b")
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|been|did|said|would)\b")
_TITLE_CASE = 0.6  # of the longer words: "Harbour To Close Until The Spring"
_WRAPPED = range(50, 101)  # characters of a line in a text that was wrapped by a machine


def title_of(lines: Sequence[str], stated: Collection[int]) -> str | None:
    """The headline among the first lines of a text, or None.

    `stated`: numbers of lines that hold something else (a date, a byline). The headline is the
    first other line, if it is a Markdown heading or short and set apart from what follows.
    """
    candidates = (
        number
        for number, line in enumerate(lines)
        if number not in stated and any(map(str.isalnum, line))
    )
    number = next(candidates, None)
    if number is None:
        return None
    line, after = lines[number].strip(), lines[number + 1 :]
    if len(line) > _LONGEST:
        return None
    if heading := _HEADING.match(line):
        return _plain(line[heading.end() :].rstrip("#")) or None
    if after and _UNDERLINE.fullmatch(after[0].strip()):
        return _plain(line)
    if not any(map(str.strip, after)) or line.endswith(_GOES_ON):
        return None
    apart = not after[0].strip() or number + 1 in stated
    is_title = _may_stand_alone(line) if apart else _is_followed_by_paragraph(line, after)
    return line.rstrip("; ") if is_title else None


def _may_stand_alone(line: str) -> bool:
    """Whether a line with a blank one below is a headline rather than a short paragraph."""
    if not _ENDS.search(line):
        return True
    words = _LONG_WORD.findall(line)
    if sum(word[0].isupper() for word in words) > _TITLE_CASE * len(words):
        return True
    sentences = _INNER_STOP.search(line) or (_ARTICLE.search(line) and _VERB.search(line))
    return len(line) <= _LONGEST_SENTENCE and not sentences


def _is_followed_by_paragraph(line: str, after: Sequence[str]) -> bool:
    """Whether the next lines are paragraphs of their own rather than the same one, wrapped."""
    block = [line]
    for following in after:
        if not following.strip():
            break
        block.append(following.strip())
    inner = block[:-1]
    wrapped = all(len(one) in _WRAPPED for one in inner) and len(block[-1]) <= _WRAPPED[-1]
    following = block[1]
    begins = not following[:1].islower()
    return not wrapped and begins and not _ENDS.search(line) and len(following) > len(line)


def _plain(heading: str) -> str:
    """A heading without Markdown's emphasis."""
    return _MARKS.sub(r"\2", heading).strip()
