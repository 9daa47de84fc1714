"""The security file merged into the config as PicoClaw does it; the two ways differ by config version.

Source of the facts: docs/picoclaw.md 1.7 and 1.8, and the recorded verdicts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from picoclaw_lint.document.pointer import Pointer, found_at
from picoclaw_lint.document.yaml_nodes import Node, YamlDocument
from picoclaw_lint.structure.numbers import generic
from picoclaw_lint.structure.security import Merge, SecurityProblem

# Where the sections of the security file belong in the config.
_SECTIONS = {"web": ("tools", "web"), "skills": ("tools", "skills")}
_WEB_LISTS = ("brave", "tavily", "kagi", "perplexity")
_WEB_SINGLES = ("gemini", "glm_search", "baidu_search")


# Says what is wrong with a reference (file:// or enc://): None, "missing", or another phrase.
Resolve = Callable[[str], str | None]


def model_entries(models: list[Any], entries: dict[str, Node]) -> Iterator[tuple[int, str, Node]]:
    """Yield (index, name in the security file, node) for each model that has an entry there.

    An entry ``name:index`` counts the models of that name and wins over ``name``.
    """
    counts: dict[str, int] = {}
    for index, model in enumerate(models):
        name = model.get("model_name") if isinstance(model, dict) else None
        if not isinstance(name, str):
            continue
        number = counts.get(name, 0)
        counts[name] = number + 1
        for candidate in (f"{name}:{number}", name):
            node = entries.get(candidate)
            if node is not None and not node.is_null:
                yield index, candidate, node
                break


class _Stop(Exception):
    """PicoClaw stops merging here, without a word."""


class _Version3:
    """The typed way: only the fields for secrets are read, in the order of the file."""

    def __init__(self, config: dict[str, Any], security: YamlDocument, resolve: Resolve) -> None:
        self.security = security
        self.resolve = resolve
        self.merge = Merge(dict(config))

    def run(self) -> Merge:
        root = self.security.root
        assert root is not None
        if root.kind != "mapping":
            if not root.is_null:
                self._refuse("the file is not a mapping", ())
            return self.merge
        sections = {"model_list": self._models, "web": self._web, "skills": self._skills}
        try:
            for key, node in root.entries.items():
                if key in sections and not node.is_null:
                    sections[key](node)
            for key in ("channel_list", "channels"):
                if key in root.entries:
                    self._channels(root.entries[key], key)
        except _Stop:
            self._note_unread(root)
        return self.merge

    def _note_unread(self, root: Node) -> None:
        models, node = self.merge.config.get("model_list"), root.entries.get("model_list")
        if not isinstance(models, list) or node is None:
            return
        for index, _, entry in model_entries(models, node.entries):
            given = entry.entries.get("api_keys")
            if given is not None and given.items and ("model_list", index, "api_keys") not in self.merge.origins:
                self.merge.unread.append(index)

    def _refuse(self, message: str, path: Pointer) -> None:
        self.merge.problems.append(SecurityProblem(message, path))

    def _mapping(self, node: Node, path: Pointer) -> dict[str, Node]:
        if node.kind == "mapping":
            return node.entries
        if not node.is_null:
            self._refuse("a mapping is needed here", path)
        return {}

    def _texts(self, node: Node, path: Pointer) -> list[str]:
        if node.is_null:
            return []
        if node.kind != "sequence":
            self._refuse("a list of keys is needed here, each on a line of its own after a dash", path)
            return []
        return [self._text(item, (*path, index)) for index, item in enumerate(node.items) if not item.is_null]

    def _text(self, node: Node, path: Pointer) -> str:
        trouble = self.resolve(node.text)
        if trouble == "missing":
            self.merge.stopped = path
            raise _Stop
        if trouble is not None:
            self._refuse(trouble, path)
        return node.text

    def _models(self, node: Node) -> None:
        keys: dict[str, list[str]] = {}
        for name, entry in self._mapping(node, ("model_list",)).items():
            path: Pointer = ("model_list", name)
            values = self._mapping(entry, path)
            given = values.get("api_keys")
            keys[name] = [] if given is None else self._texts(given, (*path, "api_keys"))
        models = self.merge.config.get("model_list")
        if not isinstance(models, list):
            return
        self.merge.config["model_list"] = merged = list(models)
        for index, name, _ in model_entries(models, node.entries):
            if merged[index].get("api_keys") and not keys[name]:
                self.merge.wiped.append(index)
            merged[index] = {**merged[index], "api_keys": keys[name]}
            self.merge.origins["model_list", index, "api_keys"] = ("model_list", name, "api_keys")

    def _web(self, node: Node) -> None:
        for name, entry in self._mapping(node, ("web",)).items():
            path: Pointer = ("web", name)
            if name in _WEB_LISTS:
                given = self._mapping(entry, path).get("api_keys")
                if given is not None:
                    self._put(("tools", "web", name, "api_keys"), self._texts(given, (*path, "api_keys")), path)
            elif name in _WEB_SINGLES:
                given = self._mapping(entry, path).get("api_key")
                if given is not None:
                    self._put(("tools", "web", name, "api_key"), self._text(given, (*path, "api_key")), path)

    def _skills(self, node: Node) -> None:
        for name, entry in self._mapping(node, ("skills",)).items():
            if name == "registries":
                for registry, values in self._mapping(entry, ("skills", name)).items():
                    path: Pointer = ("skills", name, registry)
                    given = self._mapping(values, path).get("auth_token")
                    if given is not None:
                        text = self._text(given, (*path, "auth_token"))
                        if self._has_registry(registry):
                            self._put(("tools", *path, "auth_token"), text, path)
            elif name == "github":
                given = self._mapping(entry, ("skills", name)).get("token")
                if given is not None:
                    text = self._text(given, ("skills", name, "token"))
                    self._put(("tools", "skills", name, "token"), text, ("skills", name, "token"))

    def _has_registry(self, name: str) -> bool:
        return isinstance(found_at(self.merge.config, ("tools", "skills", "registries", name)), dict)

    def _put(self, target: Pointer, value: Any, origin: Pointer) -> None:
        parent = self.merge.config
        for key in target[:-1]:
            child = parent.get(str(key))
            parent[str(key)] = child = dict(child) if isinstance(child, dict) else {}
            parent = child
        parent[str(target[-1])] = value
        self.merge.origins[target] = origin

    def _channels(self, node: Node, key: str) -> None:
        if node.kind != "mapping":
            self._refuse("a mapping of channel names is needed here", (key,))
            return
        channels = self.merge.config.get("channel_list")
        self.merge.config["channel_list"] = merged = dict(channels) if isinstance(channels, dict) else {}
        for name, entry in node.entries.items():
            path: Pointer = (key, name)
            settings = self._mapping(entry, path).get("settings")
            old = merged.get(name)
            if not isinstance(old, dict):
                old = {}
                self.merge.origins["channel_list", name] = path
            if settings is not None and settings.kind == "mapping":
                known = old.get("settings")
                old = {**old, "settings": _deep(known if isinstance(known, dict) else {}, settings.value)}
                for setting in settings.entries:
                    target: Pointer = ("channel_list", name, "settings", setting)
                    self.merge.origins[target] = (*path, "settings", setting)
            elif settings is not None and not settings.is_null:
                self._refuse("a mapping is needed here", (*path, "settings"))
            merged[name] = old


def merge_version_3(config: dict[str, Any], security: YamlDocument, resolve: Resolve) -> Merge:
    """Merge the security file into a config of version 3."""
    if security.problem is not None:
        return Merge(config, problems=[SecurityProblem(security.problem.message, ())])
    return Merge(config) if security.root is None else _Version3(config, security, resolve).run()


def merge_generic(config: dict[str, Any], security: YamlDocument) -> Merge:
    """Merge the security file into a config of version 0 to 2, before its migration: any key overrides.

    ``config`` is a generic value (see :func:`picoclaw_lint.structure.numbers.generic`).
    """
    merge = Merge(dict(config))
    if security.problem is not None:
        merge.problems.append(SecurityProblem(security.problem.message, ()))
        return merge
    root = security.root
    if root is None or root.is_null:
        return merge
    if root.kind != "mapping":
        merge.problems.append(SecurityProblem("the file is not a mapping", ()))
        return merge
    for key, node in root.entries.items():
        if key == "model_list":
            _merge_models(merge, node)
            continue
        target: Pointer = _SECTIONS.get(key, (key,))
        # Numbers go into the migrated file as JSON's own do: 60.0 is written as 60.
        merge.config = _deep(merge.config, _nested(target, generic(node.value)))
        _note_origins(merge.origins, target, (key,), node)
    return merge


def _merge_models(merge: Merge, node: Node) -> None:
    models = merge.config.get("model_list")
    if not isinstance(models, list) or node.kind != "mapping":
        return
    merge.config["model_list"] = merged = list(models)
    for index, model in enumerate(models):
        if isinstance(model, dict) and not (isinstance(model.get("model_name"), str) and model["model_name"]):
            merge.problems.append(
                SecurityProblem(
                    f"model_list[{index}] of the config has no model_name to look its keys up by",
                    ("model_list",),
                )
            )
    for index, name, entry in model_entries(models, node.entries):
        given = entry.entries.get("api_keys")
        if entry.kind != "mapping":
            continue
        if merged[index].get("api_keys") and (given is None or not given.items):
            merge.wiped.append(index)
        merged[index] = {**merged[index], "api_keys": [] if given is None else given.value}
        merge.origins["model_list", index, "api_keys"] = ("model_list", name, "api_keys")


def _nested(target: Pointer, value: Any) -> dict[str, Any]:
    for key in reversed(target):
        value = {str(key): value}
    nested: dict[str, Any] = value
    return nested


def _note_origins(origins: dict[Pointer, Pointer], target: Pointer, source: Pointer, node: Node) -> None:
    if node.kind == "mapping" and node.entries:
        for key, child in node.entries.items():
            _note_origins(origins, (*target, key), (*source, key), child)
    else:
        origins[target] = source


def _deep(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """Merge maps into maps; anything else in ``new`` wins."""
    merged = dict(old)
    for key, value in new.items():
        known = merged.get(key)
        merged[key] = _deep(known, value) if isinstance(known, dict) and isinstance(value, dict) else value
    return merged
