"""One peer over some files, in a process that speed.py measures from outside.

    python peers.py textacy|spacy MODEL FILE…

Neither is a dependency of ours: `pip install textacy` and a spaCy model with a parser
(benchmarks/README.md). Entities are left out, neither peer needs them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any


def main(peer: str, model: str, files: Sequence[str]) -> None:
    """Parse the files, take quotations out of them if asked, print what was done."""
    parsed = _parsed(model, [Path(name).read_text(encoding="utf-8") for name in files])
    if peer == "spacy":
        count = sum(len(list(doc.sents)) for doc in parsed)
        print(f"spaCy {version('spacy')} with {Path(model).name}, {count} sentences")
        return
    triples = import_module("textacy.extract.triples")
    found = refused = 0
    for doc in parsed:
        try:
            found += sum(1 for _ in triples.direct_quotations(doc))
        except ValueError:  # textacy gives an article up where its marks don't pair
            refused += 1
    print(
        f"textacy {version('textacy')} with {Path(model).name}, {found} quotations, "
        f"{refused} of {len(files)} articles refused (unpaired quotation marks)"
    )


def _parsed(model: str, texts: Sequence[str]) -> Iterator[Any]:
    nlp = import_module("spacy").load(model, exclude=["ner"])
    docs: Iterator[Any] = nlp.pipe(texts)
    return docs


if __name__ == "__main__":
    try:
        main(sys.argv[1], sys.argv[2], sys.argv[3:])
    except (ImportError, OSError) as error:  # spaCy raises OSError for a model that isn't there
        sys.exit(f"{sys.argv[1]} can't be measured with this Python: {error}")
