"""Something published → articles.

expand   folders → the files below them
load     files, standard input, addresses → articles, or the error that each one is
"""

from sayso.articles.files import READABLE, Given, Loading, expand, load, plain

__all__ = ["READABLE", "Given", "Loading", "expand", "load", "plain"]
