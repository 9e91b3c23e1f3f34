"""What runs a journey: the pure interpreter and the Temporal workflow that hosts it.

Replayed code: no database, HTTP, settings, clock or randomness (connecting and sealing stand beside it).
"""
