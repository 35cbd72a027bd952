"""The process that renders, as it is started: ``python -m lantai.publishing.renderer``.

Nothing is imported at its head: every process that it starts reads this file again, and needs little of the program.
"""

import sys

if __name__ == "__main__":
    from lantai.publishing import render

    sys.exit(render.main())
