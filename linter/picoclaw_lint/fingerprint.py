"""What stays the same of a finding while the file around it changes: for baselines and services that track findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from picoclaw_lint.diagnostic import Diagnostic


def fingerprints(diagnostics: Iterable[Diagnostic], path: str) -> list[str]:
    """Return a fingerprint for each finding of a file, in their order: 32 hexadecimal digits, none twice.

    It is made of the rule, the path and the place by names (:attr:`Diagnostic.address`), so lines may move and models
    may change their order; it holds nothing of any value or message. Findings that are alike in all that are counted.
    """
    # Imported here: it takes as long as a rule, and most runs have nothing to track.
    import hashlib

    seen: Counter[tuple[str, str]] = Counter()
    made = []
    for item in diagnostics:
        same = (item.rule, item.address or "")
        seen[same] += 1
        text = "\0".join((*same, path, str(seen[same])))
        made.append(hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32])
    return made
