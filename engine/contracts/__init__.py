"""Everything that crosses Temporal: names, one input and one result per activity, signals.

Only opaque ids, step numbers, times and outcomes: nothing about a person.
"""
