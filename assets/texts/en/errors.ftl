# Why there is no copy, and what to do.
error-unsupported-format = This kind of file is not handled.
error-unsupported-feature = The picture uses something that is not handled. Open it in your photo program and export a JPEG.
error-too-large = The picture is too large. Make it smaller in your photo program first.
error-no-subject = No person or animal was found that could be kept. Cover by hand what should not be seen.
error-damaged = The file is damaged. Copy it once more from the camera or the phone.
error-not-verified = The copy did not pass the check, so it was not kept. Open the photo in your photo program, export a JPEG and clean that one.
error-io = { $doing ->
    [reading] The photo could not be read.
    [writing] The copy could not be written.
    [copying] The clipboard did not take it.
   *[other] The file could not be read, or the copy could not be written.
}
error-cancelled = You stopped before this photo was done. You can clean it whenever you like.
error-internal = The picture could not be read. Open it in your photo program and export a JPEG.
error-reason = Reason: { $reason }
error-details = Details

# What kind of file it is, and what to do.
error-detail-video = It is a video. Take a still picture from it, or clean it with a program for videos.
error-detail-raw = It is a raw photo. Open it in your photo program and export a JPEG. The raw file itself keeps all its hidden data.
error-detail-photoshop = It is a Photoshop file. Open it in your photo program and export a JPEG.
error-detail-gimp = It is a GIMP file. Open it in GIMP and export a JPEG.
error-detail-affinity = It is an Affinity file. Open it in Affinity and export a JPEG.
error-detail-jpeg-2000 = It is a JPEG 2000 picture. Open it in your photo program and export a JPEG.
error-detail-jpeg-xr = It is a JPEG XR picture. Open it in your photo program and export a JPEG.
error-detail-texture = It is a texture, as games use them. Open it in your photo program and export a JPEG.
error-detail-other-picture = It is a picture of a rare kind. Open it in your photo program and export a JPEG.
error-detail-icon = It is an icon or a mouse pointer. Open it in your photo program and export a PNG.
error-detail-broken-picture = It is a broken picture. Copy it once more from the camera or the phone.
error-detail-drawing = It is a drawing (SVG). Open it in a browser and take a screenshot of it.
error-detail-pdf = It is a PDF document. Export the picture from it as a JPEG or PNG.
error-detail-document = It is a document. Export the picture from it as a JPEG or PNG.
error-detail-web-page = It is a web page. Save the picture itself from it.
error-detail-archive = It is an archive. Unpack it and choose the photos inside.
error-detail-sound = It is a sound recording. Only photos are handled.
error-detail-side-file = It is a side file with data about a photo. The photo itself is another file.
error-detail-program = It is a program. Only photos are handled.
error-detail-data = It holds settings or a database. Only photos are handled.
error-detail-text = It is a text. Only photos are handled.
error-detail-empty = The file is empty. Look for the photo where you copied it from.
error-detail-unknown = I cannot tell what it is. If it is a photo, open it in your photo program and export a JPEG.

# Why a file could not be read or written, and what to do.
error-detail-missing = { $doing ->
    [writing] The folder for copies is not there any more. Choose another folder.
   *[other] It is not there any more. Look whether it was moved, or whether the disk was unplugged.
}
error-detail-no-permission = { $doing ->
    [writing] Nothing may be written to this folder. Choose another folder.
   *[other] There is no permission to read it. Ask whoever it belongs to, or change its permissions, then try again.
}
error-detail-is-folder = It is a folder. Choose it with “Choose a folder…”.
error-detail-not-a-file = It is not an ordinary file. Choose the photo itself.
error-detail-disk-full = The disk is full. Make room, or choose another folder.
error-detail-read-only-disk = The disk can only be read. Choose another folder.
error-detail-not-a-folder = The place for copies is not a folder. Choose another one.
error-detail-other = { $doing ->
    [copying] Try again, or save a copy instead.
   *[other] Look whether the disk is still plugged in, then try again.
}

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
