"""The vocabulary the models are written in: sections, fields and Go's ways of decoding.

A model here is a description that :mod:`picoclaw_schema.emit` reads; the running linter never imports it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field


class Section(BaseModel):
    """An object of the file whose keys are all known; any other key is refused by PicoClaw."""

    model_config = ConfigDict(extra="forbid")


@dataclass(frozen=True)
class Decoding:
    """How PicoClaw decodes a value when Go's plain rules for its type do not say it all.

    ``name`` is the kind in the shape table:

    - ``secret``: a string that may be ``file://``, ``enc://`` or ``[NOT_HERE]`` (Go ``SecureString``)
    - ``secrets``: an array of those, or the scalar ``"[NOT_HERE]"`` (Go ``SecureStrings``)
    - ``strings``: a string, a number, or an array of anything (Go ``FlexibleStringSlice``)
    - ``any``: every JSON value, never looked into
    - ``free-object``: an object with any keys, never looked into
    - ``text-or-object``: a string or the object (Go ``AgentModelConfig``)
    - ``registries``: an object of lenient entries, or an array of strict ones (Go ``SkillsRegistriesConfig``)
    - ``pointers``: an array whose null members crash PicoClaw (Go slice of pointers)
    - ``flat-channels``: the ``channels`` of config versions 0 to 2
    - ``settings``: the settings of a channel, decoded by the channel's type, key case ignored
    """

    name: str


Secret = Annotated[str, Decoding("secret")]
Secrets = Annotated[list[str], Decoding("secrets")]
Strings = Annotated[list[str], Decoding("strings")]
Anything = Annotated[Any, Decoding("any")]
FreeObject = Annotated[dict[str, Any], Decoding("free-object")]
Settings = Annotated[dict[str, Any], Decoding("settings")]

_UNSET: Final = object()


def any_case(*words: str) -> str:
    """Return a pattern for one of the words in any case, blanks around it allowed."""
    spelled = ("".join(f"[{char.lower()}{char.upper()}]" for char in word) for word in words)
    return rf"^\s*({'|'.join(spelled)})\s*$"


def field(
    description: str,
    *,
    default: Any = _UNSET,
    env: str | None = None,
    since: str | None = None,
    values: dict[str, str] | None = None,
    others: str | None = None,
    offers: str | None = None,
    offered: bool = True,
    secret: bool = False,
    minimum: int | float | None = None,
    maximum: int | float | None = None,
    needed: bool = False,
    pattern: str | None = None,
    form: str | None = None,
    refused_from: str | None = None,
    unit: str | None = None,
    example: Any = None,
    replaced_by: str | None = None,
    dead: str | None = None,
) -> Any:
    """Describe one field.

    Args:
        description: what the field does, for a person who edits the file: one or more full sentences.
        default: the value PicoClaw uses when the field is absent (not given: the zero value of its type).
        env: the environment variable that overrides the file.
        since: the first release that knows the field, when that is later than 0.2.8.
        values: the values the code accepts, each with a sentence on what it does.
        others: what happens with a value that is not in ``values`` (not given: PicoClaw refuses it).
        offers: the catalogue whose names an editor may offer: ``providers``.
        offered: whether an editor may offer the key.
        secret: whether a plain text, which PicoClaw does not protect, is a secret.
        minimum, maximum: inclusive limits that the code has.
        needed: whether PicoClaw refuses an object without this field, or with an empty one.
        pattern: a regular expression (the common part of Python's and ECMAScript's) for the texts that load.
        form: what the pattern asks for, as a clause, where ``values`` do not say it.
        refused_from: the first release that refuses the file for a value outside the limits or the pattern; without
            it they matter only after loading.
        unit: the unit of a number, singular ("second", "byte").
        example: a value to offer in an editor.
        replaced_by: the field that took this one's place, as a path.
        dead: why the field is read but does nothing.
    """
    extra = {
        "default": default,
        "env": env,
        "since": since,
        "values": values,
        "others": others,
        "offers": offers,
        "offered": offered,
        "secret": secret,
        "minimum": minimum,
        "maximum": maximum,
        "needed": needed,
        "pattern": pattern,
        "form": form,
        "refused_from": refused_from,
        "unit": unit,
        "example": example,
        "replaced_by": replaced_by,
        "dead": dead,
    }
    unset: dict[str, object] = {"default": _UNSET, "needed": False, "offered": True, "secret": False}
    known = {name: value for name, value in extra.items() if value is not unset.get(name)}
    return Field(default=None, description=description, json_schema_extra=known)
