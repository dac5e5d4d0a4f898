"""Something published → articles.

expand   folders → the files below them
load     files, folders, standard input, addresses → articles, or the error that each one is
plain    a text → its article
"""

from sayso.articles.files import READABLE, expand
from sayso.articles.loading import load, plain
from sayso.articles.options import Given, Loading, iso_day

__all__ = ["READABLE", "Given", "Loading", "expand", "iso_day", "load", "plain"]
