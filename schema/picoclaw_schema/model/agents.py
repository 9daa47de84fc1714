"""The ``agents`` section: defaults for all agents, single agents, and which agent answers what."""

from __future__ import annotations

import builtins
from typing import Annotated

from pydantic import ConfigDict

from picoclaw_schema.model.field import Anything, Decoding, Section, field

_DIMENSIONS = {
    "space": "A session for each guild, team or other space.",
    "chat": "A session for each chat.",
    "topic": "A session for each topic or thread.",
    "sender": "A session for each sender.",
}
_MODE_DEFAULT = {
    "": "The same as default.",
    "default": "PicoClaw does what it does without a turn profile.",
    "off": "This part is left out of the turn.",
}
_MODE_CUSTOM = {**_MODE_DEFAULT, "custom": "Only what is named in allow is kept."}
_MODE_OTHERS = (
    "With any other value PicoClaw refuses the file when turn_profile is enabled, and does not look at it otherwise."
)
_SINCE_PROFILE = "0.2.9"


class Routing(Section):
    """Sends simple messages to a cheaper model."""

    enabled: bool = field(
        "Turns the choice between two models on. It stays off, without a message, when light_model is empty."
    )
    light_model: str = field(
        "Model for messages that score below the threshold, as a model_name of model_list in exactly its "
        "spelling. A name that is not there switches routing off with a warning."
    )
    threshold: float = field(
        "Score from 0 to 1 at which a message counts as demanding and gets the agent's main model. "
        "0 or less means 0.35, and more than 1 sends every message to light_model."
    )


class SubTurn(Section):
    """Limits for the turns that an agent starts inside a turn of its own."""

    max_depth: int = field(
        "How deep sub-turns may start further sub-turns. 0 or less means 3.",
        default=0,
        env="PICOCLAW_AGENTS_DEFAULTS_SUBTURN_PICOCLAW_AGENTS_DEFAULTS_SUBTURN_MAX_DEPTH",
    )
    max_concurrent: int = field(
        "How many sub-turns of one turn may run at the same time. 0 or less means 5.",
        default=0,
        env="PICOCLAW_AGENTS_DEFAULTS_SUBTURN_PICOCLAW_AGENTS_DEFAULTS_SUBTURN_MAX_CONCURRENT",
    )
    default_timeout_minutes: int = field(
        "How long a sub-turn may take. 0 or less means 5.",
        default=0,
        env="PICOCLAW_AGENTS_DEFAULTS_SUBTURN_PICOCLAW_AGENTS_DEFAULTS_SUBTURN_DEFAULT_TIMEOUT_MINUTES",
        unit="minute",
    )
    default_token_budget: int = field(
        "How many tokens a sub-turn may use when whoever starts it names no other number. 0 sets no limit.",
        default=0,
        env="PICOCLAW_AGENTS_DEFAULTS_SUBTURN_PICOCLAW_AGENTS_DEFAULTS_SUBTURN_DEFAULT_TOKEN_BUDGET",
        unit="token",
    )
    concurrency_timeout_sec: int = field(
        "How long a new sub-turn waits for a free place when max_concurrent are running. 0 or less means 30.",
        default=0,
        env="PICOCLAW_AGENTS_DEFAULTS_SUBTURN_PICOCLAW_AGENTS_DEFAULTS_SUBTURN_CONCURRENCY_TIMEOUT_SEC",
        unit="second",
    )


class ToolFeedback(Section):
    """Messages in the chat that tell which tool the agent is using."""

    enabled: bool = field(
        "Tells the chat about each tool the agent calls.",
        default=False,
        env="PICOCLAW_AGENTS_DEFAULTS_TOOL_FEEDBACK_ENABLED",
    )
    max_args_length: int = field(
        "How much of a tool's arguments such a message shows. 0 or less means 300.",
        default=300,
        env="PICOCLAW_AGENTS_DEFAULTS_TOOL_FEEDBACK_MAX_ARGS_LENGTH",
        unit="character",
    )
    separate_messages: bool = field(
        "Sends a message of its own for each tool call instead of changing the one that is there already.",
        default=False,
        env="PICOCLAW_AGENTS_DEFAULTS_TOOL_FEEDBACK_SEPARATE_MESSAGES",
    )


class TurnProfilePart(Section):
    """A part of the model's input that a turn profile can only keep or leave out."""

    mode: str = field(
        "Whether this part goes to the model. Capitals and blanks around the word do not matter, "
        "and custom is not possible here.",
        since=_SINCE_PROFILE,
        values=_MODE_DEFAULT,
        others=_MODE_OTHERS,
    )
    allow: list[str] = field(
        "Names to keep in mode custom, which this part does not have.",
        since=_SINCE_PROFILE,
        dead="Only the mode custom looks at the list, and skills and tools alone have that mode.",
    )


class TurnProfileChoice(Section):
    """A part of the model's input from which a turn profile can pick by name."""

    mode: str = field(
        "Which of these the model gets. Capitals and blanks around the word do not matter.",
        since=_SINCE_PROFILE,
        values=_MODE_CUSTOM,
        others=_MODE_OTHERS,
    )
    allow: list[str] = field(
        "Names to keep in mode custom; in the other modes the list is not used. "
        "A name that does not exist adds nothing, and an empty list leaves nothing at all.",
        since=_SINCE_PROFILE,
    )


class TurnProfile(Section):
    """Leaves parts of the usual input out of every turn, to save tokens or to narrow an agent down."""

    enabled: bool = field(
        "Puts the profile to use. While it is off, nothing in it is checked.",
        default=False,
        since=_SINCE_PROFILE,
    )
    history: TurnProfilePart = field("Whether earlier messages of the session go to the model.", since=_SINCE_PROFILE)
    system_prompt: TurnProfilePart = field(
        "Whether PicoClaw's own system prompt goes to the model.", since=_SINCE_PROFILE
    )
    skills: TurnProfileChoice = field("Which skills the model is told about.", since=_SINCE_PROFILE)
    tools: TurnProfileChoice = field("Which tools the model may call.", since=_SINCE_PROFILE)


class AgentDefaults(Section):
    """What holds for every agent that does not say otherwise."""

    # model_name and its kin are PicoClaw's words; older pydantic keeps the prefix for itself.
    model_config = ConfigDict(extra="forbid", protected_namespaces=())

    workspace: str = field(
        "Directory in which the agents keep their files. A leading ~ stands for the home directory, "
        "and an empty string means the directory workspace under PICOCLAW_HOME.",
        default="~/.picoclaw/workspace",
        env="PICOCLAW_AGENTS_DEFAULTS_WORKSPACE",
    )
    restrict_to_workspace: bool = field(
        "Keeps file tools and shell commands inside the workspace. With false the agent reaches "
        "every file that the PicoClaw process may touch.",
        default=True,
        env="PICOCLAW_AGENTS_DEFAULTS_RESTRICT_TO_WORKSPACE",
    )
    allow_read_outside_workspace: bool = field(
        "Lets the agent read files anywhere even though restrict_to_workspace is on. Writing stays confined.",
        default=False,
        env="PICOCLAW_AGENTS_DEFAULTS_ALLOW_READ_OUTSIDE_WORKSPACE",
    )
    provider: str = field(
        "Provider id or alias for fallback names that are not in model_list and name no provider themselves. "
        "Empty means openai, and it does not choose the provider of model_name.",
        default="",
        env="PICOCLAW_AGENTS_DEFAULTS_PROVIDER",
        offers="providers",
    )
    model_name: str = field(
        "Model the agents use, as a model_name of model_list in exactly its spelling. "
        "With an empty or unknown name PicoClaw does not start, unless the gateway runs with --allow-empty.",
        default="",
        env="PICOCLAW_AGENTS_DEFAULTS_MODEL_NAME",
    )
    model_fallbacks: list[str] = field(
        "Models to try, in this order, when model_name fails, each a model_name of model_list. "
        "Any other text is taken as provider/model and used with the main model's credentials."
    )
    image_model: str = field(
        "Model for messages with pictures, as a model_name of model_list. Empty means the usual model; any "
        "other text is taken as provider/model and used with the main model's credentials.",
        env="PICOCLAW_AGENTS_DEFAULTS_IMAGE_MODEL",
    )
    image_model_fallbacks: list[str] = field(
        "Models to try, in this order, when image_model fails, each a model_name of model_list. "
        "Any other text is taken as provider/model and used with the main model's credentials."
    )
    max_tokens: int = field(
        "Most tokens an answer of the model may have. 0 means 8192, and a number beyond the model's own "
        "limit is refused by the provider.",
        default=32768,
        env="PICOCLAW_AGENTS_DEFAULTS_MAX_TOKENS",
        unit="token",
    )
    context_window: int = field(
        "How many tokens fit in the model's context, used to decide when history is shortened. 0 means "
        "four times max_tokens; a number not above max_tokens shortens the history on every turn.",
        env="PICOCLAW_AGENTS_DEFAULTS_CONTEXT_WINDOW",
        unit="token",
    )
    temperature: float = field(
        "How freely the model words its answers. Absent or null means 0.7; PicoClaw does not check the "
        "range, and some models refuse any value but their own.",
        env="PICOCLAW_AGENTS_DEFAULTS_TEMPERATURE",
        example=0.7,
    )
    max_tool_iterations: int = field(
        "How often an agent may call the model and its tools for one message. 0 means 20; with a negative "
        "number the model is never called and the chat gets a stock answer.",
        default=50,
        env="PICOCLAW_AGENTS_DEFAULTS_MAX_TOOL_ITERATIONS",
    )
    summarize_message_threshold: int = field(
        "Number of messages after which a session's history is summarised. 0 means 20.",
        default=20,
        env="PICOCLAW_AGENTS_DEFAULTS_SUMMARIZE_MESSAGE_THRESHOLD",
        unit="message",
    )
    summarize_token_percent: int = field(
        "Share of the context window at which a session's history is summarised. 0 means 75, and more than "
        "100 means that the number of tokens never triggers it.",
        default=75,
        env="PICOCLAW_AGENTS_DEFAULTS_SUMMARIZE_TOKEN_PERCENT",
        unit="percent",
    )
    max_llm_retries: int = field(
        "How often a failed call of the model is repeated. 0 or less means 2, so retries cannot be turned off.",
        default=2,
        env="PICOCLAW_AGENTS_DEFAULTS_MAX_LLM_RETRIES",
        since="0.2.9",
    )
    llm_retry_backoff_secs: int = field(
        "How long to wait before a failed call of the model is repeated. 0 or less means 2.",
        default=2,
        env="PICOCLAW_AGENTS_DEFAULTS_LLM_RETRY_BACKOFF_SECS",
        since="0.2.9",
        unit="second",
    )
    max_parallel_turns: int = field(
        "How many messages are worked on at the same time. 0 or less means 1.",
        env="PICOCLAW_AGENTS_DEFAULTS_MAX_PARALLEL_TURNS",
    )
    max_media_size: int = field(
        "Largest file from a chat that is given to the model. 0 or less means 20 MiB.",
        env="PICOCLAW_AGENTS_DEFAULTS_MAX_MEDIA_SIZE",
        unit="byte",
    )
    split_on_marker: bool = field(
        "Sends an answer as several messages, cut where the model wrote PicoClaw's split marker.",
        default=False,
        env="PICOCLAW_AGENTS_DEFAULTS_SPLIT_ON_MARKER",
    )
    steering_mode: str = field(
        "What happens with messages that arrive while the agent is still working on one.",
        default="one-at-a-time",
        env="PICOCLAW_AGENTS_DEFAULTS_STEERING_MODE",
        values={
            "": "The same as one-at-a-time.",
            "one-at-a-time": "The waiting messages reach the agent one after the other.",
            "all": "All waiting messages reach the agent together.",
        },
        others="Any other value means one-at-a-time.",
    )
    context_manager: str = field(
        "What keeps the session's history within the context window.",
        env="PICOCLAW_AGENTS_DEFAULTS_CONTEXT_MANAGER",
        values={
            "": "The same as legacy.",
            "legacy": "History is summarised when it grows too long.",
            "seahorse": "The newer manager, which builds for mipsle, NetBSD and FreeBSD on ARM lack.",
        },
        others="Any other value gives a warning and means legacy.",
    )
    context_manager_config: Anything = field(
        "Settings for the context manager; PicoClaw takes any JSON value and checks nothing in it. "
        "The manager seahorse ignores it.",
        env="PICOCLAW_AGENTS_DEFAULTS_CONTEXT_MANAGER_CONFIG",
    )
    routing: Routing = field("Sends simple messages to a cheaper model. Absent or null means no routing.")
    subturn: SubTurn = field("Limits for turns that an agent starts inside one of its turns.")
    tool_feedback: ToolFeedback = field("Messages in the chat about the tools an agent calls.")
    turn_profile: TurnProfile = field("Leaves parts of the usual input out of every turn.", since=_SINCE_PROFILE)


class AgentModel(Section):
    """The model of one agent with its fallbacks."""

    primary: str = field(
        "Model to use, as a model_name of model_list, a model id, or provider/model. Empty means "
        "agents.defaults.model_name; a name that nothing matches goes to the default provider as it is."
    )
    fallbacks: list[str] = field(
        "Models to try when the primary one fails, each a model_name of model_list. Absent means "
        "agents.defaults.model_fallbacks, and an empty array means none."
    )


class Subagents(Section):
    """What one agent may hand over to others."""

    allow_agents: list[str] = field(
        'Ids of the agents that this one may start, or "*" for all. Absent or empty means none, and ids '
        "that do not exist are ignored.",
        example=["*"],
    )
    model: Annotated[AgentModel, Decoding("text-or-object")] = field(
        "Model for agents started by this one, as a name or as an object with primary and fallbacks.",
        dead="PicoClaw reads the key but never uses it.",
    )


class Agent(Section):
    """One agent with a name, a workspace and a model of its own."""

    id: str = field(
        "Name by which other settings refer to the agent. PicoClaw turns it into lower case, replaces what "
        "is not a letter, digit, _ or - by -, and takes an empty one for main; of two equal ids the later "
        "agent wins."
    )
    default: bool = field(
        "Makes this the agent for messages that no dispatch rule claims. The first agent marked so counts, "
        "and without a mark the first of the list."
    )
    name: str = field("Name of the agent for people.")
    workspace: str = field(
        "Directory for this agent's files. Empty means the default workspace for the default agent, and a "
        "directory workspace-<id> beside it for the others."
    )
    model: Annotated[AgentModel, Decoding("text-or-object")] = field(
        "Model for this agent: a name, or an object with primary and fallbacks. "
        "Absent, null or empty means the model of agents.defaults."
    )
    skills: list[str] = field("Skills this agent gets, by name; unknown names are ignored. Absent means all of them.")
    subagents: Subagents = field("Which other agents this one may start. Absent or null means none.")


class DispatchMatch(Section):
    """What a message must have for a rule to apply; all that is given must fit."""

    channel: str = field(
        "Name of the channel in channel_list, in lower case; a channel whose name has capitals never "
        "matches. Empty means any channel.",
        example="telegram",
    )
    account: str = field(
        'Account on which the message came in. Empty means "default", so a rule without it does not match '
        "channels that report an account, such as qq, wecom and slack."
    )
    space: str = field(
        "Space the message was written in, as type:id with the type that the channel uses, such as guild "
        "or team. Capitals do not matter; empty means any space.",
        example="guild:123456789012345678",
    )
    chat: str = field(
        "Chat the message was written in, as direct:id, group:id or channel:id. Capitals do not matter, "
        "and any other form never matches; empty means any chat.",
        example="group:-1001234567890",
    )
    topic: str = field(
        "Topic or thread the message was written in, as topic:id. Any other form never matches; empty means any topic.",
        example="topic:42",
    )
    sender: str = field(
        "Who wrote the message: the sender's id on the channel, or a name from session.identity_links. "
        "Empty means anybody.",
        example="123456789",
    )
    mentioned: bool = field(
        "Asks for messages that mention the bot, or with false for those that do not. Absent or null means "
        "that it does not matter."
    )


class DispatchRule(Section):
    """One rule that hands matching messages to an agent."""

    name: str = field("Name of the rule for people and logs; PicoClaw does not need it.")
    agent: str = field("Id of the agent that gets the message. With an empty or unknown id the default agent gets it.")
    when: DispatchMatch = field(
        "What a message must have for the rule to apply. A rule that asks for nothing is skipped."
    )
    session_dimensions: list[str] = field(
        "What tells sessions apart for messages of this rule. Absent means that session.dimensions says it.",
        values=_DIMENSIONS,
        others="Other names are dropped.",
    )


class Dispatch(Section):
    """Which agent answers which message."""

    rules: list[DispatchRule] = field(
        "Rules tried from first to last; the first one that fits decides. A message that fits none goes to "
        "the default agent."
    )


class Agents(Section):
    """The agents: defaults, single agents and who answers what."""

    defaults: AgentDefaults = field("What holds for every agent. Keys left out keep PicoClaw's own values.")
    # The key is called like the type, so the annotation has to say which of the two it means.
    list: builtins.list[Agent] = field(
        "Agents with settings of their own. Absent or empty means one agent called main that has the "
        "defaults; a null entry counts as such an agent too."
    )
    dispatch: Dispatch = field("Which agent answers which message. Absent or null means the default agent.")
