"""The ``tools.skills`` section and the tools that find and install skills."""

from __future__ import annotations

from typing import Annotated

from picoclaw_schema.model.field import Decoding, Secret, Section, field


class FindSkillsTool(Section):
    """The tool that searches registries for skills."""

    enabled: bool = field("Lets agents search the registries.", default=True, env="PICOCLAW_TOOLS_FIND_SKILLS_ENABLED")


class InstallSkillTool(Section):
    """The tool that installs a skill from a registry."""

    enabled: bool = field(
        "Lets agents install skills, which brings texts and code from strangers into the workspace.",
        default=True,
        env="PICOCLAW_TOOLS_INSTALL_SKILL_ENABLED",
    )


# The registries that PicoClaw looks at (docs/picoclaw.md 3).
REGISTRIES = {
    "clawhub": "Skills from ClawHub.",
    "github": "Skills from repositories on GitHub.",
}


class SkillRegistry(Section):
    """A place that skills come from."""

    name: str = field(
        "Name of the registry when registries is an array; in an object the key is the name. Only clawhub "
        "and github exist, and others are ignored."
    )
    enabled: bool = field("Searches this registry and installs from it.")
    base_url: str = field(
        "Address of the registry, for a server of your own. A password in it is neither hidden nor moved to "
        ".security.yml.",
        example="https://git.example.org",
    )
    auth_token: Secret = field(
        "Token for the registry. Keep it in .security.yml beside config.json, under "
        "skills.registries.<name>.auth_token."
    )


class GithubSkills(Section):
    """Where skills come from on GitHub, written in the older way."""

    base_url: str = field(
        "Address of GitHub, for a server of your own. It is still read.",
        env="PICOCLAW_TOOLS_SKILLS_GITHUB_BASE_URL",
        example="https://git.example.org",
        replaced_by="tools.skills.registries.github.base_url",
    )
    token: Secret = field(
        "Token for GitHub. It is still read, but belongs in .security.yml beside config.json, under "
        "skills.registries.github.auth_token.",
        env="PICOCLAW_TOOLS_SKILLS_GITHUB_TOKEN",
        replaced_by="tools.skills.registries.github.auth_token",
    )
    proxy: str = field(
        "Address of a proxy for GitHub; a password in it is neither hidden nor moved to .security.yml. It is "
        "still read, but belongs among the parameters of the registry github.",
        env="PICOCLAW_TOOLS_SKILLS_GITHUB_PROXY",
        example="http://127.0.0.1:7890",
        replaced_by="tools.skills.registries.github.proxy",
    )


class SkillSearchCache(Section):
    """Remembers the results of searches for skills."""

    max_size: int = field(
        "Most searches to remember. 0 or less means 50.",
        default=50,
        env="PICOCLAW_SKILLS_SEARCH_CACHE_MAX_SIZE",
        unit="search term",
    )
    ttl_seconds: int = field(
        "How long to remember a search. 0 or less means 300.",
        default=300,
        env="PICOCLAW_SKILLS_SEARCH_CACHE_TTL_SECONDS",
        unit="second",
    )


class Skills(Section):
    """Skills: texts that teach an agent how to do something."""

    enabled: bool = field("Lets agents use skills.", default=True, env="PICOCLAW_TOOLS_SKILLS_ENABLED")
    registries: Annotated[dict[str, SkillRegistry], Decoding("registries")] = field(
        "Places that skills come from, by name; only clawhub and github exist. An array of objects with a "
        "name works too, but takes no keys beyond the known ones, while in an object further keys become "
        "parameters of the registry, in which a secret is neither hidden nor moved to .security.yml.",
        example={"clawhub": {"enabled": True}, "github": {"enabled": False}},
    )
    github: GithubSkills = field(
        "Settings for skills from GitHub, written in the older way. They are still read.",
        replaced_by="tools.skills.registries.github",
    )
    max_concurrent_searches: int = field(
        "How many registries are searched at the same time. 0 or less means 2.",
        default=2,
        env="PICOCLAW_TOOLS_SKILLS_MAX_CONCURRENT_SEARCHES",
    )
    search_cache: SkillSearchCache = field("Remembers the results of searches.")
