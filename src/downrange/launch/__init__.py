"""Launch: from the words of a notice to what falls on whom."""
