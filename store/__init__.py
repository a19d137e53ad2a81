"""The only place that knows TinyDB and the journal's files."""
