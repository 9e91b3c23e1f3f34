"""The journey engine: language, compiler, policy, durable runtime, intake and store.

Read docs/architecture.md for the rooms and who may import whom.
"""
