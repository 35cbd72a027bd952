"""Pelican's settings. They follow from ``content/site.yaml``; edit that file, not this one."""

import os

from lantai.publishing.settings import pelican_settings

globals().update(pelican_settings(os.environ.get("LANTAI_SITE", ".")))
