"""The grammar that all issuers share: outlines, distances and labels, passages without content, kinds."""
