"""What granian loads for the naive way."""

from django.core.wsgi import get_wsgi_application

from yicha.kernel.children import die_with_parent

die_with_parent()
application = get_wsgi_application()
