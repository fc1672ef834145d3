"""What several parts of a brief infer from the same case, each computed once: the plane, the satellite's history."""

from functools import cached_property

from downrange.answers.plane import ascent_plane
from downrange.case.case_inputs import CaseInputs
from downrange.launch.plane.launch_plane import Plane
from downrange.orbit.history.element_history import History, histories


class PartInputs(CaseInputs):
    """The inputs of a case, and what is inferred from them for more than one part."""

    @cached_property
    def plane(self) -> Plane | None:
        """The plane from the areas, of notices or published, that can belong to one ascent; None without any."""
        when, published = self.liftoff, self.published_rings
        return ascent_plane(
            self.site, self.notices, liftoff=when.instant, window=when.window, published=published
        )[1]

    @cached_property
    def history(self) -> History | None:
        """The element sets of the case's satellite, cleaned; None without any."""
        if self.elements is None or self.case.orbit is None:
            return None
        (history,) = histories(self.elements.select(self.elements.norad == self.case.orbit.main))
        return history
