"""The parts of a brief: plain dicts of figures, codes and sentences, each computed from the inputs of a case."""
