"""Geography: territories and coastal waters, land and sea, towns and people, launch sites, places on the ground.

It reads the world data shipped with the package (``data/``, built by ``tools/build_data.py``) and no network. Each
file is read once a process, at first use. Borders are as depicted by Natural Earth and imply no legal position.
"""
