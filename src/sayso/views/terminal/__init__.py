"""What a person sees in a terminal: a reading, a trace, lists."""

from sayso.views.terminal.reading import show
from sayso.views.terminal.trace import show_trace

__all__ = ["show", "show_trace"]
