"""PicoClaw's ``config.json`` described as pydantic models, one module for each part of the file.

Each model is a section and each field a key: its type, what it does, its default, its environment variable
and the release that brought it. :mod:`picoclaw_schema.model.config` has the whole file,
:mod:`picoclaw_schema.model.legacy` what the file was before version 3, and
:mod:`picoclaw_schema.model.field` the words that the others are written in.
"""
