"""History: the element sets of one object through time, its manoeuvres and its decay."""
