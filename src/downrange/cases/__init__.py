"""Case folders shipped with the package; `_blank` is what `downrange case new` copies."""
