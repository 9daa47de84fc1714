"""Formats of credentials, as data: found anywhere, whatever the field is called.

Sources: docs/picoclaw.md 8.6 (vendors' own formats and the scanners named there).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple


class Detector(NamedTuple):
    """A format.

    Attributes:
        vendor: who issues such credentials, for people; None where several do.
        keyword: a literal that every match contains; it is looked for before the pattern is tried.
        pattern: the whole credential.
    """

    vendor: str | None
    keyword: str
    pattern: str


# The more telling ones first: the first match at a place names the vendor.
DETECTORS: tuple[Detector, ...] = (
    # First, as the random parts of a token may happen to hold what looks like a shorter key.
    Detector(None, "eyJ", r"(?<![\w-])eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}"),
    Detector("Anthropic", "sk-ant-", r"sk-ant-(?:api03|admin01|oat01|ort01)-[\w-]{20,}"),
    Detector("OpenRouter", "sk-or-", r"sk-or-v1-[0-9a-f]{64}"),
    Detector("OpenAI", "sk-proj-", r"sk-proj-[\w-]{40,}"),
    Detector("OpenAI", "sk-svcacct-", r"sk-svcacct-[\w-]{40,}"),
    Detector("OpenAI", "sk-admin-", r"sk-admin-[\w-]{40,}"),
    Detector("OpenAI", "T3BlbkFJ", r"sk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}"),
    Detector("MiniMax", "sk-api-", r"sk-api-[\w-]{80,}"),
    # Not in the middle of a word ("task-..."); an escape such as \n may stand before it.
    # Not words alone either.
    Detector(
        None,
        "sk-",
        r"(?:(?<![A-Za-z0-9])|(?<=\\[nrt]))sk-(?=[A-Za-z_-]{0,31}\d|(?:[A-Za-z0-9]{0,15}[_-]){0,8}[A-Za-z0-9]{16})"
        r"[A-Za-z0-9_-]{32,}",
    ),
    Detector("Stripe", "k_live_", r"(?<![A-Za-z0-9])[sr]k_live_[A-Za-z0-9]{16,}"),
    Detector("ElevenLabs", "sk_", r"sk_[0-9a-f]{48}"),
    Detector("Groq", "gsk_", r"gsk_[A-Za-z0-9]{48,}"),
    Detector("Google", "AIza", r"AIza[\w-]{35}"),
    Detector("Google", "AQ.", r"AQ\.A[\w-]{40,}"),
    Detector("Google", "ya29.", r"(?<![\w-])ya29\.[\w-]{30,}"),
    Detector("Google", "1//0", r"(?<![\w:.-])1//0[\w-]{40,}"),
    Detector("xAI", "xai-", r"xai-[A-Za-z0-9]{70,}"),
    Detector("Perplexity", "pplx-", r"pplx-[A-Za-z0-9]{40,}"),
    Detector("NVIDIA", "nvapi-", r"nvapi-[\w-]{60,}"),
    Detector("Cerebras", "csk-", r"csk-[a-z0-9]{48}"),
    Detector("Brave", "BSA", r"(?<![A-Za-z0-9_-])BSA[\w-]{24,40}(?![\w-])"),
    Detector("Tavily", "tvly-", r"tvly-(?:(?:dev|prod)-[\w-]{28,}|[A-Za-z0-9]{28,})"),
    Detector("Context7", "ctx7sk-", r"ctx7sk-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"),
    Detector("ClawHub", "clh_", r"(?<![A-Za-z0-9])clh_[\w-]{20,}"),
    Detector("ModelScope", "ms-", r"(?<![A-Za-z0-9])ms-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"),
    Detector("Azure OpenAI", "JQQJ99", r"(?<![A-Za-z0-9])[A-Za-z0-9]{52}JQQJ99[A-Za-z0-9]{26}(?![A-Za-z0-9])"),
    Detector("GitHub", "github_pat_", r"github_pat_\w{60,}"),
    Detector("GitHub", "gh", r"gh[pousr]_[A-Za-z0-9._-]{36,}"),
    Detector("Hugging Face", "hf_", r"hf_[A-Za-z0-9]{34}"),
    Detector("Hugging Face", "api_org_", r"api_org_[A-Za-z0-9]{34}"),
    Detector("Replicate", "r8_", r"r8_[A-Za-z0-9]{37}"),
    Detector("GitLab", "glpat-", r"(?<![A-Za-z0-9])glpat-[\w-]{20,}(?:\.[0-9a-z]{2}\.[0-9a-z]{7,})?"),
    Detector("npm", "npm_", r"(?<![A-Za-z0-9])npm_[A-Za-z0-9]{36}"),
    Detector("Notion", "ntn_", r"(?<![A-Za-z0-9])ntn_[A-Za-z0-9]{40,}"),
    Detector("SendGrid", "SG.", r"(?<![A-Za-z0-9])SG\.[\w-]{22}\.[\w-]{43}"),
    Detector("MiMo", "tp-", r"(?<![A-Za-z0-9_-])tp-[A-Za-z0-9]{32,}(?![\w-])"),
    Detector("Volcengine", "AKLT", r"(?<![A-Za-z0-9])AKLT[A-Za-z0-9]{20,}={0,2}"),
    Detector("Slack", "xoxe", r"xoxe(?:\.xox[bp])?-\d-[A-Za-z0-9]{60,}"),
    Detector("Slack", "xox", r"xox[abprs]-\d{10,13}-[\w-]{20,}"),
    Detector("Slack", "xapp-", r"xapp-\d-[A-Z0-9]+-\d+-[0-9a-f]{64}"),
    Detector("Slack", "hooks.slack.com", r"https://hooks\.slack\.com/(?:services|workflows|triggers)/[A-Z0-9]+/[A-Z0-9]+/[\w/]{20,}"),
    Detector("Microsoft Teams", ".webhook.office.com/", r"https://[\w-]+\.webhook\.office\.com/webhookb2/[\w@-]+/IncomingWebhook/[\w/-]{30,}"),
    Detector("Microsoft Teams", ".api.powerplatform.com", r"https://[\w.-]+\.environment\.api\.powerplatform\.com(?::\d+)?/[^\s\"'?]{1,400}\?[^\s\"'?]{0,300}?\bsig=[\w%-]{20,}"),
    Detector("Feishu", "/open-apis/bot/", r"https://open\.(?:feishu\.cn|larksuite\.com)/open-apis/bot/v2/hook/[0-9a-f-]{36}"),
    Detector("WeCom", "/cgi-bin/webhook/", r"https://qyapi\.weixin\.qq\.com/cgi-bin/webhook/send\?key=[0-9a-f-]{36}"),
    Detector("DingTalk", "oapi.dingtalk.com", r"https://oapi\.dingtalk\.com/robot/send\?access_token=[0-9a-f]{64}"),
    Detector("Kagi", "kagi.com/", r"https://kagi\.com/(?:search)?\?token=[\w.-]{40,}"),
    Detector("Discord", "/webhooks/", r"https://[\w.]*discord(?:app)?\.com/api/(?:v\d+/)?webhooks/\d{17,19}/[\w-]{60,}"),
    Detector("Telegram", ":A", r"(?<!\d)\d{8,10}:A[\w-]{34}(?![\w-])"),
    Detector("Discord", ".", r"\b[MNO][A-Za-z\d]{23,25}\.[\w-]{6}\.[\w-]{27,38}(?![\w-])"),
    Detector("AWS", "A", r"\b(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\b"),
    Detector("AWS", "ABSK", r"(?<![A-Za-z0-9])ABSK[A-Za-z0-9+/]{100,}={0,2}"),
    Detector("AWS", "bedrock-api-key-", r"bedrock-api-key-[A-Za-z0-9+/=_-]{30,}"),
    Detector("Matrix", "syt_", r"(?<![A-Za-z0-9])syt_[A-Za-z0-9+/=]+_[A-Za-z]{20}_[A-Za-z0-9]{6}"),
    Detector("Matrix", "sy", r"(?<![A-Za-z0-9])sy[rl]_[A-Za-z0-9_]{20,}"),
    Detector("DingTalk", "SEC", r"(?<![A-Za-z0-9])SEC[0-9a-f]{64}(?![A-Za-z0-9])"),
    # In JSON its lines end in \n; between the first and the key stands more if a passphrase protects it.
    Detector(
        None,
        "PRIVATE KEY-----",
        r"-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY-----(?:\s|\\[nr])*"
        r"(?:(?:Proc-Type|DEK-Info): [\w,-]+(?:\s|\\[nr])*){0,2}"
        r"[A-Za-z0-9+/=]{16,}[A-Za-z0-9+/=\s\\]*(?:-----END [A-Z0-9 ]{3,60}-----)?",
    ),
    # Zhipu's, 16 behind the dot, and Ollama's, 24.
    Detector(None, ".", r"(?<![\w.-])[0-9a-f]{32}\.(?:[A-Za-z0-9]{16}|[\w-]{24})(?![\w.-])"),
)  # fmt: skip


# No credential of these formats is shorter; most texts are.
_SHORTEST_FORMAT = 20


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern when its keyword was seen: thirty of them would cost as much as a whole check."""
    return re.compile(pattern)


# As in Go, what stands before the last "@" of a host; a password may hold one.
# With a scheme, or as the whole of a string: people leave the scheme out of proxies.
_USERINFO = re.compile(r"""(?:://|(?:^|(?<=["']))(?=[^\s/@:"']*:[^\s/@"']*@[A-Za-z0-9]))([^\s/@:"[^]*:[^\s/?#"]+)@""")


# So long is what people take for a password.
_SHORTEST = 8
_MAIL = ("mailto", "sip", "sips", "xmpp", "acct")
# Small letters, a word in capitals or a capitalised word, and several of them; each is read in one way only.
_WORD = r"(?:[a-z]{1,20}|[A-Z](?:[a-z]{1,20}|[A-Z]{0,20}))"
_WORDS = re.compile(rf"[^A-Za-z0-9]*{_WORD}(?:[^A-Za-z0-9]{{1,3}}{_WORD})*[^A-Za-z0-9]*")


def is_words(text: str) -> bool:
    """Whether a text reads as words alone: ``zh-CN``, ``ctrl+shift+p``, ``agent:main``."""
    return _WORDS.fullmatch(text) is not None


class Found(NamedTuple):
    """A credential in a text: whose it is, if that can be told, and where it stands."""

    vendor: str | None
    start: int
    end: int


def may_hold_credential(text: str) -> bool:
    """Whether it is worth to search a text: most are too short for any format, and no address with a password."""
    return len(text) >= _SHORTEST_FORMAT or "@" in text


def find(text: str) -> Iterator[Found]:
    """Yield the credentials in a text, not overlapping: those in URLs, then in order of the detectors."""
    taken = bytearray(len(text))
    for found in _matches(text):
        if taken.find(1, found.start, found.end) < 0:
            taken[found.start : found.end] = b"\1" * (found.end - found.start)
            yield found


def _matches(text: str) -> Iterator[Found]:
    if "@" in text:
        # First, because a credential of a known format may be only a part of a password.
        for match in _USERINFO.finditer(text):
            if match.start() < match.start(1) or _is_user_and_password(match[1]):
                yield Found(None, *match.span(1))
    if len(text) < _SHORTEST_FORMAT:
        return
    for vendor_name, keyword, pattern in DETECTORS:
        if keyword in text:
            for match in _compiled(pattern).finditer(text):
                yield Found(vendor_name, *match.span())


def _is_user_and_password(text: str) -> bool:
    """Whether what stands before an "@" without a scheme is more than two words, as in ``mailto:joe@example.com``."""
    user, _, password = text.partition(":")
    if user.lower() in _MAIL:
        return False
    return any(char.isdigit() for char in password) or (len(password) >= _SHORTEST and not is_words(password))


def vendor(text: str) -> str | None:
    """Return who issued a credential that is the whole text; None if its format does not tell."""
    return next((found.vendor for found in find(text) if (found.start, found.end) == (0, len(text))), None)
