"""The words of a notice: tokens with their place in the text, and what became of each of them."""
