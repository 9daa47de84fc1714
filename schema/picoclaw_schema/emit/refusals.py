"""Why a key is refused, in a sentence: what an editor says instead of "not allowed"."""

from __future__ import annotations

from picoclaw_schema import catalogue
from picoclaw_schema.emit.types import FieldSpec, Table

COMMENT = "PicoClaw refuses this key: it takes no comments and no $schema, not even as fields."

IN_SETTINGS = 'PicoClaw refuses this key here: in channel_list what is a channel\'s own belongs inside "settings".'
NEW_SECTIONS = "PicoClaw refuses this key: a file below config version 3 cannot have it."
PROVIDERS = "PicoClaw refuses this key, in old files too: write an entry in model_list for each provider."
KEY_IN_VERSION_2 = "PicoClaw refuses this key in version 2: only versions 0 and 1 move it to api_keys."
WECOM = "PicoClaw refuses the file: this type became wecom, with bot_id and secret in its settings."


def why_refused(section: str, table: Table, rank: int) -> dict[str, str]:
    """Return the keys that people write in a section and that no release of that rank knows there, with the reason.

    They are the keys of older config versions and the catalogue ``misnomers``.
    """
    rows = catalogue("misnomers")["places"].get(section.removeprefix("Legacy"), {})
    reasons = {key: f"PicoClaw refuses this key: {row['why']}; {row['do']}." for key, row in rows.items()}
    older = table.types.get(f"Legacy{section}")
    for key, field in older.fields.items() if older else ():
        reasons[key] = f"PicoClaw refuses this key in version 3: it is {field.facts.get('replaced_by')} now."
    fields = table.types[section].fields
    if "api_keys" in fields:
        reasons.setdefault("api_key", "PicoClaw refuses this key: here it is api_keys, an array.")
    elif "api_key" in fields:
        reasons["api_keys"] = "PicoClaw refuses this key: here it is api_key, a single text."
    known = {key for key, field in fields.items() if field.rank <= rank}
    return {key: why for key, why in reasons.items() if key not in known}


def unknown_channel(types: list[str]) -> str:
    """Say which channels an older file may have."""
    return f"PicoClaw refuses this key: before version 3 a channel is called {', '.join(types)}."


def pattern_message(field: FieldSpec) -> str:
    """Say what a text must be like."""
    form = (
        field.facts.get("form") or f"it must be one of {', '.join(value for value in field.facts['values'] if value)}"
    )
    return f"PicoClaw refuses this value: {form}."
