"""Makers of the demonstration site: catalogue exports, drawn facsimiles, one sound. Nothing here runs in a build."""
