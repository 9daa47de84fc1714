"""Who we are, from pyproject.toml. Written by tools/generate.py."""

VERSION = "0.1.0"
HOMEPAGE = "https://github.com/picoclaw-lint/picoclaw-lint"
