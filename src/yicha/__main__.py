import sys

from yicha.config.cli import main

sys.exit(main())
