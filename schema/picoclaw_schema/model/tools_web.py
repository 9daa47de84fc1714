"""The ``tools.web`` section and the tool that reads web pages."""

from __future__ import annotations

from picoclaw_schema.model.field import Secret, Secrets, Section, Strings, field

_MAX_RESULTS = "Most results of a search. More than 10 is cut to 10, and 0 or less means 10."
_NEEDS_KEY = "Without a key it is passed over without a message."


class WebFetchTool(Section):
    """The tool that reads a web page."""

    enabled: bool = field("Lets agents read web pages.", default=True, env="PICOCLAW_TOOLS_WEB_FETCH_ENABLED")


class BaiduSearch(Section):
    """Search with Baidu."""

    enabled: bool = field(
        f"Makes Baidu available for searches. {_NEEDS_KEY}",
        default=False,
        env="PICOCLAW_TOOLS_WEB_BAIDU_ENABLED",
    )
    api_key: Secret = field(
        "Key for Baidu's Qianfan API. Keep it in .security.yml beside config.json, under web.baidu_search.api_key.",
        env="PICOCLAW_TOOLS_WEB_BAIDU_API_KEY",
    )
    base_url: str = field(
        "Address of the search API. Empty means Baidu's own.",
        default="https://qianfan.baidubce.com/v2/ai_search/web_search",
        env="PICOCLAW_TOOLS_WEB_BAIDU_BASE_URL",
    )
    max_results: int = field(
        _MAX_RESULTS,
        default=10,
        env="PICOCLAW_TOOLS_WEB_BAIDU_MAX_RESULTS",
        unit="result",
    )


class BraveSearch(Section):
    """Search with Brave."""

    enabled: bool = field(
        f"Makes Brave available for searches. {_NEEDS_KEY}",
        default=False,
        env="PICOCLAW_TOOLS_WEB_BRAVE_ENABLED",
    )
    api_keys: Secrets = field(
        "Keys for Brave. Keep them in .security.yml beside config.json, under web.brave.api_keys.",
        env="PICOCLAW_TOOLS_WEB_BRAVE_API_KEYS",
    )
    max_results: int = field(
        _MAX_RESULTS,
        default=5,
        env="PICOCLAW_TOOLS_WEB_BRAVE_MAX_RESULTS",
        unit="result",
    )


class DuckDuckGoSearch(Section):
    """Search with DuckDuckGo."""

    enabled: bool = field(
        "Makes DuckDuckGo available for searches; it needs no key.",
        default=False,
        env="PICOCLAW_TOOLS_WEB_DUCKDUCKGO_ENABLED",
    )
    max_results: int = field(
        _MAX_RESULTS,
        default=5,
        env="PICOCLAW_TOOLS_WEB_DUCKDUCKGO_MAX_RESULTS",
        unit="result",
    )


class GeminiSearch(Section):
    """Search with Google through a Gemini model."""

    enabled: bool = field(
        f"Makes Gemini available for searches. {_NEEDS_KEY}",
        default=False,
        env="PICOCLAW_TOOLS_WEB_GEMINI_ENABLED",
        since="0.2.9",
    )
    api_key: Secret = field(
        "Key for Gemini. Keep it in .security.yml beside config.json, under web.gemini.api_key.",
        env="PICOCLAW_TOOLS_WEB_GEMINI_API_KEY",
        since="0.2.9",
    )
    model: str = field(
        "Gemini model that does the search.",
        default="gemini-2.5-flash",
        env="PICOCLAW_TOOLS_WEB_GEMINI_MODEL",
        since="0.2.9",
    )
    max_results: int = field(
        _MAX_RESULTS,
        default=5,
        env="PICOCLAW_TOOLS_WEB_GEMINI_MAX_RESULTS",
        since="0.2.9",
        unit="result",
    )


class GlmSearch(Section):
    """Search with Zhipu's GLM."""

    enabled: bool = field(
        f"Makes GLM available for searches. {_NEEDS_KEY}", default=False, env="PICOCLAW_TOOLS_WEB_GLM_ENABLED"
    )
    api_key: Secret = field(
        "Key for GLM. Keep it in .security.yml beside config.json, under web.glm_search.api_key.",
        env="PICOCLAW_TOOLS_WEB_GLM_API_KEY",
    )
    base_url: str = field(
        "Address of the search API. Empty means Zhipu's own.",
        default="https://open.bigmodel.cn/api/paas/v4/web_search",
        env="PICOCLAW_TOOLS_WEB_GLM_BASE_URL",
    )
    search_engine: str = field(
        "Which of GLM's search engines to use.",
        default="search_std",
        env="PICOCLAW_TOOLS_WEB_GLM_SEARCH_ENGINE",
        values={
            "": "The same as search_std.",
            "search_std": "The standard engine.",
            "search_pro": "The advanced engine.",
            "search_pro_sogou": "The advanced engine with results from Sogou.",
            "search_pro_quark": "The advanced engine with results from Quark.",
        },
        others="Any other value is sent as it is, and GLM may refuse it.",
    )
    max_results: int = field(
        _MAX_RESULTS,
        default=5,
        env="PICOCLAW_TOOLS_WEB_GLM_MAX_RESULTS",
        unit="result",
    )


class KagiSearch(Section):
    """Search with Kagi."""

    enabled: bool = field(
        f"Makes Kagi available for searches. {_NEEDS_KEY}",
        default=False,
        env="PICOCLAW_TOOLS_WEB_KAGI_ENABLED",
        since="0.3.0",
    )
    api_keys: Secrets = field(
        "Keys for Kagi. Keep them in .security.yml beside config.json, under web.kagi.api_keys.",
        env="PICOCLAW_TOOLS_WEB_KAGI_API_KEYS",
        since="0.3.0",
    )
    base_url: str = field(
        "Address of the search API.",
        default="https://kagi.com/api/v1/search",
        env="PICOCLAW_TOOLS_WEB_KAGI_BASE_URL",
        since="0.3.0",
    )
    max_results: int = field(
        _MAX_RESULTS,
        default=5,
        env="PICOCLAW_TOOLS_WEB_KAGI_MAX_RESULTS",
        since="0.3.0",
        unit="result",
    )


class PerplexitySearch(Section):
    """Search with Perplexity."""

    enabled: bool = field(
        f"Makes Perplexity available for searches. {_NEEDS_KEY}",
        default=False,
        env="PICOCLAW_TOOLS_WEB_PERPLEXITY_ENABLED",
    )
    api_keys: Secrets = field(
        "Keys for Perplexity. Keep them in .security.yml beside config.json, under web.perplexity.api_keys.",
        env="PICOCLAW_TOOLS_WEB_PERPLEXITY_API_KEYS",
    )
    max_results: int = field(
        _MAX_RESULTS,
        default=5,
        env="PICOCLAW_TOOLS_WEB_PERPLEXITY_MAX_RESULTS",
        unit="result",
    )


class SearxngSearch(Section):
    """Search with a SearXNG server."""

    enabled: bool = field(
        "Makes SearXNG available for searches. Without base_url it is passed over without a message.",
        default=False,
        env="PICOCLAW_TOOLS_WEB_SEARXNG_ENABLED",
    )
    base_url: str = field(
        "Address of the SearXNG server, which must answer in JSON. A password in it is neither hidden nor "
        "moved to .security.yml.",
        default="",
        env="PICOCLAW_TOOLS_WEB_SEARXNG_BASE_URL",
        example="http://localhost:8888",
    )
    max_results: int = field(
        _MAX_RESULTS,
        default=5,
        env="PICOCLAW_TOOLS_WEB_SEARXNG_MAX_RESULTS",
        unit="result",
    )


class SogouSearch(Section):
    """Search with Sogou."""

    enabled: bool = field(
        "Makes Sogou available for searches; it needs no key.",
        default=True,
        env="PICOCLAW_TOOLS_WEB_SOGOU_ENABLED",
    )
    max_results: int = field(
        _MAX_RESULTS,
        default=5,
        env="PICOCLAW_TOOLS_WEB_SOGOU_MAX_RESULTS",
        unit="result",
    )


class TavilySearch(Section):
    """Search with Tavily."""

    enabled: bool = field(
        f"Makes Tavily available for searches. {_NEEDS_KEY}",
        default=False,
        env="PICOCLAW_TOOLS_WEB_TAVILY_ENABLED",
    )
    api_keys: Secrets = field(
        "Keys for Tavily. Keep them in .security.yml beside config.json, under web.tavily.api_keys.",
        env="PICOCLAW_TOOLS_WEB_TAVILY_API_KEYS",
    )
    base_url: str = field(
        "Address of the search API. Empty means Tavily's own.",
        default="",
        env="PICOCLAW_TOOLS_WEB_TAVILY_BASE_URL",
        example="https://api.tavily.com/search",
    )
    max_results: int = field(
        _MAX_RESULTS,
        default=5,
        env="PICOCLAW_TOOLS_WEB_TAVILY_MAX_RESULTS",
        unit="result",
    )


class Web(Section):
    """Searching the web and reading pages."""

    enabled: bool = field(
        "Lets agents search the web. The tool is missing without a message when no search provider is ready.",
        default=True,
        env="PICOCLAW_TOOLS_WEB_ENABLED",
    )
    provider: str = field(
        "Which search provider to use. It must be enabled and have its key; else another one that is ready "
        "is used. Capitals and blanks around the word do not matter.",
        default="auto",
        env="PICOCLAW_TOOLS_WEB_PROVIDER",
        values={
            "": "The same as auto.",
            "auto": "The first one that is ready: perplexity, brave, kagi, searxng, tavily, gemini, sogou or "
            "duckduckgo, baidu_search, glm_search.",
            "sogou": "Sogou, without a key.",
            "duckduckgo": "DuckDuckGo, without a key.",
            "gemini": "Google through a Gemini model.",
            "brave": "Brave.",
            "tavily": "Tavily.",
            "kagi": "Kagi, which releases before 0.3.0 do not know.",
            "perplexity": "Perplexity.",
            "searxng": "A SearXNG server.",
            "glm_search": "Zhipu's GLM.",
            "baidu_search": "Baidu.",
        },
        others="Any other value means auto.",
    )
    prefer_native: bool = field(
        "Uses the search that the model's own provider offers, where there is one, instead of web_search.",
        default=True,
        env="PICOCLAW_TOOLS_WEB_PREFER_NATIVE",
    )
    format: str = field(
        "What agents get of a page they read.",
        default="plaintext",
        env="PICOCLAW_TOOLS_WEB_FORMAT",
        values={"plaintext": "Its plain text.", "markdown": "Its text as Markdown, with headings and links."},
        others="Any other value means plain text.",
    )
    fetch_limit_bytes: int = field(
        "Most that is read of a page. 0 or less means 10 MiB.",
        default=10485760,
        env="PICOCLAW_TOOLS_WEB_FETCH_LIMIT_BYTES",
        unit="byte",
    )
    proxy: str = field(
        "Address of a proxy for searching and reading, with the scheme http, https, socks5 or socks5h and "
        "a host. With any other text agents have no web tools; a password in it is neither hidden nor "
        "moved to .security.yml.",
        env="PICOCLAW_TOOLS_WEB_PROXY",
        example="http://127.0.0.1:7890",
    )
    private_host_whitelist: Strings = field(
        "Private addresses that agents may read from, as IP addresses or networks. A wrong entry takes "
        "web_fetch away; absent or empty means that private addresses are refused.",
        env="PICOCLAW_TOOLS_WEB_PRIVATE_HOST_WHITELIST",
        example=["192.168.1.0/24"],
    )
    baidu_search: BaiduSearch = field("Search with Baidu, and its settings.")
    brave: BraveSearch = field("Search with Brave, and its settings.")
    duckduckgo: DuckDuckGoSearch = field("Search with DuckDuckGo, and its settings.")
    gemini: GeminiSearch = field("Search with Google through a Gemini model, and its settings.", since="0.2.9")
    glm_search: GlmSearch = field("Search with Zhipu's GLM, and its settings.")
    kagi: KagiSearch = field("Search with Kagi, and its settings.", since="0.3.0")
    perplexity: PerplexitySearch = field("Search with Perplexity, and its settings.")
    searxng: SearxngSearch = field("Search with a SearXNG server, and its settings.")
    sogou: SogouSearch = field("Search with Sogou, and its settings.")
    tavily: TavilySearch = field("Search with Tavily, and its settings.")
