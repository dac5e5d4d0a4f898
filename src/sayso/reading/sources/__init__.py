"""Who says it, and through whom it came: attributions of a text → chains.

What each module hands on, in the order of the data:

    names     capitalised runs, with the titles and `roles` around them
    press     outlets that are known, or show by form and use that they are outlets
    sorting   what a name is the name of
    figures   names → the persons, bodies and outlets of the text, with all that it says of them
    phrases   descriptions: "a senior aide", "the paper"
    pronouns  whom "he" and "she" mean
    discourse all of these together: everybody who is spoken of
    references, antecedents, persons, described, together, heads
              whom a mention, a description or the words of a source stand for
    speakers  the source of each attribution
    occasions, journalists, passages
              what outlets do in the text: ask, broadcast, print, employ, get quoted
    relays    what an attribution's own sentence says that it came through
    chains    origin and relays, also those that still hold from a sentence before
"""

from __future__ import annotations

from sayso.reading.sources.chains import Chain, trace

__all__ = ["Chain", "trace"]
