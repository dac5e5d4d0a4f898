"""`python -m sayso.views.cli`, the same as `sayso`."""

from sayso.views.cli.app import main

main()
