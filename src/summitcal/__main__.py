"""``python -m summitcal``."""

import sys

from summitcal.cli import main

if __name__ == "__main__":
    sys.exit(main())
