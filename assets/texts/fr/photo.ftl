# Une photo : ce qu’elle montre.
seen-title = Ce que l’on voit
seen-looking = Recherche de ce que d’autres pourraient comparer avec des images en ligne…
seen-nothing = Je n’ai rien trouvé que d’autres pourraient comparer avec des images en ligne. Il peut quand même y avoir quelque chose : regardez aussi vous-même.
seen-unreadable = L’image n’a pas pu être examinée.
seen-found = { $count ->
    [one] J’ai trouvé { $count } chose que d’autres pourraient comparer avec des images en ligne. Il peut y en avoir d’autres.
   *[other] J’ai trouvé { $count } choses que d’autres pourraient comparer avec des images en ligne. Il peut y en avoir d’autres.
}
seen-cover = Couvrir
seen-uncover = Découvrir
seen-cover-name = Couvrir { $number } : { $what }
seen-uncover-name = Découvrir { $number } : { $what }
seen-is-covered = Couvert dans la copie.
seen-cover-all = Tout couvrir
seen-cover-all-but-faces = Tout couvrir sauf les visages
seen-faces-open = { $count ->
    [one] Le visage est encore visible : il révèle qui est sur la photo.
   *[other] { $count } visages sont encore visibles : ils révèlent qui est sur la photo.
}
flag-bedding = Linge de lit
flag-bedding-reason = Son motif peut être comparé avec des photos d’hôtels.
flag-window = Fenêtre
flag-window-reason = La vue du dehors peut être reconnue.
flag-signage = Panneau ou texte
flag-signage-reason = Des mots peuvent nommer un lieu.
flag-code = Code
flag-code-reason = Il peut contenir une adresse, un nom ou un numéro de billet.
flag-face = Visage
flag-face-reason = On peut reconnaître les personnes.
keep-person = Ne garder que la personne
keep-people = Ne garder que les personnes
keep-cat = Ne garder que le chat
keep-dog = Ne garder que le chien
keep-bird = Ne garder que l’oiseau
keep-horse = Ne garder que le cheval
keep-animal = Ne garder que l’animal
keep-animals = Ne garder que les animaux
keep-all = Ne garder que personnes et animaux
keep-drawing = Tracé du contour…

# L’image et ses outils.
canvas-picture = La photo
canvas-opening = Ouverture de la photo…
canvas-no-picture = Cette image n’a pas pu être ouverte.
canvas-flag = { $number } { $what }
canvas-cover = Cache { $number }
canvas-crop = Recadrage
tool-select = Choisir
tool-box = Boîte
tool-oval = Ovale
tool-brush = Pinceau
tool-uncover = Découvrir
tool-crop = Recadrer
tool-keep = Garder
tool-undo = Annuler
tool-redo = Rétablir
tool-smaller = Plus petit
tool-larger = Plus grand
tool-fit = Ajuster
tool-percent = { $percent } %
tool-fit-percent = Entier · { $percent } %
hint-shape = Faites glisser sur ce qui doit être couvert. Entrée place un cache au milieu.
hint-brush = Peignez sur ce qui doit être couvert. [ et ] changent la taille.
hint-uncover = Peignez sur ce qui doit redevenir visible. [ et ] changent la taille.
hint-crop = Faites glisser sur ce qui doit rester. Tout le reste est coupé.
hint-keep = Faites glisser sur ce qui doit rester. Tout le reste est couvert.
style-title = Zones couvertes
style-solid = Une couleur
style-soft = Doux
style-brush = Taille du pinceau
style-delete = Supprimer ce cache
style-uncrop = Annuler le recadrage
style-similar = { $count ->
    [one] Couvrir de même { $count } photo semblable
   *[other] Couvrir de même { $count } photos semblables
}

# Ce que dit la photo.
says-title = Ce que dit cette photo
says-reading = Lecture…
says-nothing = Rien de caché n’a été trouvé dans ce fichier.
says-unreadable = Ce fichier n’a pas pu être lu : je ne peux pas dire ce qu’il cache.
says-place = Lieu
says-near = près de { $town }
says-far = loin de toute ville
says-within = à { $metres } m près
says-map = Carte : { $place }
says-time = Date
says-zone = fuseau horaire { $offset }
says-more-times = { $count ->
    [one] { $count } autre date
   *[other] { $count } autres dates
}
says-device = Appareil
says-names = Noms
says-words = Textes
says-file-name = Nom du fichier
says-program = Logiciel
says-hidden-picture = Image cachée
says-picture-differs = Une petite copie qui montre autre chose, peut-être d’avant le recadrage
says-others = Autres données
says-there = quelque chose qui n’a pas pu être lu
says-details = { $count ->
    [one] Détails : { $count } donnée cachée
   *[other] Détails : { $count } données cachées
}
kind-gps = Lieu
kind-time = Date
kind-device = Appareil
kind-serial = Numéro de série
kind-person = Nom d’une personne
kind-caption = Légende
kind-file-name = Nom du fichier
kind-software = Logiciel
kind-thumbnail = Petite copie de l’image
kind-maker-note = Notes du fabricant de l’appareil
kind-xmp = Données de logiciels photo
kind-iptc = Données de photos de presse
kind-comment = Commentaire
kind-profile = Profil de couleur
kind-second-picture = Seconde image
kind-motion-video = Courte vidéo
kind-depth-map = Carte de profondeur
kind-gain-map = Carte de luminosité
kind-provenance = Trace de l’origine
kind-trailing-data = Données après la fin
kind-unknown = Données inconnues

# Enregistrer une photo.
save-one = Enregistrer une copie propre
save-another = Enregistrer une autre copie
save-has-copy = Il y a une copie propre : { $name }
save-copy-older = La copie propre { $name } n’a pas encore vos dernières modifications.
save-saving = Enregistrement…
save-all-removed = Ce qui est caché est retiré de la copie. Ce qui se voit reste, sauf si c’est couvert.
save-visible = { $count ->
    [one] Une zone trouvée n’est pas couverte.
   *[other] { $count } zones trouvées ne sont pas couvertes.
}
save-no-copy = Le fichier n’a pas pu être nettoyé, aucune copie n’a donc été faite. Votre photo est inchangée.
review-count = Regardées : { $done } sur { $count }
review-fine = C’est bon, suivante
review-cover = Tout couvrir
review-later = Plus tard
review-not-saved = Rien n’est encore enregistré.
