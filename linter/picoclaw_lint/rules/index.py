"""Every rule there is. Written by tools/generate.py."""

from picoclaw_lint.rule import Rule
from picoclaw_lint.rules.channels import clashing_port
from picoclaw_lint.rules.channels import dead_channel_setting
from picoclaw_lint.rules.channels import ignored_channel_setting
from picoclaw_lint.rules.channels import ignored_group_trigger
from picoclaw_lint.rules.channels import ignored_indicator
from picoclaw_lint.rules.channels import ignored_native_mode
from picoclaw_lint.rules.channels import insecure_webhook
from picoclaw_lint.rules.channels import invalid_qos
from picoclaw_lint.rules.channels import lost_channel_default
from picoclaw_lint.rules.channels import malformed_broker
from picoclaw_lint.rules.channels import malformed_channel_token
from picoclaw_lint.rules.channels import missing_channel_setting
from picoclaw_lint.rules.channels import one_sided_streaming
from picoclaw_lint.rules.channels import renamed_channel
from picoclaw_lint.rules.channels import unmatchable_sender
from picoclaw_lint.rules.exposure import any_origin
from picoclaw_lint.rules.exposure import broad_allow_pattern
from picoclaw_lint.rules.exposure import broad_path_pattern
from picoclaw_lint.rules.exposure import bypassed_permissions
from picoclaw_lint.rules.exposure import clear_text_connection
from picoclaw_lint.rules.exposure import disabled_deny_patterns
from picoclaw_lint.rules.exposure import logged_messages
from picoclaw_lint.rules.exposure import open_channel
from picoclaw_lint.rules.exposure import open_listener
from picoclaw_lint.rules.exposure import open_private_hosts
from picoclaw_lint.rules.exposure import remote_commands
from picoclaw_lint.rules.exposure import remote_hardware
from picoclaw_lint.rules.exposure import remote_skill_installation
from picoclaw_lint.rules.exposure import scheduled_commands
from picoclaw_lint.rules.exposure import started_program
from picoclaw_lint.rules.exposure import token_in_query
from picoclaw_lint.rules.exposure import unencrypted_irc
from picoclaw_lint.rules.exposure import unfiltered_secrets
from picoclaw_lint.rules.exposure import unrestricted_workspace
from picoclaw_lint.rules.exposure import unreviewed_skills
from picoclaw_lint.rules.legacy import dead_field
from picoclaw_lint.rules.legacy import deprecated_field
from picoclaw_lint.rules.legacy import ignored_bindings
from picoclaw_lint.rules.legacy import ignored_channel_list
from picoclaw_lint.rules.legacy import ineffective_dm_scope
from picoclaw_lint.rules.legacy import old_config_version
from picoclaw_lint.rules.legacy import refused_by_older_release
from picoclaw_lint.rules.limits import constant_summaries
from picoclaw_lint.rules.limits import default_request_timeout
from picoclaw_lint.rules.limits import disabled_media_cleanup
from picoclaw_lint.rules.limits import ineffective_number
from picoclaw_lint.rules.limits import invalid_port
from picoclaw_lint.rules.limits import large_context_window
from picoclaw_lint.rules.limits import malformed_time
from picoclaw_lint.rules.limits import max_tokens_too_large
from picoclaw_lint.rules.limits import negative_limit
from picoclaw_lint.rules.limits import no_rate_limit
from picoclaw_lint.rules.limits import no_time_limit
from picoclaw_lint.rules.limits import small_context_window
from picoclaw_lint.rules.limits import temperature_out_of_range
from picoclaw_lint.rules.limits import unreachable_threshold
from picoclaw_lint.rules.models import blind_image_model
from picoclaw_lint.rules.models import disabled_model_in_use
from picoclaw_lint.rules.models import foreign_key
from picoclaw_lint.rules.models import ineffective_auth_method
from picoclaw_lint.rules.models import ineffective_model_field
from picoclaw_lint.rules.models import ineffective_thinking_level
from picoclaw_lint.rules.models import malformed_api_base
from picoclaw_lint.rules.models import malformed_azure_base
from picoclaw_lint.rules.models import malformed_bedrock_region
from picoclaw_lint.rules.models import malformed_proxy
from picoclaw_lint.rules.models import mismatched_host
from picoclaw_lint.rules.models import missing_api_key
from picoclaw_lint.rules.models import no_chat_model
from picoclaw_lint.rules.models import refused_temperature
from picoclaw_lint.rules.models import refused_tools
from picoclaw_lint.rules.models import repeated_provider
from picoclaw_lint.rules.models import responses_only_model
from picoclaw_lint.rules.models import retired_model
from picoclaw_lint.rules.models import retiring_model
from picoclaw_lint.rules.models import stripped_model_id
from picoclaw_lint.rules.models import unknown_model
from picoclaw_lint.rules.models import unknown_provider
from picoclaw_lint.rules.models import unsupported_connect_mode
from picoclaw_lint.rules.models import untransformed_tool_schemas
from picoclaw_lint.rules.models import wrong_max_tokens_field
from picoclaw_lint.rules.models import wrong_speech_model
from picoclaw_lint.rules.references import ambiguous_model_id
from picoclaw_lint.rules.references import mismatched_allow_list
from picoclaw_lint.rules.references import missing_light_model
from picoclaw_lint.rules.references import mixed_alias
from picoclaw_lint.rules.references import padded_alias
from picoclaw_lint.rules.references import repeated_agent_id
from picoclaw_lint.rules.references import repeated_default_agent
from picoclaw_lint.rules.references import repeated_fallback
from picoclaw_lint.rules.references import shadowed_dispatch_rule
from picoclaw_lint.rules.references import spawn_without_subagent
from picoclaw_lint.rules.references import unknown_agent
from picoclaw_lint.rules.references import unknown_builtin_hook
from picoclaw_lint.rules.references import unknown_default_model
from picoclaw_lint.rules.references import unknown_model_reference
from picoclaw_lint.rules.references import unknown_session_dimension
from picoclaw_lint.rules.references import unknown_skill_registry
from picoclaw_lint.rules.references import unknown_web_provider
from picoclaw_lint.rules.references import unmatched_dispatch_rule
from picoclaw_lint.rules.references import unmatched_event
from picoclaw_lint.rules.references import unused_alias
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
from picoclaw_lint.rules.structure import unknown_value
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
from picoclaw_lint.rules.tools import broken_hook
from picoclaw_lint.rules.tools import broken_isolation
from picoclaw_lint.rules.tools import broken_mcp_server
from picoclaw_lint.rules.tools import ineffective_mcp_field
from picoclaw_lint.rules.tools import invalid_pattern
from picoclaw_lint.rules.tools import invalid_private_host
from picoclaw_lint.rules.tools import no_tool_search
from picoclaw_lint.rules.tools import no_web_search
from picoclaw_lint.rules.tools import unknown_search_engine
from picoclaw_lint.rules.tools import unmatchable_pattern
from picoclaw_lint.rules.tools import unpinned_package
from picoclaw_lint.rules.tools import unready_web_search
from picoclaw_lint.rules.tools import unused_mcp_server

RULES: tuple[Rule, ...] = (
    clashing_port.check,
    dead_channel_setting.check,
    ignored_channel_setting.check,
    ignored_group_trigger.check,
    ignored_indicator.check,
    ignored_native_mode.check,
    insecure_webhook.check,
    invalid_qos.check,
    lost_channel_default.check,
    malformed_broker.check,
    malformed_channel_token.check,
    missing_channel_setting.check,
    one_sided_streaming.check,
    renamed_channel.check,
    unmatchable_sender.check,
    any_origin.check,
    broad_allow_pattern.check,
    broad_path_pattern.check,
    bypassed_permissions.check,
    clear_text_connection.check,
    disabled_deny_patterns.check,
    logged_messages.check,
    open_channel.check,
    open_listener.check,
    open_private_hosts.check,
    remote_commands.check,
    remote_hardware.check,
    remote_skill_installation.check,
    scheduled_commands.check,
    started_program.check,
    token_in_query.check,
    unencrypted_irc.check,
    unfiltered_secrets.check,
    unrestricted_workspace.check,
    unreviewed_skills.check,
    dead_field.check,
    deprecated_field.check,
    ignored_bindings.check,
    ignored_channel_list.check,
    ineffective_dm_scope.check,
    old_config_version.check,
    refused_by_older_release.check,
    constant_summaries.check,
    default_request_timeout.check,
    disabled_media_cleanup.check,
    ineffective_number.check,
    invalid_port.check,
    large_context_window.check,
    malformed_time.check,
    max_tokens_too_large.check,
    negative_limit.check,
    no_rate_limit.check,
    no_time_limit.check,
    small_context_window.check,
    temperature_out_of_range.check,
    unreachable_threshold.check,
    blind_image_model.check,
    disabled_model_in_use.check,
    foreign_key.check,
    ineffective_auth_method.check,
    ineffective_model_field.check,
    ineffective_thinking_level.check,
    malformed_api_base.check,
    malformed_azure_base.check,
    malformed_bedrock_region.check,
    malformed_proxy.check,
    mismatched_host.check,
    missing_api_key.check,
    no_chat_model.check,
    refused_temperature.check,
    refused_tools.check,
    repeated_provider.check,
    responses_only_model.check,
    retired_model.check,
    retiring_model.check,
    stripped_model_id.check,
    unknown_model.check,
    unknown_provider.check,
    unsupported_connect_mode.check,
    untransformed_tool_schemas.check,
    wrong_max_tokens_field.check,
    wrong_speech_model.check,
    ambiguous_model_id.check,
    mismatched_allow_list.check,
    missing_light_model.check,
    mixed_alias.check,
    padded_alias.check,
    repeated_agent_id.check,
    repeated_default_agent.check,
    repeated_fallback.check,
    shadowed_dispatch_rule.check,
    spawn_without_subagent.check,
    unknown_agent.check,
    unknown_builtin_hook.check,
    unknown_default_model.check,
    unknown_model_reference.check,
    unknown_session_dimension.check,
    unknown_skill_registry.check,
    unknown_web_provider.check,
    unmatched_dispatch_rule.check,
    unmatched_event.check,
    unused_alias.check,
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
    unknown_value.check,
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
    broken_hook.check,
    broken_isolation.check,
    broken_mcp_server.check,
    ineffective_mcp_field.check,
    invalid_pattern.check,
    invalid_private_host.check,
    no_tool_search.check,
    no_web_search.check,
    unknown_search_engine.check,
    unmatchable_pattern.check,
    unpinned_package.check,
    unready_web_search.check,
    unused_mcp_server.check,
)
