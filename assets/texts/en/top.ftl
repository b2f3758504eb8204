# The bar at the top, and words used everywhere.
top-all-photos = All photos ({ $count })
top-photo-of = photo { $number } of { $count }
top-photos = Photos
top-done = Done
top-stopped = Stopped
top-back = Back
top-help = Help
top-light = Light colours
top-dark = Dark colours
top-language = Language
top-start-over = Start over
common-cancel = Cancel
filmstrip-add = Add
thumb-name = Photo { $name }
