"""A contract for import-linter: no file reaches itself by imports, those under TYPE_CHECKING included."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from importlinter import Contract, ContractCheck, output

if TYPE_CHECKING:
    from grimp import ImportGraph


class AcyclicFiles(Contract):
    """Kept while the files of all root packages can be put into an order in which each imports earlier ones only."""

    type_name = "acyclic_files"

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Look for one circle in the graph of single files."""
        order = TopologicalSorter(
            {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
        )
        try:
            order.prepare()
        except CycleError as found:
            return ContractCheck(kept=False, metadata={"circle": found.args[1]})
        return ContractCheck(kept=True)

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name the files of the circle."""
        output.print_error(" <- ".join(check.metadata["circle"]))
