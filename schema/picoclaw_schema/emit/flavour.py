"""What a schema says of the same models: the choices that tell the published schemas apart."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Null(Enum):
    """How a schema allows null, which PicoClaw nearly everywhere takes for "not given".

    LISTED: ``"type": ["string", "null"]``, the plain form. Editors then offer null.
    BESIDE: the type becomes one of two alternatives, the other being "no other type". Nothing offers null then, and the
        keywords stay at the top, where VS Code looks for what to insert.
    APART: the same, with the keywords inside their alternative, as the strict mode of ajv wants it.
    """

    LISTED = "listed"
    BESIDE = "beside"
    APART = "apart"


@dataclass(frozen=True)
class Flavour:
    """A choice of what a schema says.

    Attributes:
        name: by which it is asked for, and part of the title.
        title: who it is for, as a phrase.
        null: how null is allowed.
        rich: whether it has texts in Markdown, known values and snippets: keywords that are no part of draft-07 but
            that many tools read.
        vscode: whether it has keywords that only the JSON language service of VS Code knows.
    """

    name: str
    title: str
    null: Null
    rich: bool = False
    vscode: bool = False


STRICT = Flavour("strict", "for validators", Null.LISTED)
EDITOR = Flavour("editor", "for editors", Null.BESIDE, rich=True, vscode=True)
SCHEMASTORE = Flavour("schemastore", "for SchemaStore", Null.APART, rich=True)

FLAVOURS = {flavour.name: flavour for flavour in (STRICT, EDITOR, SCHEMASTORE)}
