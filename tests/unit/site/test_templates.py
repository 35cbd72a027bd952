"""Every template of the theme is one that Jinja can read."""

from __future__ import annotations

import pytest

from lantai.prose.templates import environment


@pytest.mark.parametrize("name", environment().list_templates(extensions=["html"]))
def test_a_template_can_be_compiled(name: str) -> None:
    """Also those that only some sites have pages for."""
    environment().get_template(name)
