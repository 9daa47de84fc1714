"""The providers of web searches that PicoClaw has (docs/picoclaw.md 2.6)."""

from __future__ import annotations

#: Each with what it needs besides being enabled; only sogou is enabled by default.
NEEDS = {
    "sogou": "",
    "duckduckgo": "",
    "gemini": "api_key",
    "brave": "api_keys",
    "tavily": "api_keys",
    "kagi": "api_keys",
    "perplexity": "api_keys",
    "searxng": "base_url",
    "glm_search": "api_key",
    "baidu_search": "api_key",
}
