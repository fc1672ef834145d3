"""Search elements: predicted mean elements of a launch with a covariance, for observers, before any are published."""
