"""A run over many files: from the paths that were named to the results that are reported."""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

from picoclaw_lint import discover, engine
from picoclaw_lint.baseline import Judged
from picoclaw_lint.baseline_files import Baselines
from picoclaw_lint.context import Context
from picoclaw_lint.diagnostic import Diagnostic, Safety
from picoclaw_lint.document import Document, parse
from picoclaw_lint.engine import Judgement
from picoclaw_lint.known_models import is_stale, knows, said_when_stale
from picoclaw_lint.model_references import model_places
from picoclaw_lint.plan import Overrides, Plan, Plans
from picoclaw_lint.registry import ALL_RULES
from picoclaw_lint.results import FileResult, Results, Rewrite
from picoclaw_lint.settings import InvalidSettings, Settings
from picoclaw_lint.settings_files import NO_SETTINGS, SettingsFiles, read
from picoclaw_lint.source import Source
from picoclaw_lint.suppress import Acceptances, Decision
from picoclaw_lint.surroundings import is_security_file

if TYPE_CHECKING:
    from picoclaw_lint.document.yaml_nodes import YamlDocument

# What editors and PicoClaw leave beside a config: config.json~, config.json.20260401.bak.
_COPY = re.compile(r".*\.json[.~].*", re.S)


class Request(NamedTuple):
    """What is to be checked, and how.

    Attributes:
        paths: files and directories, in the order the user named them.
        overrides: what counts before the settings.
        today: the date to judge on.
        skip_foreign: whether files of other programs are left out, named ones too.
        given: texts that are not read from disk, by their path (standard input).
        isolated: whether no settings file is read.
        config: the one settings file to use for all files.
        rewrite_baseline: whether the baseline is about to be written, and need not be there.
        assume_tracked: whether every file counts as one that git tracks, and git is not asked.
        fixes: which fixes are applied; empty for none.
        writes: whether what they make of a file is written, and not only told.
    """

    paths: tuple[str, ...]
    overrides: Overrides = Overrides()
    today: datetime.date = datetime.date.min
    skip_foreign: bool = False
    given: tuple[Source, ...] = ()
    isolated: bool = False
    config: str | None = None
    rewrite_baseline: bool = False
    assume_tracked: bool = False
    fixes: tuple[Safety, ...] = ()
    writes: bool = False


def check(request: Request) -> Results:
    """Judge every file of a request; raises :class:`InvalidSettings`, or UnknownRule for the names in a request."""
    return _Run(request).results()


class _Run:
    def __init__(self, request: Request) -> None:
        self.request = request
        self.plans = Plans(request.overrides, _settings(request))
        self.acceptances = Acceptances()
        self.baselines = Baselines(are_rewritten=request.rewrite_baseline)
        self.notes: list[str] = []
        self.unlisted: dict[str, discover.Unreadable] = {}
        self.names_models = False
        self.rewrites: list[Rewrite] = []

    def results(self) -> Results:
        request = self.request
        paths = self.expand(request.paths)
        self.git = discover.Git(_announced(request, paths), assume_tracked=request.assume_tracked)
        self.company = discover.Company(self.git, self.is_judged)
        self.named = {os.path.abspath(path) for path in paths}
        self.owners: dict[str, str] = {}
        checked = [self.path(path) for path in paths]
        checked += [self.source(source, self.plans.of(source.path)) for source in request.given]
        files = [file for file in checked if file is not None]
        self.notes += self.git.notes()
        self.notes += self.acceptances.unused()
        self.notes += self.baselines.finish()
        if self.names_models and is_stale(request.today):
            self.notes.append(said_when_stale(request.today))
        if request.rewrite_baseline:
            files = [self.baselines.marked_anew(self.plans.of(file.path).baseline, file) for file in files]
        return Results(tuple(files), tuple(self.notes), self.plans.asked, tuple(self.rewrites))

    def expand(self, named: Iterable[str]) -> list[str]:
        """Return the files to judge; what a search left out is noted."""
        paths: list[str] = []
        searches: list[discover.Found] = []
        for path in dict.fromkeys(named):
            if os.path.isdir(path):
                try:
                    searches.append(
                        discover.search(path, self.plans.excludes, assume_tracked=self.request.assume_tracked)
                    )
                    paths += searches[-1].paths
                    continue
                except discover.Unreadable as error:
                    self.unlisted[path] = error
            paths.append(path)
        self.notes += discover.notes(searches, frozenset(paths))
        return list(dict.fromkeys(paths))

    def path(self, path: str) -> FileResult | None:
        plan = self.plans.of(path)
        kind: Literal["config", "security"] = "security" if is_security_file(path) else "config"
        try:
            if path in self.unlisted:
                raise self.unlisted[path]
            source = discover.read_source(path)
            return self.source(source, plan) if kind == "config" else self.security_file(source, plan)
        except discover.Unreadable as error:
            return FileResult(path, kind, plan.release, error=str(error), fail_on=plan.fail_on)

    def security_file(self, source: Source, plan: Plan) -> FileResult:
        """Judge a security file that was named itself."""
        from picoclaw_lint.document.yaml_nodes import parse_yaml
        from picoclaw_lint.security_file import SecurityFile

        document = parse_yaml(source)
        is_whole = document.problem is None
        beside = discover.config_beside(document, self.company)
        config = beside and Context(*beside, plan.release, self.request.today, plan.extra_models)
        file = SecurityFile(document, plan.release, self.request.today, self.company.exposure(source.path), config)
        accepted = self.accepted(plan, source.path, is_whole=is_whole)
        found = engine.check_security(file, plan.selection, accepted, plan.severities)
        if document.problem is not None and not file.problems:
            found = found._replace(error=f"it is not valid YAML: {document.problem.message}")
        return self.without_known(found, plan, is_whole=is_whole)

    def accepted(self, plan: Plan, path: str, *, is_whole: bool) -> list[Decision]:
        """What the settings accept in a file. Where not all of it could be read, no entry is called unused."""
        if not plan.settings.accepted:
            return []
        return [self.acceptances.decision(plan.settings, path, plan.shows if is_whole else lambda _: False)]

    def source(self, source: Source, plan: Plan) -> FileResult | None:
        """Judge one file, and mend it if that is asked for."""
        document = parse(source)
        if self.request.skip_foreign and not discover.looks_like_picoclaw(document):
            return None
        judged = self.judged(document, plan)
        if judged.context is None:
            return judged.file
        if self.request.fixes:
            judged = self.mended(source, plan, judged)
        is_whole = judged.context is not None and judged.context.document.complete
        return self.without_known(judged.file, plan, is_whole=is_whole)

    def mended(self, source: Source, plan: Plan, before: Judgement) -> Judgement:
        """Apply the fixes to a file, and write it if it is one of the disk."""
        # Imported here, as most runs only judge.
        from picoclaw_lint.mending import Mender, why_kept

        def judge(changed: Source, security: YamlDocument | None = None) -> Judgement:
            judged = self.judged(parse(changed), plan, security)
            return judged._replace(file=self.baselines.marked(plan.baseline, judged.file))

        is_given = source in self.request.given

        def wanted(found: Diagnostic) -> bool:
            return found.severity != "info" or plan.fail_on == "info" or found.rule in plan.selection.asked

        mender = Mender(self.request.fixes, self.request.writes and not is_given, self.git, wanted)
        marked = before._replace(file=self.baselines.marked(plan.baseline, before.file))
        keeps = "it is not read from a file" if is_given else why_kept(source.path)
        outcome = mender.mend(source, marked, judge, keeps=keeps)
        self.notes += outcome.notes
        self.rewrites += outcome.rewrites
        return outcome.judgement

    def judged(self, document: Document, plan: Plan, security: YamlDocument | None = None) -> Judgement:
        """Judge one file: the way to its diagnostics; ``security`` stands for the file beside it."""
        source = document.source
        try:
            owns_security = self.owns_security(source.path)
            surroundings = discover.surroundings(document, self.company, security, owns_security=owns_security)
        except discover.Unreadable as error:
            reason = f"{discover.SECURITY_FILE} beside it cannot be read: {error}"
            return Judgement(FileResult(source.path, "config", plan.release, error=reason, fail_on=plan.fail_on), None)
        context = Context(document, surroundings, plan.release, self.request.today, plan.extra_models)
        accepted = self.accepted(plan, source.path, is_whole=document.complete)
        beside = surroundings.security
        is_judged = beside is not None and os.path.abspath(beside.source.path) in self.named
        found = engine.check(
            context, plan.selection, accepted, plan.severities, security_is_judged=is_judged or not owns_security
        )
        if found.error is None and not self.names_models:
            self.names_models = any(knows(place.provider.id) for place in model_places(context))
        return Judgement(found, context)

    def owns_security(self, path: str) -> bool:
        """Whether what is wrong with the security file is told with this config: with one of those beside it.

        That is the one of the usual name; where there is none, the first that is judged and is no copy.
        """
        directory, name = os.path.split(os.path.abspath(path))
        if name == discover.CONFIG_FILE:
            return True
        if _COPY.fullmatch(name) or os.path.isfile(os.path.join(directory, discover.CONFIG_FILE)):
            return False
        return self.owners.setdefault(directory, name) == name

    def is_judged(self, source: Source) -> bool:
        """Whether a file has a result of its own in this run."""
        if os.path.abspath(source.path) not in self.named:
            return False
        is_kept = not self.request.skip_foreign or is_security_file(source.path)
        return is_kept or discover.looks_like_picoclaw(parse(source))

    def without_known(self, file: FileResult, plan: Plan, *, is_whole: bool) -> FileResult:
        """Suppress what the baseline has."""
        judged = Judged(file, ALL_RULES - plan.selection.names, is_whole and file.error is None)
        return self.baselines.mark(plan.baseline, judged)._replace(fail_on=plan.fail_on)


def _announced(request: Request, paths: Iterable[str]) -> Iterator[str]:
    """Yield the files that git may be asked about: those that are judged, and the security files beside them."""
    for path in (*paths, *(source.path for source in request.given)):
        yield path
        yield os.path.join(os.path.dirname(path), discover.SECURITY_FILE)


def _settings(request: Request) -> Callable[[str], Settings]:
    if request.isolated:
        return lambda _: NO_SETTINGS
    if request.config is None:
        return SettingsFiles().nearest
    found = read(request.config)
    if found is None:
        raise InvalidSettings(f"{request.config} has no table [tool.picoclaw-lint]")
    return lambda _: found
