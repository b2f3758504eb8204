# What should be known about a picture or its copy.
warning-lower-part-missing = The picture is damaged: its lower part is missing.
warning-part-missing = The picture is damaged: a part of it is missing.
warning-parts-look-wrong = The picture is damaged: parts of it may look wrong.
warning-parts-missing-or-wrong = The picture is damaged: parts of it may be missing or look wrong.
warning-end-missing = The end of the file is missing, but the picture is whole.
warning-series = The file holds a series of pictures. Only the main one is kept.
warning-lossless-webp = The copy is a lossless WebP and may be larger than the photo.
warning-other-thumbnail = A small copy in this file shows something else, perhaps the photo from before cropping or covering.
warning-look-at-outline = Please look at the outline: a strip of what was behind may be left, and a part of what you keep may be gone.
warning-nothing-found = Nothing to cover was found. There may be something all the same: please look yourself.
warning-nearly-all-covered = Nearly the whole picture is covered. “Keep only” or a cover of your own may suit it better.
warning-written-as = The copy is a { $what } file.
warning-not-exact = The photo was drawn anew, because its pixels could not be kept as they are.
warning-person-not-kept = A person was seen too. Their outline could not be drawn well enough, so they are covered.
warning-animal-not-kept = An animal was seen too. Its outline could not be drawn well enough, so it is covered.
warning-not-covered = Something else was seen too, and is not covered.
warning-name-kept = The copy keeps its name, which tells something.
warning-some-looked-at = { $looked ->
    [one] Only one of its { $count } pictures was looked at.
   *[other] Only { $looked } of its { $count } pictures were looked at.
}
warning-damaged = A part of the file is damaged and could not be read.
warning-too-large = A part of the file is too large to be looked at.
warning-unsupported-feature = A part of the file uses something that is not handled, and was not looked at.
warning-internal = A part of the file could not be read.
