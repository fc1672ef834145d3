"""Manoeuvres: burns told from element histories, when, how strong, which way, and how surely."""
