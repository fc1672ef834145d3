"""Kernel: what has no domain: array types, compiled loops, random streams, parallel work, stated figures."""
