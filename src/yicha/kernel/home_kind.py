"""What kind of home the database is. In earnest, unless the mark of the demo stands in it (`actions/declare_demo.py`)."""

from yicha.kernel.models import DemoMark


def is_demo_database() -> bool:
    return DemoMark.objects.exists()
