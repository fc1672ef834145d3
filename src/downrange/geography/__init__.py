"""What lies on the Earth: territories and their waters, land and sea, shores for maps, towns and their people.

The room reads the world data shipped with the package (``data/``, built by ``tools/build_data.py``) and nothing
else: no network. Each file loads once a process, when first asked for. Borders are as depicted by Natural Earth and
decide nothing.
"""
