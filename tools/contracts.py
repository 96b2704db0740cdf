"""Our own contract for import-linter: what a room shows to the others."""

from collections.abc import Sequence

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

INTERFACES = frozenset({"api", "web", "jobs", "cli", "batch"})
ONLY_FOR_TESTS = "testing"
FOREIGN_KEYS = "models"


class Doors(Contract):
    """A module of one room imports of another room only its public modules.

    Three ways are open besides: `config` and `demo` stand on top and may call interfaces; `models` may refer to `models`
    (foreign keys); tests may use a room's `testing`, and nothing else may.
    """

    root = fields.StringField()
    open_rooms = fields.SetField(subfield=fields.StringField())
    public = fields.SetField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: FBT001, ARG002 the base class has it so
        crossings = sorted(
            (importer, imported)
            for importer in graph.modules
            for imported in graph.find_modules_directly_imported_by(importer)
            if self._crosses(importer.split("."), imported.split("."))
        )
        return ContractCheck(kept=not crossings, metadata={"crossings": crossings})

    def _crosses(self, importer: Sequence[str], imported: Sequence[str]) -> bool:
        if importer[0] != self.root or imported[0] != self.root or len(imported) < 3:  # noqa: PLR2004 root.room.module
            return False
        in_tests = "tests" in importer or importer[-1] == ONLY_FOR_TESTS
        if imported[-1] == ONLY_FOR_TESTS or "tests" in imported:
            return not in_tests
        if in_tests or importer[1] == imported[1] or imported[1] in self.open_rooms or imported[2] in self.public:
            return False
        if importer[1] in {"__main__", "config", "demo"} and imported[2] in INTERFACES:
            return False
        return not (len(importer) > 2 and importer[2] == imported[2] == FOREIGN_KEYS)  # noqa: PLR2004 as above

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, imported in check.metadata["crossings"]:
            output.print_error(f"{importer} -> {imported}", bold=False)
