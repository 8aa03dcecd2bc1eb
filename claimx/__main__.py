"""``python -m claimx`` is the command line."""

from claimx.cli import main

main()
