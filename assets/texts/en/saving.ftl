# Where copies go and what they are like.
saving-title = Clean copies
saving-to = Copies go to
saving-change = Change…
saving-folder = Folder
saving-choose = Choose another folder…
saving-size = Size
saving-size-same = As it is
saving-size-px = At most { $pixels } px
saving-method = Method
saving-redrawn = Drawn afresh (suits every photo)
saving-redrawn-why = Every pixel is written anew, with the same settings for everybody. Hardly anything of the quality is lost.
saving-exact = Without any loss, where possible
saving-exact-why = Pixels stay exactly as they are. Where that cannot be done the photo is drawn afresh, and the page after saving says so.
saving-names = Names
saving-names-neutral = Neutral: photo-0001.jpg
saving-names-keep = Keep names and folders
saving-names-warning = File and folder names can tell a place, a date or a name.
saving-start = { $count ->
    [one] Clean one photo
   *[other] Clean { $count } photos
}
saving-done = Done

# A typed path.
path-photos = Which photo?
path-folder = Which folder?
path-out = Where should copies go?
path-why = No file dialog answers on this desktop. Type or paste the path instead.
path-field = Path
path-missing = There is nothing under this path.
path-whole = Please give the whole path, from its beginning.
path-not-a-folder = This is not a folder.
path-use = Use this path

# After saving one photo.
done-before = Before
done-after = After
done-slider = Slide between before and after
done-saved = Saved
done-checked = Checked: nothing hidden is left in this file.
done-file = File
done-folder = Folder
done-removed = Removed
done-nothing-removed = Nothing hidden was in it.
done-covered = Covered
done-everything = Everything
done-but-person = but the person
done-but-people = but the people
done-but-cat = but the cat
done-but-dog = but the dog
done-but-bird = but the bird
done-but-horse = but the horse
done-but-animal = but the animal
done-but-animals = but the animals
done-but-all = but people and animals
done-but-part = but the part you kept
done-parts = Parts
done-parts-count = { $count ->
    [one] one part of the picture
   *[other] { $count } parts of the picture
}
done-crop = Crop
done-cropped = what was outside is gone
done-unknowable = I cannot know whether someone recognises this place. Look at bedding, view, signs, reflections.
done-visible = { $count ->
    [one] One found area can still be seen in this copy.
   *[other] { $count } found areas can still be seen in this copy.
}
done-original = Your original is unchanged. It can be evidence one day: keep it where others cannot get at it.
done-next = Next photo
done-more = Other photos
done-show = Show in folder
done-drag = Drag the copy from here into another program.
done-copy = Copy picture
done-back = Change something
removed-place = Place
removed-place-count = { $count ->
    [one] one fact
   *[other] { $count } facts
}
removed-time = Time
removed-time-count = { $count ->
    [one] one date
   *[other] { $count } dates
}
removed-device = Device
removed-device-count = { $count ->
    [one] one fact
   *[other] { $count } facts
}
removed-names = Names
removed-names-count = { $count ->
    [one] one name
   *[other] { $count } names
}
removed-words = Words
removed-words-count = { $count ->
    [one] one text
   *[other] { $count } texts
}
removed-pictures = Pictures
removed-pictures-count = { $count ->
    [one] one hidden picture
   *[other] { $count } hidden pictures
}
removed-others = Other data
removed-others-count = { $count ->
    [one] one piece
   *[other] { $count } pieces
}

# Leaving.
leaving-title = Something is not saved yet
leaving-unsaved = { $count ->
    [one] You changed one photo and have not saved a copy of it.
   *[other] You changed { $count } photos and have not saved copies of them.
}
leaving-running = { $count ->
    [one] One copy is still being made.
   *[other] { $count } copies are still being made.
}
leaving-looked-through = { $count ->
    [one] You looked at one photo. Your mark on it is not kept.
   *[other] You looked at { $count } photos. Your marks on them are not kept.
}
leaving-originals = Your originals are unchanged either way.
leaving-stay = Stay here
leaving-close = Leave all the same

# What just happened.
notice-close = Close this message
notice-copied = The clean picture is on the clipboard. Only its pixels were copied.
notice-not-copied = The picture was not copied. Reason: { $reason }
notice-no-photos = There is no photo in there.
notice-not-shown = The folder could not be shown. Your copies are in { $path }
notice-not-dragged = The copy could not be handed over. Show it in its folder instead.
notice-folders-unreadable = { $count ->
    [one] One folder could not be read.
   *[other] { $count } folders could not be read.
}
notice-outline-drawn = Look at the edge: paint over what should go, and uncover what is missing.
notice-outline-without = { $count ->
    [one] Somebody else was seen too; they have no clear edge and are covered. Look at the edge: paint over what should go, and uncover what is missing.
   *[other] { $count } others were seen too; they have no clear edge and are covered. Look at the edge: paint over what should go, and uncover what is missing.
}
notice-outline-unclear = The edge could not be told from what is behind. Everything is covered now: paint over what should be seen.
notice-covered-similar = { $count ->
    [one] One similar photo has these covers too. Look at it before you save.
   *[other] { $count } similar photos have these covers too. Look at them before you save.
}
notice-no-similar = No similar photo was found.
notice-looked-through = { $count ->
    [0] You are through. Nothing is saved yet: clean the photos when you are ready.
    [one] You are through; one photo was put off. Nothing is saved yet: clean the photos when you are ready.
   *[other] You are through; { $count } photos were put off. Nothing is saved yet: clean the photos when you are ready.
}
