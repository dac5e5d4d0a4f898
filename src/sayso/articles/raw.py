"""What was found, before it is made into an article: cheap to find, dear to make.

Finding goes through files, archives and the web in one process; making (decoding, taking a page
apart, telling the language) may be spread over several, so that what is found can be pickled.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from sayso.articles.head_lines import Head
from sayso.domain import Article

Kind = Literal["file", "page", "text", "record", "fragment", "http", "unknown"]


@dataclass(frozen=True, slots=True)
class Raw:
    """Bytes in which there should be one article, and all that is known of them.

    `kind`: what they are: `file` is still to be opened (`ref` is its path), `fragment` is HTML
    that is the article's body and nothing else, `http` a whole answer of a server as archives keep
    it, `unknown` is told by its beginning. `url`: where it was found in
    the end, `charset`: what a server said its encoding is; `place`: the collection that it is a
    record of, `size`: bytes that it took there; `said`: what is told of it elsewhere (a feed), for
    where it is silent; `instead`: what to take if no article can be made of it; `article`: what
    was made of it before.
    """

    ref: str
    kind: Kind
    body: bytes = b""
    url: str | None = None
    charset: str | None = None
    place: str = ""
    size: int = 0
    said: Head = field(default_factory=Head)
    instead: Raw | None = None
    article: Article | None = None
