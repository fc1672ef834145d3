"""Kernel: code without a domain: array types, compiled loops, random streams, parallel work, tables, figures."""
