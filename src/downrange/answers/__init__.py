"""Answers: one function per question that a user can ask, from validated requests to results."""
