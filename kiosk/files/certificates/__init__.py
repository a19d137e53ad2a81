"""Certificates as files: paper, pictures, signed credentials, and a public list."""
