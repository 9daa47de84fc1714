"""Start a rule: write its file with everything that has to be filled in.

    python tools/new_rule.py NAME FAMILY

The tests of the rules fail until it is: what the skeleton reports is not what its examples state.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

RULES = Path(__file__).resolve().parent.parent / "linter/picoclaw_lint/rules"
FAMILIES = (
    *("syntax", "structure", "references", "models", "limits"),
    *("secrets", "channels", "tools", "exposure", "legacy"),
)
_SKELETON = '''"""The rule ``{name}``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.rule import Bad, Good, Hit, rule


@rule(
    severity="warning",
    impact="ignored",
    examples=[
        Bad(
            '{{"version": 3, "gateway": {{"port": «18790»}}}}',
            "the whole message: what is wrong, and what PicoClaw will do",
        ),
        Good('{{"version": 3, "gateway": {{"port": null}}}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """Say in one sentence what is wrong

    Why: what happens to somebody whose file has it.

    What to do: what to change.

    Source: where the fact is from.
    """
    yield Hit("say what is wrong", ("gateway", "port"), help="say what to change")
'''


def skeleton(name: str) -> str:
    """Return the text of a rule that is not written yet."""
    return _SKELETON.format(name=name)


def write(name: str, family: str, rules: Path = RULES) -> Path:
    """Write the file of a new rule and return its path; raises ValueError where that cannot be."""
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)+", name):
        raise ValueError(f'a rule is named by two words or more, such as unknown-field, not "{name}"')
    if family not in FAMILIES:
        raise ValueError(f'there is no family "{family}"; there are {", ".join(FAMILIES)}')
    module = name.replace("-", "_") + ".py"
    if taken := next(rules.glob(f"*/{module}"), None):
        raise ValueError(f"there is a rule {name} already: {taken}")
    path = rules / family / module
    path.parent.mkdir(exist_ok=True)
    package = path.parent / "__init__.py"
    if not package.exists():
        package.write_text('"""Say in one sentence what the rules of this family look at."""\n', "utf-8")
    path.write_text(skeleton(name), "utf-8")
    return path


def main() -> None:
    """Write the file and say what comes next."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", help="such as unknown-field: what is wrong, in two to four words")
    parser.add_argument("family", help=", ".join(FAMILIES))
    options = parser.parse_args()
    try:
        path = write(options.name, options.family)
    except ValueError as error:
        parser.error(str(error))
    print(f"wrote {path}")
    print(f"Fill it in, then: make generate && .venv/bin/pytest tests/rules -k {options.name}")


if __name__ == "__main__":
    main()
