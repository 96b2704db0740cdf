"""What granian serves."""

import os

from django.core.wsgi import get_wsgi_application

from yicha.kernel.startup import require_sound

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yicha.config.settings")
application = get_wsgi_application()
require_sound()
