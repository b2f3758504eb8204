# Many photos.
folder-photos = { $count ->
    [one] one photo
   *[other] { $count } photos
}
folder-reading = { $count ->
    [one] reading one more…
   *[other] reading { $count } more…
}
folder-foreign = { $count ->
    [one] one file of another kind (not handled)
   *[other] { $count } files of other kinds (not handled)
}
folder-retry = Try the failed ones again
folder-add = Add photos…
chip-all = All
chip-not-looked = Not searched yet
chip-later = Later
chip-no-copy = With a problem
badge-place = Place
badge-place-short = place
badge-person = Person's name
badge-person-short = name
badge-hidden-picture = Hidden picture
badge-hidden-picture-short = 2nd picture
badge-bedding = Bedding
badge-bedding-short = bedding
badge-window = Window
badge-window-short = window
badge-signage = Text
badge-signage-short = text
badge-code = Code
badge-code-short = code
badge-face = Face
badge-face-short = face
badge-serial = Serial number
badge-serial-short = serial
badge-time = Time
badge-time-short = time
sort-label = Order
sort-telling = Most telling first
sort-name = By name
sort-time = By time
together-title = What the folder says as a whole
together-nothing = No photo says where or when it was taken.
together-gathered = { $count } photos point to the same 50 metres.
together-places = { $count ->
    [one] One photo holds exact coordinates.
   *[other] { $count } photos hold exact coordinates.
}
together-map = { $count ->
    [one] Map with one place
   *[other] Map with { $count } places
}
together-time = Photos by month, { $first } to { $last }
all-title = Remove hidden details from all
all-about = About { $minutes } minutes.
all-about-soon = Less than a minute.
all-stays = What can be seen stays as it is.
all-done = All of them have a clean copy.
all-button = { $count ->
    [one] Clean one photo…
   *[other] Clean all { $count }…
}
one-title = Look at the pictures one by one
one-keys = Space: fine · C: cover · L: later
one-button = Start looking

# A batch that runs.
progress-name = Progress
progress-count = { $done } of { $count }
progress-soon = less than a minute left
progress-minutes = { $minutes ->
    [one] about a minute left
   *[other] about { $minutes } minutes left
}
progress-paused = paused
progress-stopping = stopping…
progress-failed = { $count } not cleaned
progress-pause = Pause
progress-continue = Continue
progress-stop = Stop

# A batch that is over.
outcome-title = { $clean ->
    [one] { $clean } of { $count } has a clean copy
   *[other] { $clean } of { $count } have a clean copy
}
outcome-checked = Each of them was checked: nothing hidden is left in these files.
outcome-stopped = { $count ->
    [one] You stopped. One is still to be cleaned.
   *[other] You stopped. { $count } are still to be cleaned.
}
outcome-rest = Clean the rest
outcome-missing = { $count ->
    [one] One could not be cleaned
   *[other] { $count } could not be cleaned
}
outcome-beside = { $count ->
    [one] One other file was left alone:
   *[other] { $count } other files were left alone:
}
outcome-look = Back to the photos
outcome-unknowable = What can be seen in the photos is as you left it. I cannot know whether someone recognises a place. Look at bedding, views, signs, reflections.
outcome-original = Your originals are unchanged. They can be evidence one day: keep them where others cannot get at them.
visible-photos = { $count ->
    [one] In one photo something can be seen that others could compare with pictures online.
   *[other] In { $count } photos something can be seen that others could compare with pictures online: { $areas } areas are not covered.
}
visible-not-looked = { $count ->
    [one] One photo was not searched for what can be seen.
   *[other] { $count } photos were not searched for what can be seen.
}
