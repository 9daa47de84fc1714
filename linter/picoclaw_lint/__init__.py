"""A linter for the ``config.json`` of PicoClaw.

The modules read from top to bottom as the way of a file: :mod:`source`, :mod:`document`, :mod:`surroundings`,
:mod:`structure`, :mod:`context`, :mod:`rules`, :mod:`engine`, :mod:`results`, :mod:`report`.
"""
