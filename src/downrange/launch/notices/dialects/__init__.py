"""The dialects: how each family of issuers heads, divides, cancels and ends its messages."""
