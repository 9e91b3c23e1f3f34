"""Calls to other hosts: which may be called, how a call is signed, tried, and tried again."""
