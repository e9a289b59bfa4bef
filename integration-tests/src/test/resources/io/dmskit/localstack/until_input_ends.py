"""Runs LocalStack until the standard input ends, so that it does not outlive whoever holds the other end."""

import os
import signal
import sys
import threading

from localstack.runtime.main import main


def end_with_input():
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


threading.Thread(target=end_with_input, daemon=True).start()
main()
