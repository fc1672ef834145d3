"""Case: one launch under watch, read strictly from its folder."""
