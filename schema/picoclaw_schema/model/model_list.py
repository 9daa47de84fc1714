"""The ``model_list`` section: one entry for each model PicoClaw can talk to."""

from __future__ import annotations

from pydantic import ConfigDict

from picoclaw_schema.model.field import FreeObject, Secrets, Section, any_case, field


class ModelStreaming(Section):
    """Whether a model's answer is shown while it is still being written."""

    enabled: bool = field(
        "Asks the model to stream. It shows only in channels (telegram, pico, wecom) that have streaming "
        "enabled in their settings as well, and for agents without fallback models.",
        since="0.2.9",
    )


class Model(Section):
    """One model: its name here, where it is served, and how to log in."""

    # model_name is PicoClaw's word; older pydantic keeps the prefix for itself.
    model_config = ConfigDict(extra="forbid", protected_namespaces=())

    model_name: str = field(
        "Name by which the rest of the file refers to this model; it must not be empty. Several entries "
        "may share a name: PicoClaw then uses them in turn.",
        needed=True,
    )
    model: str = field(
        "The provider's own id of the model; it must not be empty, have white space or // in it, or start "
        "with /. Without provider, the part before the first / is taken as the provider if it is a known "
        "one.",
        needed=True,
        pattern=r"^(?!/)(?!.*//)[^ \t\r\n]*$",
        form="it must have no blanks and no // in it, and not start with /",
        refused_from="0.2.9",
    )
    provider: str = field(
        "Who serves the model: a provider id or alias, blanks around it and capitals aside. Empty means "
        "the known provider that model starts with, else openai; an unknown one fails when the model is "
        "first used.",
        offers="providers",
    )
    api_base: str = field(
        "Address of the provider's API with its version part but without /chat/completions; keep secrets out "
        "of it. Empty means the provider's usual address; azure has none and needs it, and bedrock takes a "
        "region name here.",
        example="https://",
    )
    api_keys: Secrets = field(
        "Keys for the provider; with more than one, the others step in when one fails. Null, an empty "
        "array and empty strings mean no key. Keep the keys in .security.yml beside config.json, under "
        "model_list.<model_name>.api_keys."
    )
    auth_method: str = field(
        "How to log in where there is a way without an API key. Capitals and blanks around the word do not matter.",
        values={
            "": "The API key is used.",
            "oauth": "The login made with picoclaw auth login is used, for openai and anthropic.",
            "token": "The token stored with picoclaw auth login is used, for openai and anthropic.",
            "local": "A mark for the web interface only.",
        },
        others="Any other value is ignored, and the API key is used.",
    )
    connect_mode: str = field(
        "How to reach the GitHub Copilot agent. Other providers do not look at it.",
        values={"": "The same as grpc.", "grpc": "The agent is reached over gRPC."},
        others="The file loads, but a github-copilot model with another value, even stdio, cannot be used.",
    )
    enabled: bool = field(
        "Whether the model counts as usable in picoclaw model and in the web interface. The gateway and "
        "the agents do not look at it: a model with false is still used."
    )
    streaming: ModelStreaming = field("Whether answers are shown while they are being written.", since="0.2.9")
    fallbacks: list[str] = field(
        "Models to use when this one fails.",
        dead="PicoClaw reads the key but never uses it.",
        replaced_by="agents.defaults.model_fallbacks",
    )
    rpm: int = field(
        "Most requests to this model in a minute; more of them wait. 0 or less means no limit.",
        unit="request",
    )
    request_timeout: int = field(
        "How long to wait for an answer. 0 or less means 120; slow local models may need more.",
        unit="second",
    )
    max_tokens_field: str = field(
        "Name of the request key that carries the token limit, for providers that speak OpenAI's protocol.",
        values={
            "": "max_completion_tokens if the model's name has glm, o1 or gpt-5 in it, else max_tokens.",
            "max_tokens": "The limit is sent under the older name.",
            "max_completion_tokens": "The limit is sent under the newer name.",
        },
        others="Any other text is used as the name, and the provider may refuse the request.",
    )
    thinking_level: str = field(
        "How much the model should think before it answers. It works for DeepSeek, Gemini and Anthropic "
        "with oauth, off for some more; elsewhere it is ignored with a warning. Capitals do not matter.",
        values={
            "": "The provider decides.",
            "off": "No thinking.",
            "low": "A little thinking; DeepSeek takes it for high.",
            "medium": "Some thinking; DeepSeek takes it for high.",
            "high": "Much thinking.",
            "xhigh": "The most thinking.",
            "adaptive": "The model decides how much; DeepSeek ignores it.",
        },
        others="Any other value counts as not set.",
    )
    tool_schema_transform: str = field(
        "How the descriptions of tools are simplified for providers that refuse elaborate ones, such as "
        "Gemini. Capitals and blanks around the word do not matter.",
        since="0.2.9",
        values={
            "": "Descriptions are sent as they are.",
            "off": "Descriptions are sent as they are.",
            "none": "Descriptions are sent as they are.",
            "native": "Descriptions are sent as they are.",
            "simple": "Descriptions are reduced to what every provider takes.",
            "basic": "The same as simple.",
            "strict": "The same as simple.",
            "flat": "The same as simple.",
        },
        pattern=any_case("", "off", "none", "native", "simple", "basic", "strict", "flat"),
        refused_from="0.2.9",
    )
    extra_body: FreeObject = field(
        "Further keys for the body of every request, sent as they are. azure, anthropic-messages, "
        "alibaba-coding-anthropic, bedrock and the command-line providers ignore it; keep secrets out of it.",
        example={"top_p": 0.9},
    )
    custom_headers: dict[str, str] = field(
        "Further HTTP headers for every request, name to text. azure, anthropic-messages and "
        "alibaba-coding-anthropic ignore it; a secret in it is neither hidden nor moved to .security.yml.",
        example={"X-Title": "PicoClaw"},
    )
    user_agent: str = field(
        "What PicoClaw calls itself in requests to the provider. Empty means PicoClaw/ and its version.",
        example="HomeAssistantBot/1.0",
    )
    proxy: str = field(
        "Address of a proxy for requests to the provider; a password in it is neither hidden nor moved to "
        ".security.yml. Requests go out directly when it cannot be parsed, and for anthropic-messages and "
        "alibaba-coding-anthropic.",
        example="http://127.0.0.1:7890",
    )
    workspace: str = field(
        "Directory in which the command of a claude-cli or codex-cli model runs; other providers ignore "
        "it. Empty means the agent's workspace."
    )
