"""Launch, the first river: from the words of a notice to what falls on whom."""
