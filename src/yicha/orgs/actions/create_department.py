from datetime import datetime

from django.db import IntegrityError
from django.db.backends.postgresql.psycopg_any import DateRange

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import read
from yicha.kernel.limits import broken_limit
from yicha.kernel.use_case import use_case
from yicha.orgs.models import Department, Region
from yicha.orgs.rules.limits import LIMITS
from yicha.orgs.rules.places import require_department
from yicha.orgs.types import CreateDepartment, DepartmentCreated, OrgPermission


@use_case(may=OrgPermission.CREATE_DEPARTMENT, clause="WS-2.2 R-SUB-1")
def create_department(actor: Actor, command: CreateDepartment, at: datetime, /) -> DepartmentCreated:
    region = read(actor, Region.objects.filter(valid__contains=command.valid_from), path="path", clause="WS-2.2", code=command.region)
    towns = dict(Region.objects.filter(code__in=command.towns).values_list("code", "path"))
    require_department(command, region.path, towns)
    department = Department(
        code=command.code,
        name=command.name.strip(),
        short_name=command.short_name.strip(),
        uscc=command.uscc,
        kind=command.kind,
        region=region,
        towns=list(command.towns),
        valid=DateRange(command.valid_from, None),
    )
    withdrawn = Department.every.filter(code=command.code, valid__isempty=True).exists()  # came by an import that was undone
    try:
        department.save(force_insert=not withdrawn, force_update=withdrawn)
    except IntegrityError as error:
        raise broken_limit(error, LIMITS) from error
    return DepartmentCreated(department.code, region.path)
