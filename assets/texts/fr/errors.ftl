# Pourquoi il n’y a pas de copie, et que faire.
error-unsupported-format = Ce type de fichier n’est pas pris en charge.
error-unsupported-feature = L’image utilise quelque chose qui n’est pas pris en charge. Ouvrez-la dans votre logiciel photo et exportez-la en JPEG.
error-too-large = L’image est trop grande. Réduisez-la d’abord dans votre logiciel photo.
error-no-subject = Aucune personne et aucun animal à garder n’a été trouvé. Couvrez à la main ce qui ne doit pas être vu.
error-damaged = Le fichier est endommagé. Copiez-le de nouveau depuis l’appareil photo ou le téléphone.
error-not-verified = La copie n’a pas passé le contrôle, elle n’a donc pas été gardée. Ouvrez la photo dans votre logiciel photo, exportez-la en JPEG et nettoyez ce JPEG.
error-io = { $doing ->
    [reading] La photo n’a pas pu être lue.
    [writing] La copie n’a pas pu être écrite.
    [copying] Le presse-papiers ne l’a pas acceptée.
   *[other] Le fichier n’a pas pu être lu, ou la copie n’a pas pu être écrite.
}
error-cancelled = Vous avez arrêté avant que cette photo soit terminée. Vous pourrez la nettoyer quand vous voudrez.
error-internal = L’image n’a pas pu être lue. Ouvrez-la dans votre logiciel photo et exportez-la en JPEG.
error-reason = Motif : { $reason }
error-details = Détails

# De quel fichier il s’agit, et que faire.
error-detail-video = C’est une vidéo. Prenez-en une image fixe, ou nettoyez-la avec un logiciel vidéo.
error-detail-raw = C’est une photo raw. Ouvrez-la dans votre logiciel photo et exportez-la en JPEG. Le fichier raw lui-même garde toutes ses données cachées.
error-detail-photoshop = C’est un fichier Photoshop. Ouvrez-le dans votre logiciel photo et exportez-le en JPEG.
error-detail-gimp = C’est un fichier GIMP. Ouvrez-le dans GIMP et exportez-le en JPEG.
error-detail-affinity = C’est un fichier Affinity. Ouvrez-le dans Affinity et exportez-le en JPEG.
error-detail-jpeg-2000 = C’est une image JPEG 2000. Ouvrez-la dans votre logiciel photo et exportez-la en JPEG.
error-detail-jpeg-xr = C’est une image JPEG XR. Ouvrez-la dans votre logiciel photo et exportez-la en JPEG.
error-detail-texture = C’est une texture, comme en utilisent les jeux. Ouvrez-la dans votre logiciel photo et exportez-la en JPEG.
error-detail-other-picture = C’est une image d’un type rare. Ouvrez-la dans votre logiciel photo et exportez-la en JPEG.
error-detail-icon = C’est une icône ou un pointeur de souris. Ouvrez-la dans votre logiciel photo et exportez-la en PNG.
error-detail-broken-picture = C’est une image endommagée. Copiez-la de nouveau depuis l’appareil photo ou le téléphone.
error-detail-drawing = C’est un dessin (SVG). Ouvrez-le dans un navigateur et faites-en une capture d’écran.
error-detail-pdf = C’est un document PDF. Exportez-en l’image en JPEG ou en PNG.
error-detail-document = C’est un document. Exportez-en l’image en JPEG ou en PNG.
error-detail-web-page = C’est une page web. Enregistrez l’image elle-même depuis cette page.
error-detail-archive = C’est une archive. Décompressez-la et choisissez les photos qu’elle contient.
error-detail-sound = C’est un enregistrement sonore. Seules les photos sont prises en charge.
error-detail-side-file = C’est un fichier annexe avec des données sur une photo. La photo elle-même est un autre fichier.
error-detail-program = C’est un programme. Seules les photos sont prises en charge.
error-detail-data = Il contient des réglages ou une base de données. Seules les photos sont prises en charge.
error-detail-text = C’est un texte. Seules les photos sont prises en charge.
error-detail-empty = Le fichier est vide. Cherchez la photo là d’où vous l’avez copiée.
error-detail-unknown = Je ne peux pas dire ce que c’est. Si c’est une photo, ouvrez-la dans votre logiciel photo et exportez-la en JPEG.

# Pourquoi un fichier n’a pas pu être lu ou écrit, et que faire.
error-detail-missing = { $doing ->
    [writing] Le dossier des copies n’est plus là. Choisissez un autre dossier.
   *[other] Elle n’est plus là. Regardez si elle a été déplacée, ou si le disque a été débranché.
}
error-detail-no-permission = { $doing ->
    [writing] Il n’est pas permis d’écrire dans ce dossier. Choisissez un autre dossier.
   *[other] Il n’est pas permis de la lire. Demandez à qui elle appartient, ou changez ses droits, puis réessayez.
}
error-detail-is-folder = C’est un dossier. Choisissez-le avec « Choisir un dossier… ».
error-detail-not-a-file = Ce n’est pas un fichier ordinaire. Choisissez la photo elle-même.
error-detail-disk-full = Le disque est plein. Faites de la place, ou choisissez un autre dossier.
error-detail-read-only-disk = Le disque ne peut être que lu. Choisissez un autre dossier.
error-detail-not-a-folder = L’emplacement des copies n’est pas un dossier. Choisissez-en un autre.
error-detail-other = { $doing ->
    [copying] Réessayez, ou enregistrez plutôt une copie.
   *[other] Regardez si le disque est toujours branché, puis réessayez.
}

# Les fichiers à côté des photos.
beside-video = { $count ->
    [one] { $count } vidéo (non prise en charge)
   *[other] { $count } vidéos (non prises en charge)
}
beside-sidecar = { $count ->
    [one] { $count } fichier annexe (laissé tel quel ; il peut dire la même chose que la photo)
   *[other] { $count } fichiers annexes (laissés tels quels ; ils peuvent dire la même chose que les photos)
}
beside-system = { $count ->
    [one] { $count } fichier système (laissé tel quel)
   *[other] { $count } fichiers système (laissés tels quels)
}
beside-text = { $count ->
    [one] { $count } texte (laissé tel quel)
   *[other] { $count } textes (laissés tels quels)
}
beside-sound = { $count ->
    [one] { $count } son (laissé tel quel)
   *[other] { $count } sons (laissés tels quels)
}
beside-link = { $count ->
    [one] { $count } lien (non suivi)
   *[other] { $count } liens (non suivis)
}
beside-other = { $count ->
    [one] { $count } autre fichier (laissé tel quel)
   *[other] { $count } autres fichiers (laissés tels quels)
}
