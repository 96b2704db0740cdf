"""What granian's workers load: the application, in a process that does not outlive its master and go on holding the port."""

from yicha.config import wsgi
from yicha.kernel.children import die_with_parent

die_with_parent()
application = wsgi.application
