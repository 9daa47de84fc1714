"""The command line: it parses, calls :mod:`picoclaw_lint.run`, reports, and knows the exit codes."""
