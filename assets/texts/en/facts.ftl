# What hidden data is: short words, with the value behind them.
fact-said = { $label }: { $value }
fact-text = text

# Places.
fact-position = position
fact-latitude = latitude
fact-longitude = longitude
fact-destination = destination
fact-altitude = altitude
fact-direction = direction
fact-speed = speed
fact-area = area
fact-method = found by
fact-map-coordinates = map coordinates
fact-place = place
fact-place-code = place code
fact-country = country
fact-state = state
fact-city = city
fact-landmark = landmark

# Times.
fact-taken = taken
fact-created = created
fact-digitised = digitised
fact-changed = changed
fact-metadata-changed = data changed
fact-preview-made = small copy made
fact-saved = saved
fact-sent = sent
fact-released = to be released
fact-expires = expires
fact-satellite-time = satellite time
fact-switched-on = switched on
fact-time = time
fact-time-zone = time zone
fact-date = date

# Devices.
fact-make = make
fact-model = model
fact-lens = lens
fact-lens-make = make of the lens
fact-computer = computer
fact-taken-with = taken with
fact-source = source
fact-maker = maker
fact-picture-number = picture number

# Numbers that belong to one device, photo or document.
fact-camera-serial = camera serial number
fact-lens-serial = lens serial number
fact-serial = serial number
fact-internal-serial = internal serial number
fact-accessory-serial = accessory serial number
fact-image-id = photo ID
fact-group-id = series ID
fact-document-id = document ID

# People.
fact-artist = author
fact-owner = owner
fact-copyright = copyright
fact-credit = credit
fact-editor = editor
fact-contact = contact
fact-job-title = job title
fact-person = person
fact-face = recognised face
fact-pet-or-child = pet or child
fact-age = age

# Words.
fact-title = title
fact-description = description
fact-headline = headline
fact-keywords = keywords
fact-subject = subject
fact-comment = comment
fact-instructions = instructions
fact-category = category
fact-event = event
fact-identifier = identifier
fact-status = status
fact-disclaimer = disclaimer
fact-address = address
fact-path = path
fact-original-name = original name
fact-file = file
fact-sound-file = sound file
fact-history = edit history
fact-name-words = words in the name
fact-in-name = the date { $date }

# Programs.
fact-software = program
fact-made-with = made with
fact-edited-with = edited with
fact-firmware = firmware
fact-prompt = AI prompt
fact-workflow = AI workflow
fact-came-through = came through
fact-screenshot = screenshot
fact-panorama = panorama
fact-raw-settings = raw settings

# Pictures and other things inside.
fact-small-copy = small copy of the picture
fact-second-picture = second picture
fact-video = video
fact-sound = sound recording
fact-depth-map = depth map
fact-gain-map = brightness map
fact-archive = archive
fact-zeros = zeros
fact-face-marked = marked face
fact-unedited-picture = picture from before editing
fact-content-credentials = record of origin
fact-content-credentials-elsewhere = record of origin, kept elsewhere
fact-action = action
fact-profile = colour profile
fact-resolution = resolution
fact-nothing-private = nothing private

# Numbers of parts.
fact-other-fields = other fields
fact-entries = entries
fact-data-sets = data sets
fact-resources = Photoshop resources
