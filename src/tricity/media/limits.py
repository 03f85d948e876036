"""Run as a program of its own: take limits upon this process, then become the command that follows.

    python -I -S limits.py PARENT CPU_SECONDS COMMAND ...

Limits are taken here and not in a function called between fork and exec, which is not safe where threads run. On Linux
the command ends together with the process that started it: after a `kill -9` of a worker nothing goes on writing.
"""

import ctypes
import os
import resource
import signal
import sys

NICE = 10
_PR_SET_PDEATHSIG = 1  # prctl(2)


def main(arguments: list[str]) -> None:
    parent, seconds, *command = arguments
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != int(parent):
            sys.exit(1)
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(NICE)
    os.execv(command[0], command)  # noqa: S606  # an absolute path, never a shell


if __name__ == "__main__":
    main(sys.argv[1:])
