"""``python -m lantai``: the same commands as ``build.py``."""

import sys

from lantai import ahead

if __name__ == "__main__":
    ahead.start(sys.argv[1:])

    from lantai.commands import main

    main()
