"""Something published → articles.

expand   folders → the files below them
find     files, folders, archives, feeds, standard input, addresses → what is found there (cheap)
made     what was found → its article (dear; any process can do it)
load     both at once: articles, or the error that each one is
plain    a text → its article
weight   files and folders → their bytes
"""

from sayso.articles.fields import Fields
from sayso.articles.files import READABLE, expand, weight
from sayso.articles.loading import find, load
from sayso.articles.making import made, plain
from sayso.articles.options import Given, Loading, iso_day
from sayso.articles.raw import Raw

__all__ = [
    "READABLE", "Fields", "Given", "Loading", "Raw", "expand", "find", "iso_day", "load", "made",
    "plain", "weight",
]  # fmt: skip
