# Ce que sont les données cachées : des mots courts, suivis de la valeur.
fact-said = { $label } : { $value }
fact-text = texte

# Les lieux.
fact-position = position
fact-latitude = latitude
fact-longitude = longitude
fact-destination = destination
fact-altitude = altitude
fact-direction = direction
fact-speed = vitesse
fact-area = zone
fact-method = localisation par
fact-map-coordinates = coordonnées de carte
fact-place = lieu
fact-place-code = code du lieu
fact-country = pays
fact-state = région
fact-city = ville
fact-landmark = lieu connu

# Les dates.
fact-taken = prise de vue
fact-created = création
fact-digitised = numérisation
fact-changed = modification
fact-metadata-changed = modification des données
fact-preview-made = création de la petite copie
fact-saved = enregistrement
fact-sent = envoi
fact-released = publication prévue
fact-expires = fin de validité
fact-satellite-time = heure des satellites
fact-switched-on = mise en marche
fact-time = heure
fact-time-zone = fuseau horaire
fact-date = date

# Les appareils.
fact-make = marque
fact-model = modèle
fact-lens = objectif
fact-lens-make = marque de l’objectif
fact-computer = ordinateur
fact-taken-with = prise avec
fact-source = source
fact-maker = fabricant
fact-picture-number = numéro d’image

# Les numéros d’un appareil, d’une photo ou d’un document.
fact-camera-serial = numéro de série de l’appareil
fact-lens-serial = numéro de série de l’objectif
fact-serial = numéro de série
fact-internal-serial = numéro de série interne
fact-accessory-serial = numéro de série de l’accessoire
fact-image-id = identifiant de la photo
fact-group-id = identifiant de la série
fact-document-id = identifiant du document

# Les personnes.
fact-artist = auteur
fact-owner = propriétaire
fact-copyright = droits d’auteur
fact-credit = crédit
fact-editor = rédaction
fact-contact = contact
fact-job-title = fonction
fact-person = personne
fact-face = visage reconnu
fact-pet-or-child = animal ou enfant
fact-age = âge

# Les textes.
fact-title = titre
fact-description = description
fact-headline = titre principal
fact-keywords = mots-clés
fact-subject = sujet
fact-comment = commentaire
fact-instructions = instructions
fact-category = catégorie
fact-event = événement
fact-identifier = identifiant
fact-status = statut
fact-disclaimer = mention légale
fact-address = adresse
fact-path = chemin
fact-original-name = nom d’origine
fact-file = fichier
fact-sound-file = fichier son
fact-history = historique des modifications
fact-name-words = mots dans le nom
fact-in-name = la date du { $date }

# Les logiciels.
fact-software = logiciel
fact-made-with = créée avec
fact-edited-with = modifiée avec
fact-firmware = micrologiciel
fact-prompt = consigne d’IA
fact-workflow = processus d’IA
fact-came-through = passée par
fact-screenshot = capture d’écran
fact-panorama = panorama
fact-raw-settings = réglages raw

# Les images et le reste à l’intérieur.
fact-small-copy = petite copie de l’image
fact-second-picture = seconde image
fact-video = vidéo
fact-sound = enregistrement sonore
fact-depth-map = carte de profondeur
fact-gain-map = carte de luminosité
fact-archive = archive
fact-zeros = zéros
fact-face-marked = visage repéré
fact-unedited-picture = image d’avant les modifications
fact-content-credentials = trace de l’origine
fact-content-credentials-elsewhere = trace de l’origine, conservée ailleurs
fact-action = opération
fact-profile = profil de couleur
fact-resolution = résolution
fact-nothing-private = rien de personnel

# Des nombres d’éléments.
fact-other-fields = autres champs
fact-entries = entrées
fact-data-sets = jeux de données
fact-resources = ressources Photoshop
