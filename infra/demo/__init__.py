"""A fortnight at a synthetic clinic, played through the public HTTP intake and the pages patients see.

Uses nothing but what any installation offers: no table is written behind the product's back.
"""
