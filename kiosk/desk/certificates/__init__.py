"""Certificates: issued for completions, revoked, made as papers, and verified."""
