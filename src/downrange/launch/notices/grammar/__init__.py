"""The grammar that all issuers share: outlines, measures, asides, kinds, and the body of a message."""
