"""Hours, days and dates as notices print them, read as windows in UTC, one a day."""
