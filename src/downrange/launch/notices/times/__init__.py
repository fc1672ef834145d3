"""Times: hours, days and dates as notices print them, read into windows of UTC, one a day."""
