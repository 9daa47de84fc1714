"""The command line: it parses, calls :mod:`picoclaw_lint.run`, reports, and knows the exit codes.

The modules of commands have no ``from __future__ import annotations``: typer would evaluate each annotation of theirs.
"""

import gc

# A run is short and what it makes lives to its end: to look for garbage again and again would cost a tenth of it.
gc.set_threshold(100_000)
