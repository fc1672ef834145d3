"""What falls: bodies, the one hot loop that drops them, their scatter and the areas that hold them.

The way through the room: `bodies` reads what is claimed about each body, `scatter` draws samples from it,
`announced` solves each draw so that it lands where the notice says, `kernel` flies it, and `footprint` draws
the contours that hold the cloud.

The modules are imported by name (``from downrange.fall import kernel``): the kernel brings a compiler along,
which takes most of a second, and only those who fall should wait for it.
"""
