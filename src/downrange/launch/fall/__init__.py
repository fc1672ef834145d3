"""What falls: bodies, the one hot loop that drops them, their scatter and the areas that hold them.

The way through the room: `bodies` reads what is claimed about each body, `scatter` draws samples from it,
`announced` solves each draw so that it lands where the notice says, `kernel` flies it, `footprint` draws the contours
that hold the cloud, `ascents` fits the powered flight to the same falls, and `zones` lays forecasts over what was
announced.

This room brings a compiler along, which takes most of a second to load: only the doors that need it import it.
"""
