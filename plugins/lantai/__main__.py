"""``python -m lantai``: the same commands as ``build.py``."""

from lantai.commands import main

if __name__ == "__main__":
    main()
