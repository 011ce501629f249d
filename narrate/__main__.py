"""``python -m narrate``, and the command ``narrate``."""

import sys


def run() -> None:
    """Ctrl-C while the program is still being loaded ends it, too, without a traceback."""
    try:
        from narrate.cli import main
    except KeyboardInterrupt:
        sys.exit(130)
    main()


if __name__ == "__main__":
    run()
