"""``python -m downrange``: the command line, where the script of that name is not on the path."""

from downrange.cli import main

if __name__ == "__main__":
    main()
