# Pourquoi il n’y a pas de copie, et que faire.
error-unsupported-format = Ce type de fichier n’est pas pris en charge. Ouvrez-le dans votre logiciel photo et exportez-le en JPEG.
error-unsupported-feature = L’image utilise quelque chose qui n’est pas pris en charge. Ouvrez-la dans votre logiciel photo et exportez-la en JPEG.
error-too-large = L’image est trop grande.
error-no-subject = Rien n’a pu être gardé.
error-damaged = Le fichier est endommagé. Copiez-le de nouveau depuis l’appareil photo ou le téléphone.
error-not-verified = La copie n’a pas passé le contrôle, elle n’a donc pas été écrite.
error-io = Le fichier n’a pas pu être lu, ou la copie n’a pas pu être écrite.
error-cancelled = L’opération a été arrêtée avant que cette photo soit terminée.
error-internal = L’image n’a pas pu être lue.

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
