"""The rule ``plaintext-secret``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Part, Pointer, dotted, found_at, pointer_of
from picoclaw_lint.rule import Bad, Good, Hit, rule, unsafe
from picoclaw_lint.secrets.detectors import vendor
from picoclaw_lint.secrets.free_text import places_in, secret_spans_of, secrets_in
from picoclaw_lint.secrets.redaction import Redacted, is_literal
from picoclaw_lint.security_slots import slot_of
from picoclaw_lint.structure import Secret

_CONFIG = '{"version": 3, "model_list": [{"model_name": "a", "model": "openai/gpt-4o", "api_keys": [KEY]}]}'


@rule(
    severity=("warning", "error"),
    impact="security",
    fix="unsafe",
    examples=[
        Bad(
            _CONFIG.replace("KEY", '«"<openai key>"»'),
            "model_list[0].api_keys[0] holds a secret in plain text (<OpenAI secret of 51 characters>), and git tracks the file",
            tracked=True,
        ),
        Bad(
            '{"model_list": [{"model_name": "a", "model": "groq/x", "api_key": «"<any key>"»}]}',
            "model_list[0].api_key holds a secret in plain text (<Groq secret of 32 characters>)",
        ),
        Bad(
            '{"version": 3, "channel_list": {"telegram": {"settings": {"token": «"<telegram token>"»}}}}',
            "channel_list.telegram.settings.token holds a secret in plain text (<Telegram secret of 46 characters>)",
        ),
        Bad(
            '{"version": 3, "channel_list": {"irc": {"password": «"<any key>"»}}}',
            "channel_list.irc.password holds a secret in plain text (<irc secret of 32 characters>)",
        ),
        Bad(
            _CONFIG.replace("KEY", '«"<openai key>"»'),
            "model_list[0].api_keys[0] holds a secret in plain text (<OpenAI secret of 51 characters>)",
            security="model_list: {a: {api_keys: [<any key>]}}\n",
        ),
        Bad(
            '{"model_list": [{"model_name": "a", "model": "groq/x", "api_key": «"<any key>"»}]}',
            "model_list[0].api_key holds a secret in plain text (<Groq secret of 32 characters>)",
            security="model_list: {a: {api_keys: [<any key>]}}\n",
        ),
        Bad(
            _CONFIG.replace("[KEY]", '«"<openai key>"»'),
            "model_list[0].api_keys holds a secret in plain text (<OpenAI secret of 51 characters>)",
        ),
        Bad(
            _CONFIG.replace("[KEY]", '{"main": «"<openai key>"»}'),
            "model_list[0].api_keys.main holds a secret in plain text (<OpenAI secret of 51 characters>)",
        ),
        Bad(
            '{"channels": {"irc": {"password": «"<any key>"», "password": «"<any key>"»}}}',
            "channels.irc.password holds a secret in plain text (<secret of 32 characters>)",
        ),
        Good(_CONFIG.replace("KEY", '"file://key"'), files={"key": "x"}),
        Good(_CONFIG.replace("KEY", ""), security="model_list: {a: {api_keys: [<any key>]}}\n"),
        Good(_CONFIG.replace("KEY", '"YOUR_OPENAI_API_KEY_HERE"')),
        Good(_CONFIG.replace("KEY", '"[NOT_HERE]", "", "${OPENAI_API_KEY}"')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A secret stands in the config in plain text.

    Why: a config is copied, shown and committed. A key in it is then everybody's, and removing it later does not take
    it out of the history of the repository. It is an error where git tracks the file or has it staged.

    What to do: move it to ``.security.yml`` beside the config (PicoClaw does so itself when it saves), or to a file
    named with ``file://``, and keep both out of git. A key that was ever committed must be revoked.

    Source: docs/picoclaw.md part 4; placeholders and formats in 8.6.
    """
    # That the security file has another key in its place makes no secret of it.
    for secret in context.alone.secrets:
        if is_literal(secret.text):
            yield _hit(context, secret, context.alone.origin(secret.pointer))
    for secret in context.misplaced_secrets:
        yield _hit(context, secret, secret.pointer)
    for secret, part in (*_of_wrong_type(context), *_overridden(context)):
        yield _hit(context, secret, secret.pointer, part)


def slots_of_wrong_type(context: Context) -> dict[Pointer, Any]:
    """Return the places for secrets that hold something else than PicoClaw takes there, with what they hold."""
    alone = context.alone
    return {
        problem.pointer: problem.value
        for problem in (*alone.problems, *alone.settings_problems)
        if problem.kind == "wrong-type" and alone.shape.types.get(problem.type, {}).get("kind") in ("secret", "secrets")
    }


def _of_wrong_type(context: Context) -> Iterator[tuple[Secret, Part]]:
    for slot, value in slots_of_wrong_type(context).items():
        for path, _, text in places_in(value):
            # One text is what the slot should hold in an array; in an object there may be others.
            if isinstance(text, str) and (is_literal(text) if path is None else secret_spans_of("key", text)):
                yield Secret((*slot, *pointer_of(path)), text), "value"
        for written in secrets_in(value):
            if written.part == "key":
                yield Secret((*slot, *written.pointer), written.text), "key"


def _overridden(context: Context) -> Iterator[tuple[Secret, Part]]:
    """Yield what stands for a place for secrets in an entry of a repeated key that PicoClaw does not read."""
    document = context.document
    if document.survey.repeated:
        read = [context.alone.origin(secret.pointer) for secret in context.alone.secrets]
        read += [secret.pointer for secret in context.misplaced_secrets]
        # Pointers to different entries of one key are equal; the stretches of the file tell them apart.
        places, stretches = set(read), {document.locate(place) for place in read}
        for pointer, part, _, text in context.written_secrets:
            if part == "value" and pointer in places and document.locate(pointer) not in stretches:
                yield Secret(pointer, text), "value"


def _counts(config: Any, secret: Secret) -> bool:
    """Whether a secret is still in its place once the security file is merged in."""
    place = secret.pointer
    value = found_at(config, place[:-1] if isinstance(place[-1], int) else place)
    return secret.text in (value if isinstance(value, list) else [value])


def _hit(context: Context, secret: Secret, place: Pointer, part: Part = "value") -> Hit:
    # A key that is a secret is not named.
    where = dotted(place[:-1] if part == "key" else place)
    shown = Redacted(secret.text, _issuer(context, secret))
    message = f"{where} holds a secret in plain text ({shown})"
    remedy = "move it to .security.yml beside the config, and keep that out of git"
    if context.structure.config_version in (0, 1, 2):
        remedy += "; picoclaw-lint migrate --secrets does it"
    # It takes another file, so there are no edits of this one.
    is_movable = (
        part == "value"
        and context.structure.config_version == 3
        and not context.structure.problems
        and slot_of(context.config, secret.pointer) is not None
    )
    if is_movable and not _counts(context.config, secret):
        # Nothing would come of moving it.
        remedy, is_movable = "remove it: .security.yml has another one, which wins; and keep both out of git", False
    fix = unsafe("move it to .security.yml") if is_movable else None
    if context.tracked:
        return Hit(
            f"{message}, and git tracks the file",
            place,
            part,
            help=f"{remedy}; a key that was committed must be revoked",
            severity="error",
            in_file=True,
            fix=fix,
        )
    return Hit(message, place, part, help=remedy, in_file=True, fix=fix)


def _issuer(context: Context, secret: Secret) -> str | None:
    """Name the vendor by the format, else by the provider of the model or the type of the channel."""
    by_format = vendor(secret.text)
    if by_format:
        return by_format
    section, place = (*secret.pointer, "", "")[:2]
    if section == "model_list":
        provider = next((model.provider for model in context.models if model.position == place), None)
        return provider.name if provider is not None else None
    if section == "channel_list":
        return next((channel.type for channel in context.channels if channel.name == place), None)
    return None
