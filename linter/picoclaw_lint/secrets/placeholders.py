"""Texts that stand where a secret is to be filled in.

The forms are those of PicoClaw's own documentation and of other public configs
(docs/picoclaw.md 8.6). Words are anchored: a random key holds "xxx" by chance.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

# Nobody writes a longer placeholder, but for runs of one character.
_LONGEST = 300

# The patterns are texts, not compiled: re keeps what it compiled, and most files hold nothing to ask them of.
# The whole text, or all of it after a vendor's prefix, is one of these.
_PREFIX = (
    r"(?:sk-(?:or-v1-|ant-(?:api03-)?|proj-|svcacct-)?|gsk_|pplx-|xai-|xoxb-|xapp-|ctx7sk-|nvapi-|tvly-|ghp_|hf_|BSA"
    r"|AIza(?:Sy)?|r8_|csk-|ya29|1//|cli_|npm_|glpat-|ntn_|tp-|[sr]k_(?:live|test)_|Bearer |token )?"
)
_WORDS = (
    # runs, dots and stars
    r"x{2,}|\.{2,}|…|\*{2,}|_+|-+|0+",
    # what local servers are content with
    r"empty|none|null|nil|ollama|lm-?studio|vllm|local|localhost|no-key(?:-required|-needed)?|no-api-key|not-needed|unused"
    r"|n/?a|no|anything",
    # what documentation writes
    r"test|testing|dummy|fake|sample|example|demo|change[-_]?me|redacted|omitted|placeholder|todo|tbd|fixme|foo|bar|abc",
    r"secret|password|token|key|value|string|api[-_ ]?key|mytoken|mykey|main|light|backup(?:-\d+)?",
    r"(?:single-)?key(?:-here|_here|-?\d{1,2})?|fill[-_ ]me[-_ ]in",
    r"(?:not[-_ ]a[-_ ]real|test|dummy|fake|sample|example|demo|local|placeholder)[-_ ]"
    r"(?:api[-_ ]?)?(?:key|token|secret)",
    # Slack's and a host that belongs to nobody
    r"(?:\d{6,13}-){1,2}x{6,}|https?://(?:[a-z]+\.)?example\.(?:com|org|net)/?[a-z/-]{0,60}",
)
_EXACT = rf"{_PREFIX}(?:{'|'.join(_WORDS)})\.*"

# Words that no random key spells out, wherever they stand.
_THING = (
    "api|key|token|secret|password|passphrase|bot|app|id|url|actual|own|here|org|name|value|webhook|openai|openrouter"
)
_TELLING = (
    rf"(?:^|[-_ ./:=<\[{{(])(?:your|my|insert|enter|replace|put|paste|add)[-_ ]?"
    rf"(?:[a-z]{{1,20}}[-_ ]){{0,4}}(?:{_THING})"
    r"|(?:^|[-_])your(?:[-_]|\b)|\bREPLACE[-_ ]?(?:ME|WITH|THIS)\b|(?:key|token|secret|password)[-_ ]here\b"
    r"|EXAMPLE(?:KEY)?$|base64\.\.\."
    # the user of a URL, and Slack's own sample of a webhook
    r"|(?:^|://)user(?:name)?:pass(?:word)?(?:@|$)|/T0{6,}/B0{6,}/"
)
# What one of those words has in it: the search for them all takes as long as all the rest, and keys have none.
_HINTS = ("your", "my", "insert", "enter", "replace", "put", "paste", "add", "here", "example", "base64", "user", "/t0")
_TEMPLATE = (
    r"^(?:\{\{.*\}\}|\{%.*%\}|<[^<>]*>|\[[A-Z_ ]+\]|%[sdv]|\$\([^)]*\)|__[A-Z_]+__|\{[A-Za-z_]+\}"
    r"|<%.*%>|@@?[A-Za-z_]+@@?|#\{\w+\}#?)$"
)
_VARIABLE = (
    r"^\$(?:\{[^}]*\}|(?:env:)?[A-Za-z_]\w*(?::-[^\s$]*)?)$|^%[A-Z_][A-Z0-9_]*%$"
    r"|^(?:@?env:|env://|process\.env\.)\w+$|^\{env:\w+\}$"
)
# The name of the secret itself.
_NAME = r"[A-Z]{2,20}(?:_[A-Z]{1,20}){0,5}_(?:KEY|TOKEN|SECRET|PASSWORD|PASSPHRASE)"
# What no word looks like, in an alphabet that has keys and in one that has none.
_KEY_LIKE = r"(?<![A-Za-z0-9])(?=[A-Za-z]*\d)(?=\d*[A-Za-z])[A-Za-z0-9]{16}"
_NO_WORD = r"(?<![A-Za-z0-9])(?:(?=[A-Za-z]*\d)[A-Za-z0-9]{8}|(?=[a-z]*[A-Z])(?=[A-Z]*[a-z])[A-Za-z0-9]{16})"
_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"
_SAMPLES = frozenset(("123456:ABC-DEF", "123456:ABC", "123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11"))


def is_variable(text: str) -> bool:
    """Whether a text is a variable such as ``${OPENAI_API_KEY}``, which PicoClaw does not resolve."""
    return re.match(_VARIABLE, text.strip()) is not None


def is_reference(text: str) -> bool:
    """Whether PicoClaw takes the secret from elsewhere: ``file://``, ``enc://``, or its own mask."""
    return text.startswith(("file://", "enc://")) or text == "[NOT_HERE]"


def is_miscased_reference(text: str) -> bool:
    """Whether a text would be a reference if it began in small letters: ``FILE://``, ``Enc://``."""
    return text[:7].lower().startswith(("file://", "enc://")) and not is_reference(text)


@lru_cache(maxsize=1024)
def is_placeholder(text: str) -> bool:
    """Whether a text only marks where a secret is to be filled in."""
    text = text.strip()
    if not text or text in _SAMPLES:
        return True
    if text.endswith(("...", "…")):
        text = text.rstrip(".…")
        return not _is_key_like(text) or is_placeholder(text)
    if len(text) > _LONGEST:
        return _is_run(text)
    if re.fullmatch(_EXACT, text, re.I) or re.fullmatch(_NAME, text) or _is_telling(text):
        return True
    if re.match(_TEMPLATE, text, re.S) and not _is_key_like(text):
        return True
    if not text.isascii() and any(char.isalpha() and not char.isascii() for char in text):
        # Keys are ASCII; "你的API密钥" says "your API key". A password may be of both.
        return re.search(_NO_WORD, text) is None
    return _is_run(re.sub(_PREFIX, "", text, count=1))


def _is_telling(text: str) -> bool:
    small = text.lower()
    if not any(hint in small for hint in _HINTS):
        return False
    rest, telling = re.subn(_TELLING, " ", text, flags=re.I)
    return telling > 0 and not _is_key_like(rest)


def _is_key_like(text: str) -> bool:
    """Whether a text holds a long run of letters and digits: a key beside what says where a key belongs."""
    return re.search(_KEY_LIKE, text) is not None


def _is_run(text: str) -> bool:
    """Whether a text is one character again and again, or letters and digits in order."""
    core = re.sub(r"[-_:.]", "", text).lower()
    if len(core) < 4:
        return False
    if len(set(core)) <= 2:
        return True
    return all(_follows(a, b) for a, b in pairwise(core))


def _follows(a: str, b: str) -> bool:
    return (a in _ALPHABET and b == _ALPHABET[(_ALPHABET.index(a) + 1) % 36]) or (a in "90" and b in "0a")
