"""Every rule there is. Written by tools/generate.py."""

from picoclaw_lint.rule import Rule
from picoclaw_lint.rules.limits import max_tokens_too_large
from picoclaw_lint.rules.limits import no_rate_limit
from picoclaw_lint.rules.models import malformed_api_base
from picoclaw_lint.rules.models import malformed_proxy
from picoclaw_lint.rules.models import missing_api_key
from picoclaw_lint.rules.models import unknown_model
from picoclaw_lint.rules.references import unknown_default_model
from picoclaw_lint.rules.secrets import committed_security_file
from picoclaw_lint.rules.secrets import exposed_backup
from picoclaw_lint.rules.secrets import miscased_reference
from picoclaw_lint.rules.secrets import placeholder_api_key
from picoclaw_lint.rules.secrets import plaintext_secret
from picoclaw_lint.rules.secrets import readable_secrets
from picoclaw_lint.rules.secrets import readable_security_file
from picoclaw_lint.rules.secrets import secret_in_broken_file
from picoclaw_lint.rules.secrets import unignored_security_file
from picoclaw_lint.rules.secrets import unprotected_secret
from picoclaw_lint.rules.secrets import unresolved_reference
from picoclaw_lint.rules.secrets import unresolved_variable
from picoclaw_lint.rules.structure import broken_encrypted_secret
from picoclaw_lint.rules.structure import broken_secret_file
from picoclaw_lint.rules.structure import broken_security_file
from picoclaw_lint.rules.structure import ignored_security_entry
from picoclaw_lint.rules.structure import integer_out_of_range
from picoclaw_lint.rules.structure import invalid_channel_settings
from picoclaw_lint.rules.structure import invalid_host
from picoclaw_lint.rules.structure import invalid_mode
from picoclaw_lint.rules.structure import invalid_schema_transform
from picoclaw_lint.rules.structure import invalid_streaming_value
from picoclaw_lint.rules.structure import malformed_model
from picoclaw_lint.rules.structure import miscased_field
from picoclaw_lint.rules.structure import missing_key_file
from picoclaw_lint.rules.structure import missing_model
from picoclaw_lint.rules.structure import missing_model_name
from picoclaw_lint.rules.structure import not_an_integer
from picoclaw_lint.rules.structure import null_entry
from picoclaw_lint.rules.structure import repeated_singleton_channel
from picoclaw_lint.rules.structure import unknown_channel_type
from picoclaw_lint.rules.structure import unknown_field
from picoclaw_lint.rules.structure import unsupported_version
from picoclaw_lint.rules.structure import wiped_api_keys
from picoclaw_lint.rules.structure import wrong_type
from picoclaw_lint.rules.syntax import byte_order_mark
from picoclaw_lint.rules.syntax import duplicate_key
from picoclaw_lint.rules.syntax import ignored_tiny_file
from picoclaw_lint.rules.syntax import invalid_json
from picoclaw_lint.rules.syntax import invalid_utf8
from picoclaw_lint.rules.syntax import nesting_too_deep
from picoclaw_lint.rules.syntax import number_out_of_range

RULES: tuple[Rule, ...] = (
    max_tokens_too_large.check,
    no_rate_limit.check,
    malformed_api_base.check,
    malformed_proxy.check,
    missing_api_key.check,
    unknown_model.check,
    unknown_default_model.check,
    committed_security_file.check,
    exposed_backup.check,
    miscased_reference.check,
    placeholder_api_key.check,
    plaintext_secret.check,
    readable_secrets.check,
    readable_security_file.check,
    secret_in_broken_file.check,
    unignored_security_file.check,
    unprotected_secret.check,
    unresolved_reference.check,
    unresolved_variable.check,
    broken_encrypted_secret.check,
    broken_secret_file.check,
    broken_security_file.check,
    ignored_security_entry.check,
    integer_out_of_range.check,
    invalid_channel_settings.check,
    invalid_host.check,
    invalid_mode.check,
    invalid_schema_transform.check,
    invalid_streaming_value.check,
    malformed_model.check,
    miscased_field.check,
    missing_key_file.check,
    missing_model.check,
    missing_model_name.check,
    not_an_integer.check,
    null_entry.check,
    repeated_singleton_channel.check,
    unknown_channel_type.check,
    unknown_field.check,
    unsupported_version.check,
    wiped_api_keys.check,
    wrong_type.check,
    byte_order_mark.check,
    duplicate_key.check,
    ignored_tiny_file.check,
    invalid_json.check,
    invalid_utf8.check,
    nesting_too_deep.check,
    number_out_of_range.check,
)
