# La barre du haut, et des mots employés partout.
top-all-photos = Toutes les photos ({ $count })
top-photo-of = photo { $number } sur { $count }
top-photos = Photos
top-done = Terminé
top-stopped = Arrêté
top-back = Retour
top-help = Aide
top-light = Couleurs claires
top-dark = Couleurs sombres
top-language = Langue
top-start-over = Recommencer
common-cancel = Annuler
filmstrip-add = Ajouter
thumb-name = Photo { $name }
