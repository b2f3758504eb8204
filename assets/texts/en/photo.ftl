# One photo: what it shows.
seen-title = What can be seen
seen-looking = Looking for things that others could compare with pictures online…
seen-nothing = I found nothing that others could compare with pictures online. There may be something all the same: please look yourself.
seen-unreadable = The picture could not be looked at.
seen-found = { $count ->
    [one] I found one thing that others could compare with pictures online. There may be more.
   *[other] I found { $count } things that others could compare with pictures online. There may be more.
}
seen-cover = Cover
seen-uncover = Uncover
seen-cover-name = Cover { $number }: { $what }
seen-uncover-name = Uncover { $number }: { $what }
seen-is-covered = Covered in the copy.
seen-cover-all = Cover all of them
seen-cover-all-but-faces = Cover all but faces
seen-faces-open = { $count ->
    [one] The face can still be seen: it tells who is in the photo.
   *[other] { $count } faces can still be seen: they tell who is in the photo.
}
flag-bedding = Bedding
flag-bedding-reason = Its pattern can be compared with hotel pictures.
flag-window = Window
flag-window-reason = The view outside can be matched.
flag-signage = Sign or text
flag-signage-reason = Words can name a place.
flag-code = Code
flag-code-reason = It can hold an address, a name or a ticket number.
flag-face = Face
flag-face-reason = People can be recognised.
keep-person = Keep only the person
keep-people = Keep only the people
keep-cat = Keep only the cat
keep-dog = Keep only the dog
keep-bird = Keep only the bird
keep-horse = Keep only the horse
keep-animal = Keep only the animal
keep-animals = Keep only the animals
keep-all = Keep only people and animals
keep-drawing = Drawing the outline…

# The picture and its tools.
canvas-picture = The photo
canvas-opening = Opening the photo…
canvas-no-picture = This picture could not be opened.
canvas-flag = { $number } { $what }
canvas-cover = Cover { $number }
canvas-crop = Crop
tool-select = Select
tool-box = Box
tool-oval = Oval
tool-brush = Brush
tool-uncover = Uncover
tool-crop = Crop
tool-keep = Keep only
tool-undo = Undo
tool-redo = Redo
tool-smaller = Smaller
tool-larger = Larger
tool-fit = Fit
tool-percent = { $percent } %
tool-fit-percent = Fit · { $percent } %
hint-shape = Drag over what should be covered. Enter puts one in the middle.
hint-brush = Paint over what should be covered. [ and ] change the size.
hint-uncover = Paint over what should be seen again. [ and ] change the size.
hint-crop = Drag over what should stay. Everything else is cut off.
hint-keep = Drag over what should stay. Everything else is covered.
style-title = Covers
style-solid = One colour
style-soft = Soft
style-brush = Brush size
style-delete = Delete this cover
style-uncrop = Undo the crop
style-similar = { $count ->
    [one] Cover the same in one similar photo
   *[other] Cover the same in { $count } similar photos
}

# What the photo says.
says-title = What this photo says
says-reading = Reading…
says-nothing = Nothing hidden was found in this file.
says-unreadable = This file could not be read, so I cannot say what it hides.
says-place = Place
says-near = near { $town }
says-far = far from every town
says-within = within { $metres } m
says-map = Map: { $place }
says-time = Time
says-zone = time zone { $offset }
says-more-times = { $count ->
    [one] one other time
   *[other] { $count } other times
}
says-device = Device
says-names = Names
says-words = Words
says-file-name = File name
says-program = Program
says-hidden-picture = Hidden picture
says-picture-differs = A small copy that shows something else, perhaps from before cropping
says-others = Other data
says-there = something, which could not be read
says-details = { $count ->
    [one] Details: one piece of hidden data
   *[other] Details: { $count } pieces of hidden data
}
kind-gps = Place
kind-time = Time
kind-device = Device
kind-serial = Serial number
kind-person = Name of a person
kind-caption = Caption
kind-file-name = File name
kind-software = Program
kind-thumbnail = Small copy of the picture
kind-maker-note = Notes of the camera's maker
kind-xmp = Data of photo programs
kind-iptc = Data of press photos
kind-comment = Comment
kind-profile = Colour profile
kind-second-picture = Second picture
kind-motion-video = Short video
kind-depth-map = Depth map
kind-gain-map = Brightness map
kind-provenance = Record of origin
kind-trailing-data = Data behind the end
kind-unknown = Unknown data

# Saving one photo.
save-one = Save clean copy
save-another = Save another copy
save-has-copy = There is a clean copy: { $name }
save-copy-older = The clean copy { $name } does not have your last changes yet.
save-saving = Saving…
save-all-removed = What is hidden is removed from the copy. What can be seen stays, unless it is covered.
save-visible = { $count ->
    [one] One found area is not covered.
   *[other] { $count } found areas are not covered.
}
save-no-copy = The file could not be cleaned, so no copy was made. Your photo is unchanged.
review-count = { $done } of { $count } looked at
review-fine = Fine, next photo
review-cover = Cover all
review-later = Later
review-not-saved = This saves nothing yet.
