"""Doing something once: requests under an Idempotency-Key and the answers kept for them."""
