"""The brief as people see it: the page, its map and its small diagrams."""
