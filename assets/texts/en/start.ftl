# The empty window.
start-title = Drop photos or a folder here
start-title-no-drop = Choose photos or a folder
start-what = Blanksheet removes what photos hide, shows what they give away, and writes clean copies.
start-promise = It works without internet. Your originals stay as they are.
start-photos = Choose photos…
start-folder = Choose a folder…
start-practise = Try with practice photos
start-foot = Paste a picture with Ctrl+V · Nothing is kept after you close this window
start-walking = Looking for photos…
start-no-drop = This desktop cannot hand over dropped files. Use the buttons instead.
start-drop-more = Drop to add these photos
