# Beaucoup de photos.
folder-photos = { $count ->
    [one] { $count } photo
   *[other] { $count } photos
}
folder-reading = { $count ->
    [one] encore { $count } à lire…
   *[other] encore { $count } à lire…
}
folder-foreign = { $count ->
    [one] un fichier d’un autre type (non traité)
   *[other] { $count } fichiers d’autres types (non traités)
}
folder-retry = Réessayer ce qui a échoué
folder-add = Ajouter des photos…
chip-all = Toutes
chip-not-looked = Pas encore analysées
chip-later = Plus tard
chip-no-copy = Avec un problème
badge-place = Lieu
badge-place-short = lieu
badge-person = Nom d’une personne
badge-person-short = nom
badge-hidden-picture = Image cachée
badge-hidden-picture-short = 2e image
badge-bedding = Linge de lit
badge-bedding-short = linge de lit
badge-window = Fenêtre
badge-window-short = fenêtre
badge-signage = Texte
badge-signage-short = texte
badge-code = Code
badge-code-short = code
badge-face = Visage
badge-face-short = visage
badge-serial = Numéro de série
badge-serial-short = n° de série
badge-time = Date
badge-time-short = date
sort-label = Ordre
sort-telling = Les plus révélatrices d’abord
sort-name = Par nom
sort-time = Par date
together-title = Ce que dit l’ensemble du dossier
together-nothing = Aucune photo ne dit où ni quand elle a été prise.
together-gathered = { $count } photos mènent aux mêmes 50 mètres.
together-places = { $count ->
    [one] { $count } photo contient des coordonnées exactes.
   *[other] { $count } photos contiennent des coordonnées exactes.
}
together-map = { $count ->
    [one] Carte avec { $count } lieu
   *[other] Carte avec { $count } lieux
}
together-time = Photos par mois, de { $first } à { $last }
all-title = Retirer partout les détails cachés
all-about = Environ { $minutes } minutes.
all-about-soon = Moins d’une minute.
all-stays = Ce que l’on voit reste tel quel.
all-done = Toutes ont une copie propre.
all-button = { $count ->
    [one] Nettoyer { $count } photo…
   *[other] Nettoyer les { $count } photos…
}
one-title = Regarder les images une par une
one-keys = Espace : c’est bon · C : couvrir · L : plus tard
one-button = Commencer

# Un lot en cours.
progress-name = Avancement
progress-count = { $done } sur { $count }
progress-soon = moins d’une minute restante
progress-minutes = { $minutes ->
    [one] encore { $minutes } minute environ
   *[other] encore { $minutes } minutes environ
}
progress-paused = en pause
progress-stopping = arrêt en cours…
progress-failed = { $count ->
    [one] { $count } non nettoyée
   *[other] { $count } non nettoyées
}
progress-pause = Pause
progress-continue = Continuer
progress-stop = Arrêter

# Un lot terminé.
outcome-title = { $clean ->
    [one] { $clean } photo sur { $count } a une copie propre
   *[other] { $clean } photos sur { $count } ont une copie propre
}
outcome-checked = Chaque copie a été contrôlée : rien de caché ne reste dans ces fichiers.
outcome-stopped = { $count ->
    [one] Arrêté. Il reste une photo à nettoyer.
   *[other] Arrêté. Il reste { $count } photos à nettoyer.
}
outcome-rest = Nettoyer le reste
outcome-missing = { $count ->
    [one] { $count } n’a pas pu être nettoyée
   *[other] { $count } n’ont pas pu être nettoyées
}
outcome-beside = { $count ->
    [one] { $count } autre fichier a été laissé tel quel :
   *[other] { $count } autres fichiers ont été laissés tels quels :
}
outcome-look = Retour aux photos
outcome-unknowable = Ce que l’on voit sur les photos est comme vous l’avez laissé. Je ne peux pas savoir si quelqu’un reconnaît un lieu. Regardez le linge de lit, les vues, les panneaux, les reflets.
outcome-original = Vos originaux sont inchangés. Ils peuvent servir de preuve un jour : gardez-les hors de portée des autres.
visible-photos = { $count ->
    [one] Sur une photo, on voit quelque chose que d’autres pourraient comparer avec des images en ligne.
   *[other] Sur { $count } photos, on voit quelque chose que d’autres pourraient comparer avec des images en ligne : { $areas } zones ne sont pas couvertes.
}
visible-not-looked = { $count ->
    [one] Sur une photo, ce qui est visible n’a pas encore été cherché.
   *[other] Sur { $count } photos, ce qui est visible n’a pas encore été cherché.
}
