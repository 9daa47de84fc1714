"""Credentials made up at test time: no file of ours holds anything that looks like one."""

from __future__ import annotations

import random
import string
from collections.abc import Callable

ALPHANUMERIC = string.ascii_letters + string.digits
URL_SAFE = ALPHANUMERIC + "-_"
HEX = "0123456789abcdef"
LOWER = string.ascii_lowercase
BASE32 = string.ascii_uppercase + "234567"

Make = Callable[[random.Random], str]


def text(rng: random.Random, alphabet: str, size: int) -> str:
    return "".join(rng.choice(alphabet) for _ in range(size))


def after(prefix: str, alphabet: str, size: int) -> Make:
    return lambda rng: prefix + text(rng, alphabet, size)


def uuid(rng: random.Random) -> str:
    return "-".join(text(rng, HEX, size) for size in (8, 4, 4, 4, 12))


def number(rng: random.Random, size: int) -> str:
    return rng.choice("123456789") + text(rng, string.digits, size - 1)


def pem(rng: random.Random, kind: str) -> str:
    lines = (text(rng, ALPHANUMERIC + "+/", 64) for _ in range(5))
    return "\n".join((f"-----BEGIN {kind}-----", *lines, f"-----END {kind}-----"))


# The vendor a detector names, and how to make one. The prefixes are cut so that no scanner takes them for keys.
FORMATS: list[tuple[str | None, Make]] = [
    ("Anthropic", after("sk-" + "ant-api03-", URL_SAFE, 95)),
    ("Anthropic", after("sk-" + "ant-admin01-", URL_SAFE, 95)),
    ("Anthropic", after("sk-" + "ant-oat01-", URL_SAFE, 60)),
    ("Anthropic", after("sk-" + "ant-ort01-", URL_SAFE, 60)),
    ("OpenRouter", after("sk-" + "or-v1-", HEX, 64)),
    ("OpenAI", lambda rng: "sk-" + "proj-" + text(rng, URL_SAFE, 74) + "T3Blbk" + "FJ" + text(rng, URL_SAFE, 74)),
    ("OpenAI", lambda rng: "sk-" + "svcacct-" + text(rng, URL_SAFE, 58) + "T3Blbk" + "FJ" + text(rng, URL_SAFE, 58)),
    ("OpenAI", after("sk-" + "admin-", URL_SAFE, 120)),
    ("OpenAI", lambda rng: "sk-" + text(rng, ALPHANUMERIC, 20) + "T3Blbk" + "FJ" + text(rng, ALPHANUMERIC, 20)),
    ("MiniMax", after("sk-" + "api-", URL_SAFE, 119)),
    (None, after("sk-", HEX, 32)),
    (None, after("sk-", ALPHANUMERIC, 48)),
    (None, after("sk-", LOWER, 48)),
    ("ElevenLabs", after("sk" + "_", HEX, 48)),
    ("Groq", after("gsk" + "_", ALPHANUMERIC, 52)),
    ("Google", after("AIza" + "Sy", URL_SAFE, 33)),
    ("Google", after("AQ" + ".Ab8RN6", URL_SAFE, 44)),
    ("xAI", after("xai" + "-", ALPHANUMERIC, 80)),
    ("Perplexity", after("pplx" + "-", ALPHANUMERIC, 48)),
    ("NVIDIA", after("nvapi" + "-", URL_SAFE, 64)),
    ("Cerebras", after("csk" + "-", LOWER + string.digits, 48)),
    ("Tavily", after("tvly" + "-", ALPHANUMERIC, 32)),
    ("Tavily", after("tvly" + "-dev-", ALPHANUMERIC, 32)),
    ("Context7", lambda rng: "ctx7" + "sk-" + uuid(rng)),
    ("GitHub", after("github" + "_pat_", ALPHANUMERIC + "_", 82)),
    ("GitHub", after("ghp" + "_", ALPHANUMERIC, 36)),
    ("GitHub", after("gho" + "_", ALPHANUMERIC, 36)),
    ("GitHub", after("ghu" + "_", ALPHANUMERIC, 36)),
    ("GitHub", after("ghr" + "_", ALPHANUMERIC, 36)),
    ("GitHub", after("ghs" + "_", ALPHANUMERIC, 36)),
    ("GitHub", after("ghs" + "_12345_", ALPHANUMERIC + "._-", 500)),
    ("Hugging Face", after("hf" + "_", string.ascii_letters, 34)),
    ("Hugging Face", after("api" + "_org_", string.ascii_letters, 34)),
    ("Replicate", after("r8" + "_", ALPHANUMERIC, 37)),
    ("Slack", lambda rng: f"xox{'b'}-{number(rng, 12)}-{number(rng, 12)}-{text(rng, ALPHANUMERIC, 24)}"),
    ("Slack", lambda rng: f"xap{'p'}-1-A{text(rng, BASE32, 9)}-{number(rng, 12)}-{text(rng, HEX, 64)}"),
    (
        "Slack",
        lambda rng: (
            "https://hooks.slack"
            + f".com/services/T{text(rng, BASE32, 8)}/B{text(rng, BASE32, 9)}/"
            + text(rng, ALPHANUMERIC, 24)
        ),
    ),
    (
        "Slack",
        lambda rng: (
            "https://hooks.slack"
            + f".com/workflows/T{text(rng, BASE32, 8)}/A{text(rng, BASE32, 9)}/{number(rng, 18)}/"
            + text(rng, ALPHANUMERIC, 24)
        ),
    ),
    (
        "Slack",
        lambda rng: (
            "https://hooks.slack" + f".com/triggers/T{text(rng, BASE32, 8)}/{number(rng, 13)}/" + text(rng, HEX, 32)
        ),
    ),
    ("Discord", lambda rng: "https://discord" + f".com/api/webhooks/{number(rng, 18)}/" + text(rng, URL_SAFE, 68)),
    ("Telegram", lambda rng: f"{number(rng, 10)}:A" + text(rng, URL_SAFE, 34)),
    ("Telegram", lambda rng: f"{number(rng, 8)}:A" + text(rng, URL_SAFE, 34)),
    (
        "Discord",
        lambda rng: (
            rng.choice("MNO")
            + text(rng, ALPHANUMERIC, 24)
            + "."
            + text(rng, URL_SAFE, 6)
            + "."
            + text(rng, URL_SAFE, rng.choice((27, 38)))
        ),
    ),
    ("AWS", lambda rng: rng.choice(("AK", "AS")) + "IA" + text(rng, BASE32, 16)),
    (
        "Matrix",
        lambda rng: (
            "syt" + f"_{text(rng, ALPHANUMERIC, 8)}_{text(rng, string.ascii_letters, 20)}_" + text(rng, ALPHANUMERIC, 6)
        ),
    ),
    (
        None,
        lambda rng: ".".join(
            ("eyJ" + text(rng, URL_SAFE, 20), "eyJ" + text(rng, URL_SAFE, 40), text(rng, URL_SAFE, 43))
        ),
    ),
    ("Google", after("ya" + "29.", URL_SAFE, 120)),
    ("Google", after("1/" + "/0", URL_SAFE, 100)),
    ("Brave", after("BSA", URL_SAFE, 28)),
    ("ClawHub", after("clh" + "_", URL_SAFE, 32)),
    ("ModelScope", lambda rng: "ms" + "-" + uuid(rng)),
    ("Azure OpenAI", lambda rng: text(rng, ALPHANUMERIC, 52) + "JQQ" + "J99" + text(rng, ALPHANUMERIC, 26)),
    (
        "Microsoft Teams",
        lambda rng: (
            f"https://{text(rng, LOWER, 8)}.webhook.office"
            + f".com/webhookb2/{uuid(rng)}@{uuid(rng)}/IncomingWebhook/{text(rng, HEX, 32)}/{uuid(rng)}"
        ),
    ),
    (
        "Microsoft Teams",
        lambda rng: (
            f"https://{text(rng, HEX, 30)}.{text(rng, string.digits, 2)}.environment.api.powerplatform"
            + f".com:443/powerautomate/automations/direct/workflows/{text(rng, HEX, 32)}/triggers/manual/paths/invoke"
            + f"?api-version=1&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig={text(rng, URL_SAFE, 43)}"
        ),
    ),
    ("Feishu", lambda rng: "https://open.feishu" + f".cn/open-apis/bot/v2/hook/{uuid(rng)}"),
    ("Feishu", lambda rng: "https://open.larksuite" + f".com/open-apis/bot/v2/hook/{uuid(rng)}"),
    ("WeCom", lambda rng: "https://qyapi.weixin" + f".qq.com/cgi-bin/webhook/send?key={uuid(rng)}"),
    ("DingTalk", lambda rng: "https://oapi.dingtalk" + f".com/robot/send?access_token={text(rng, HEX, 64)}"),
    ("Kagi", lambda rng: "https://kagi" + f".com/search?token={text(rng, URL_SAFE, 11)}.{text(rng, URL_SAFE, 43)}"),
    ("AWS", after("ABS" + "K", ALPHANUMERIC + "+/", 120)),
    ("AWS", after("bedrock-api-" + "key-YmVk", ALPHANUMERIC, 80)),
    ("Matrix", after("sy" + "r_", ALPHANUMERIC, 30)),
    ("Matrix", after("sy" + "l_", ALPHANUMERIC, 30)),
    ("DingTalk", after("SE" + "C", HEX, 64)),
    (None, lambda rng: text(rng, HEX, 32) + "." + text(rng, ALPHANUMERIC, 16)),
    (None, lambda rng: text(rng, HEX, 32) + "." + text(rng, URL_SAFE, 24)),
    ("AWS", lambda rng: "A" + "3T" + text(rng, BASE32, 17)),
    ("Volcengine", after("AK" + "LT", ALPHANUMERIC, 43)),
    ("MiMo", after("tp" + "-", ALPHANUMERIC, 32)),
    ("Tavily", lambda rng: "tvly" + f"-dev-{text(rng, ALPHANUMERIC, 6)}-{text(rng, ALPHANUMERIC + '_', 40)}"),
    ("Tavily", after("tvly" + "-prod-", ALPHANUMERIC, 32)),
    ("Slack", after("xoxe" + ".xox" + "p-1-", ALPHANUMERIC, 163)),
    ("Slack", after("xoxe" + "-1-", ALPHANUMERIC, 146)),
    ("Discord", lambda rng: "https://discord" + f".com/api/v10/webhooks/{number(rng, 18)}/" + text(rng, URL_SAFE, 68)),
    ("GitLab", after("glpat" + "-", URL_SAFE, 20)),
    ("Stripe", after("sk" + "_live_", ALPHANUMERIC, 24)),
    ("Stripe", after("rk" + "_live_", ALPHANUMERIC, 24)),
    ("SendGrid", lambda rng: "S" + f"G.{text(rng, URL_SAFE, 22)}.{text(rng, URL_SAFE, 43)}"),
    ("npm", after("np" + "m_", ALPHANUMERIC, 36)),
    ("Notion", after("nt" + "n_", ALPHANUMERIC, 46)),
    (None, lambda rng: pem(rng, "PRIVATE KEY")),
    (None, lambda rng: pem(rng, "OPENSSH PRIVATE KEY")),
]

# Formats without anything telling: only the field they stand in gives them away.
PLAIN: list[tuple[str | None, Make]] = [
    ("Mistral", lambda rng: text(rng, ALPHANUMERIC, 32)),
    ("Volcengine", uuid),
    ("Azure", lambda rng: text(rng, HEX, 32)),
    ("AWS secret", lambda rng: text(rng, ALPHANUMERIC + "/+", 40)),
    ("Cohere", lambda rng: text(rng, ALPHANUMERIC, 40)),
    ("Kagi", lambda rng: text(rng, URL_SAFE, 11) + "." + text(rng, URL_SAFE, 43)),
    ("LINE", lambda rng: text(rng, ALPHANUMERIC + "/+", 171) + "="),
    ("Feishu", lambda rng: text(rng, ALPHANUMERIC, 32)),
    ("Feishu", lambda rng: rng.choice("tua") + "-" + text(rng, ALPHANUMERIC, 40)),
    ("Discord", lambda rng: text(rng, HEX, 64)),
    ("Alibaba", after("sk-" + "sp-", ALPHANUMERIC, 28)),
    ("DingTalk", lambda rng: text(rng, URL_SAFE, 64)),
    ("WeCom", lambda rng: text(rng, URL_SAFE, 43)),
]
