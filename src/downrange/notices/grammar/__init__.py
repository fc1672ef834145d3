"""The grammar that all issuers share: times and dates, schedules, outlines, kinds, and the body of a message."""
