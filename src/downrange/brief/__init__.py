"""Brief: the page, map, charts and files for other programs, drawn from the one dict of a launch.

`told` adds to the answer what is said over all its parts (`sentences`, `sentence_codes`); `quoted_values` puts
figures into sentences by their place. Everything else draws that dict and computes nothing: `drawn` for people,
`exchange` for other programs.
"""
