"""One transaction each: read the situation, let a rule decide, record the facts."""
