"""The rule ``unprotected-secret``."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Part, Pointer, dotted
from picoclaw_lint.rule import Bad, Good, Hit, rule
from picoclaw_lint.rules.secrets.plaintext_secret import slots_of_wrong_type
from picoclaw_lint.secrets.redaction import Redacted

_SERVER = '{"version": 3, "tools": {"mcp": {"servers": {"github": {"command": "npx", PART}}}}}'
_MODEL = '{"version": 3, "model_list": [{"model_name": "a", "model": "openai/gpt-4o", PART}]}'
_UNMOVED = ", where PicoClaw neither masks it nor moves it to .security.yml"

# What to do instead, by the last keys on the way to the secret.
_REMEDIES: tuple[tuple[tuple[str, ...], str], ...] = (
    (("env",), "put it into a file of its own, name that in env_file, and keep the file out of git"),
    (("args",), "pass it in the environment of the server, from a file named in env_file that git does not track"),
    (("proxy",), "use a proxy that asks for no password, or one on this machine that adds it"),
    (("elevenlabs_api_key",), "write a model_list entry with provider elevenlabs, and its key into .security.yml"),
    (("api_base", "base_url"), "keep the key out of the address; api_keys in .security.yml are sent with each request"),
    (("custom_headers",), "use api_keys for it, kept in .security.yml"),
)


@rule(
    severity=("warning", "error"),
    impact="security",
    examples=[
        Bad(
            _SERVER.replace("PART", '"env": {"GITHUB_TOKEN": «"<any key>"»}'),
            "tools.mcp.servers.github.env.GITHUB_TOKEN holds a secret (<secret of 32 characters>), "
            "where PicoClaw neither masks it nor moves it to .security.yml",
        ),
        Bad(
            _SERVER.replace(
                "PART", '"args": ["-y", "server-postgres", «"postgresql://bot:<any key>@db.example.com/x"»]'
            ),
            "tools.mcp.servers.github.args[2] holds a secret (<secret of 36 characters>), "
            "where PicoClaw neither masks it nor moves it to .security.yml, and git tracks the file",
            tracked=True,
        ),
        Bad(
            _SERVER.replace("PART", '"args": [«"--api-key=<any key> --bot=<telegram token>"»]'),
            "tools.mcp.servers.github.args[0] holds a secret (<secret of 32 characters>), "
            "where PicoClaw neither masks it nor moves it to .security.yml",
        ),
        Bad(
            _SERVER.replace("PART", '"args": ["--api-key", «"<any key>"»]'),
            "tools.mcp.servers.github.args[1] holds a secret (<secret of 32 characters>), "
            "where PicoClaw neither masks it nor moves it to .security.yml",
        ),
        Bad(
            _SERVER.replace("PART", '"headers": {"Authorization": «"Bearer <any key>"»}'),
            "tools.mcp.servers.github.headers.Authorization holds a secret (<secret of 32 characters>), "
            "where PicoClaw neither masks it nor moves it to .security.yml",
        ),
        Bad(
            _MODEL.replace("PART", '"proxy": «"http://me:<any key>@proxy.example.com:3128"»'),
            "model_list[0].proxy holds a secret (<secret of 35 characters>), "
            "where PicoClaw neither masks it nor moves it to .security.yml",
        ),
        Bad(
            '{"version": 3, "voice": {"elevenlabs_api_key": «"<any key>"»}}',
            "voice.elevenlabs_api_key holds a secret (<secret of 32 characters>), "
            "where PicoClaw neither masks it nor moves it to .security.yml",
        ),
        Bad(
            '{"version": 3, "my_notes": {"telegram": [«"<telegram token>"»]}}',
            "my_notes.telegram[0] holds a secret (<Telegram secret of 46 characters>), "
            "where PicoClaw neither masks it nor moves it to .security.yml",
        ),
        Bad(
            '{"version": 3, "my_notes": {«"<telegram token>"»: "the old bot"}}',
            "my_notes has a secret for a key (<Telegram secret of 46 characters>), "
            "where PicoClaw neither masks it nor moves it to .security.yml",
        ),
        Bad(
            _SERVER.replace("PART", '"env": {"A_TOKEN": «"<any key>"», "A_TOKEN": «"<any key>"»}'),
            "tools.mcp.servers.github.env.A_TOKEN holds a secret (<secret of 32 characters>), "
            "where PicoClaw neither masks it nor moves it to .security.yml",
        ),
        Good(_SERVER.replace("PART", '"env": {"GITHUB_TOKEN": "YOUR_TOKEN"}')),
        Good(_MODEL.replace("PART", '"api_keys": "<openai key>"')),
        Good(_MODEL.replace("PART", '"api_keys": {"main": "<openai key>"}')),
        Good(_SERVER.replace("PART", '"env": {"REQUIRE_PASSWORD": "true", "SSH_KEY": "~/.ssh/id_ed25519"}')),
        Good(_SERVER.replace("PART", '"args": ["postgresql://user:password@localhost/dbname"]')),
        Good(_SERVER.replace("PART", '"headers": {"Authorization": "Bearer ${TOKEN}"}')),
        Good(_MODEL.replace("PART", '"extra_body": {"prompt_cache_key": "picoclaw-main"}')),
        Good(_MODEL.replace("PART", '"api_keys": ["<openai key>"]')),
        Good(_MODEL.replace("PART", '"api_key": "<openai key>"')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A secret stands where PicoClaw does not protect it.

    Why: PicoClaw knows which of its fields hold secrets. From those it takes ``file://`` and ``enc://``, moves what is
    in plain text to ``.security.yml`` when it saves, and cuts it out of what the model sees. A secret in the
    environment, the arguments or the headers of an MCP server, in an address, in a hook or in a field that nobody
    knows gets nothing of that: it stays in the file, and a reference in its place is sent as it stands.

    What to do: an MCP server takes an ``env_file``; a model takes ``api_keys``. Keep whatever must hold the secret out
    of git, and revoke a key that was ever committed.

    Source: docs/picoclaw.md part 4; formats in 8.6.
    """
    slots = slots_of_wrong_type(context)
    last: Pointer | None = None
    for secret in context.unprotected_secrets:
        # One finding for a text, however many secrets are in it: they have the same pointer, not an equal one.
        if secret.pointer is not last and not _is_inside(secret.pointer, slots):
            last = secret.pointer
            yield _hit(context, f"{dotted(last)} holds a secret", last, secret.text)
    for secret in context.written_secrets:
        if secret.part == "key" and not _is_inside(secret.pointer, slots):
            where = dotted(secret.pointer[:-1]) or "the config"
            yield _hit(context, f"{where} has a secret for a key", secret.pointer, secret.text, "key")


def _is_inside(pointer: Pointer, slots: Collection[Pointer]) -> bool:
    return bool(slots) and any(pointer[:end] in slots for end in range(len(pointer) + 1))


def _hit(context: Context, message: str, place: Pointer, secret: str, part: Part = "value") -> Hit:
    message, remedy = f"{message} ({Redacted(secret)}){_UNMOVED}", _remedy(place)
    if context.tracked:
        message, remedy = f"{message}, and git tracks the file", f"{remedy}; revoke a key that was committed"
    return Hit(message, place, part, help=remedy, severity="error" if context.tracked else None, in_file=True)


def _remedy(pointer: Pointer) -> str:
    last = [key for key in pointer if isinstance(key, str)][-2:]
    for keys, remedy in _REMEDIES:
        if any(key in last for key in keys):
            return remedy
    return "take it out, or keep the whole file out of git"
