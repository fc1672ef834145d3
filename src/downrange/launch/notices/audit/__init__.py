"""The auditor: a second, simpler look at each notice that shares no grammar, tokens or word list with the reader."""
