# Why there is no copy, and what to do.
error-unsupported-format = This kind of file is not handled. Open it in your photo program and export a JPEG.
error-unsupported-feature = The picture uses something that is not handled. Open it in your photo program and export a JPEG.
error-too-large = The picture is too large.
error-no-subject = Nothing could be kept.
error-damaged = The file is damaged. Copy it once more from the camera or the phone.
error-not-verified = The copy did not pass the check, so it was not written.
error-io = The file could not be read, or the copy could not be written.
error-cancelled = It was stopped before this photo was done.
error-internal = The picture could not be read.

# Files beside the photos.
beside-video = { $count ->
    [one] one video (not handled)
   *[other] { $count } videos (not handled)
}
beside-sidecar = { $count ->
    [one] one sidecar file (left alone; it can say the same as the photo)
   *[other] { $count } sidecar files (left alone; they can say the same as the photos)
}
beside-system = { $count ->
    [one] one system file (left alone)
   *[other] { $count } system files (left alone)
}
beside-text = { $count ->
    [one] one text (left alone)
   *[other] { $count } texts (left alone)
}
beside-sound = { $count ->
    [one] one sound (left alone)
   *[other] { $count } sounds (left alone)
}
beside-link = { $count ->
    [one] one link (not followed)
   *[other] { $count } links (not followed)
}
beside-other = { $count ->
    [one] one other file (left alone)
   *[other] { $count } other files (left alone)
}
