"""Who completed what: worked out from what was signed, explained, and decided by people."""
