"""Reads of `importers`."""
