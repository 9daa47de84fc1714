"""The command ``models``: what the catalogue knows, as a table for people and as JSON for programs."""

import datetime
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Annotated, Any, NamedTuple

import typer

from picoclaw_lint.cli.exits import fail, say
from picoclaw_lint.cli.today import NOW, date_of
from picoclaw_lint.known_models import (
    KnownModel,
    as_of,
    is_complete,
    is_stale,
    known_models,
    knows,
    look_up,
    providers,
    said_when_stale,
    sources,
)

_COLUMNS = ("model", "kind", "context", "output", "images", "shutdown", "successor", "sources")
_TO_THE_RIGHT = ("context", "output")


class Format(str, Enum):
    """Who the answer is for."""

    text = "text"
    json = "json"


class Row(NamedTuple):
    """A model and the provider that serves it."""

    provider: str
    model: KnownModel


def models(
    provider: Annotated[
        str | None, typer.Argument(help="A provider, by its id or alias in PicoClaw. Without one, all providers.")
    ] = None,
    search: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Show the models with this text in their id, in any case.")
    ] = None,
    retiring: Annotated[
        bool, typer.Option("--retiring", help="Show the models whose shutdown is announced, the soonest first.")
    ] = False,
    retired: Annotated[
        bool, typer.Option("--retired", help="Show the models that are shut down, which are left out else.")
    ] = False,
    output_format: Annotated[Format, typer.Option(help="A table, or JSON for programs.")] = Format.text,
    now: NOW = None,
) -> None:
    """List the models that are known: limits, shutdowns, and what replaces them.

    Without a provider or a filter, the providers are listed.
    """
    today = date_of(now)
    chosen = list(providers()) if provider is None else [_provider(provider)]
    if retiring and retired:
        fail("--retiring shows what ends, and --retired what has ended: one or the other")
    filtered = search is not None or retiring or retired
    asked = [row for row in _rows(chosen) if search is None or search.lower() in row.model.id.lower()]
    gone = [row for row in asked if row.model.retires is not None and row.model.retires <= today]
    live = [row for row in asked if row.model.retires is None or row.model.retires > today]
    found = gone if retired else [row for row in live if row.model.retires is not None] if retiring else live
    if retiring or retired:
        found.sort(key=lambda row: (row.model.retires or datetime.date.max, row.provider, row.model.id))
    if output_format is Format.json:
        sys.stdout.write(_json(found))
    elif provider is None and not filtered:
        sys.stdout.writelines(f"{line}\n" for line in _overview(found, today))
    else:
        hidden = 0 if retired or retiring else len(gone)
        sys.stdout.writelines(f"{line}\n" for line in _table(found, hidden, today, with_provider=provider is None))
    if is_stale(today):
        say(f"note: {said_when_stale(today)}")


def _provider(name: str) -> str:
    """Return the provider of PicoClaw that is named; whoever is none, or has no models here, is told."""
    from picoclaw_lint.models import providers_of
    from picoclaw_lint.nearest import nearest

    known = providers_of("main")
    found = known.get(name.strip().lower())
    if found is None:
        meant = nearest(name, known)
        fail(f'there is no provider "{name}" in PicoClaw' + (f'; did you mean "{meant}"?' if meant else ""))
    if not knows(found.id):
        fail(f"the catalogue has no models of {found.name}: their names are your own, or no public list has them")
    return found.id


def _rows(chosen: Sequence[str]) -> Iterator[Row]:
    return (Row(provider, model) for provider in chosen for model in known_models(provider))


def _overview(rows: Sequence[Row], today: datetime.date) -> Iterator[str]:
    counts = Counter(row.provider for row in rows)
    lines = [("provider", "models", "an id that is not listed")]
    for provider, also in providers().items():
        verdict = "is unknown" if is_complete(provider) else "may be new"
        lines.append((", ".join([provider, *also]), f"{counts[provider]}", verdict))
    yield from _aligned(lines, to_the_right=(1,))
    yield ""
    yield from _footer(today, {letter for row in rows for letter in row.model.sources}, has_doubt=False)


def _table(rows: Sequence[Row], hidden: int, today: datetime.date, *, with_provider: bool) -> Iterator[str]:
    has_doubt = False
    if rows:
        columns = ["provider"] * with_provider + list(_COLUMNS)
        lines = [tuple(columns)]
        for row in rows:
            cells = _cells(row.model)
            has_doubt = has_doubt or any(cell.startswith("~") for cell in cells.values())
            lines.append(tuple([row.provider] * with_provider + [cells[name] for name in _COLUMNS]))
        right = tuple(index for index, name in enumerate(columns) if name in _TO_THE_RIGHT)
        yield from _aligned(lines, to_the_right=right)
        yield ""
    also = f", and {hidden} that {'is' if hidden == 1 else 'are'} shut down (--retired)" if hidden else ""
    yield f"{len(rows)} model{'' if len(rows) == 1 else 's'}{also}"
    letters = {letter for row in rows for letter in row.model.sources}
    yield from _footer(today, letters, has_doubt=has_doubt)


def _cells(model: KnownModel) -> dict[str, str]:
    def said(field: str, text: str | None) -> str:
        return "" if text is None else text if model.is_sure(field) else f"~{text}"

    return {
        "model": model.id,
        "kind": said("kind", model.kind),
        "context": said("context", None if model.context is None else f"{model.context:,}"),
        "output": said("output", None if model.output is None else f"{model.output:,}"),
        "images": said("vision", None if model.vision is None else "yes" if model.vision else "no"),
        "shutdown": said("retires", None if model.retires is None else f"{model.retires}"),
        "successor": model.successor or "",
        "sources": model.sources,
    }


def _aligned(lines: Sequence[tuple[str, ...]], *, to_the_right: tuple[int, ...]) -> Iterator[str]:
    widths = [max(len(cell) for cell in column) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = [
            cell.rjust(width) if index in to_the_right else cell.ljust(width)
            for index, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()


def _footer(today: datetime.date, letters: set[str], *, has_doubt: bool) -> Iterator[str]:
    days = (today - datetime.date.fromisoformat(as_of())).days
    age = "" if days < 1 else f", {days} day{'' if days == 1 else 's'} old"
    yield f"catalogue of {as_of()}{age}"
    if has_doubt:
        yield "~ sources do not agree, or only one of them says so"
    for letter, source in sources().items():
        if letter in letters:
            yield f"{letter} {source.name}" + (f", as of {source.data_of}" if source.data_of is not None else "")


def _json(rows: Sequence[Row]) -> str:
    document = {
        "schema_version": 1,
        "as_of": as_of(),
        "sources": {letter: source.name for letter, source in sources().items()},
        "data_of": {letter: source.data_of for letter, source in sources().items() if source.data_of is not None},
        "complete": [provider for provider in providers() if is_complete(provider)],
        "models": [_object(row) for row in rows],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _object(row: Row) -> dict[str, Any]:
    model = row.model
    successor = look_up(row.provider, model.successor) if model.successor is not None else None
    return {
        "provider": row.provider,
        "id": model.id,
        "kind": model.kind,
        "context": model.context,
        "output": model.output,
        "vision": model.vision,
        "reasoning": model.reasoning,
        "temperature": model.temperature,
        "tools": model.tools,
        "shutdown": None if model.retires is None else f"{model.retires}",
        "successor": None if successor is None else successor.id,
        "unsure": sorted("shutdown" if field == "retires" else field for field in model.unsure),
        "sources": list(model.sources),
    }
