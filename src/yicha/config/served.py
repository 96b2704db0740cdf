"""What granian's workers load: the application, in a process that does not outlive its master and go on holding the port."""

import ctypes
import multiprocessing
import os
import signal

from yicha.config import wsgi

PR_SET_PDEATHSIG = 1
ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
master = multiprocessing.parent_process()
if master and master.pid != os.getppid():  # it died before we could ask to be told
    raise SystemExit(1)
application = wsgi.application
