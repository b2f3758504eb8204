# Où vont les copies, et comment elles sont.
saving-title = Copies propres
saving-to = Copies dans
saving-change = Changer…
saving-folder = Dossier
saving-choose = Choisir un autre dossier…
saving-size = Taille
saving-size-same = Inchangée
saving-size-px = Au plus { $pixels } px
saving-method = Méthode
saving-redrawn = Redessinée (convient à toute photo)
saving-redrawn-why = Chaque pixel est réécrit, avec les mêmes réglages pour tout le monde. Presque rien de la qualité n’est perdu.
saving-exact = Sans aucune perte, si possible
saving-exact-why = Les pixels restent exactement comme ils sont. Quand ce n’est pas possible, la photo est redessinée, et la page après l’enregistrement le dit.
saving-names = Noms
saving-names-neutral = Neutres : photo-0001.jpg
saving-names-keep = Garder les noms et les dossiers
saving-names-warning = Les noms de fichiers et de dossiers peuvent dire un lieu, une date ou un nom.
saving-start = { $count ->
    [one] Nettoyer { $count } photo
   *[other] Nettoyer { $count } photos
}
saving-done = Terminé

# Un chemin saisi.
path-photos = Quelle photo ?
path-folder = Quel dossier ?
path-out = Où mettre les copies ?
path-why = Aucune boîte de dialogue ne répond sur ce bureau. Saisissez ou collez plutôt le chemin.
path-field = Chemin
path-missing = Il n’y a rien à cet emplacement.
path-whole = Donnez le chemin entier, depuis son début.
path-not-a-folder = Ce n’est pas un dossier.
path-use = Utiliser ce chemin

# Après l’enregistrement d’une photo.
done-before = Avant
done-after = Après
done-slider = Glisser entre avant et après
done-saved = Enregistré
done-checked = Contrôlé : rien de caché ne reste dans ce fichier.
done-file = Fichier
done-folder = Dossier
done-removed = Retiré
done-nothing-removed = Il ne contenait rien de caché.
done-covered = Couvert
done-everything = Tout
done-but-person = sauf la personne
done-but-people = sauf les personnes
done-but-cat = sauf le chat
done-but-dog = sauf le chien
done-but-bird = sauf l’oiseau
done-but-horse = sauf le cheval
done-but-animal = sauf l’animal
done-but-animals = sauf les animaux
done-but-all = sauf personnes et animaux
done-but-part = sauf la partie gardée
done-parts = Parties
done-parts-count = { $count ->
    [one] { $count } partie de l’image
   *[other] { $count } parties de l’image
}
done-crop = Recadrage
done-cropped = ce qui était hors du cadre a disparu
done-unknowable = Je ne peux pas savoir si quelqu’un reconnaît ce lieu. Regardez le linge de lit, la vue, les panneaux, les reflets.
done-visible = { $count ->
    [one] Une zone trouvée se voit encore dans cette copie.
   *[other] { $count } zones trouvées se voient encore dans cette copie.
}
done-original = Votre original est inchangé. Il peut servir de preuve un jour : gardez-le là où d’autres ne peuvent pas l’atteindre.
done-next = Photo suivante
done-more = Autres photos
done-show = Montrer dans le dossier
done-drag = Faites glisser la copie d’ici vers un autre programme.
done-copy = Copier l’image
done-back = Changer quelque chose
removed-place = Lieu
removed-place-count = { $count ->
    [one] { $count } indication
   *[other] { $count } indications
}
removed-time = Date
removed-time-count = { $count ->
    [one] { $count } date
   *[other] { $count } dates
}
removed-device = Appareil
removed-device-count = { $count ->
    [one] { $count } indication
   *[other] { $count } indications
}
removed-names = Noms
removed-names-count = { $count ->
    [one] { $count } nom
   *[other] { $count } noms
}
removed-words = Textes
removed-words-count = { $count ->
    [one] { $count } texte
   *[other] { $count } textes
}
removed-pictures = Images
removed-pictures-count = { $count ->
    [one] { $count } image cachée
   *[other] { $count } images cachées
}
removed-others = Autres données
removed-others-count = { $count ->
    [one] { $count } élément
   *[other] { $count } éléments
}

# Quitter.
leaving-title = Tout n’est pas encore enregistré
leaving-unsaved = { $count ->
    [one] Vous avez modifié une photo sans en enregistrer une copie.
   *[other] Vous avez modifié { $count } photos sans en enregistrer de copies.
}
leaving-running = { $count ->
    [one] { $count } copie est encore en cours.
   *[other] { $count } copies sont encore en cours.
}
leaving-looked-through = { $count ->
    [one] Vous avez regardé une photo. Votre marque n’est pas conservée.
   *[other] Vous avez regardé { $count } photos. Vos marques ne sont pas conservées.
}
leaving-originals = Vos originaux restent inchangés dans tous les cas.
leaving-stay = Rester ici
leaving-close = Quitter quand même

# Ce qui vient de se passer.
notice-close = Fermer ce message
notice-copied = L’image propre est dans le presse-papiers. Seuls ses pixels ont été copiés.
notice-not-copied = L’image n’a pas été copiée. Motif : { $reason }
notice-no-photos = Aucune photo ne s’y trouve.
notice-not-shown = Le dossier n’a pas pu être affiché. Vos copies sont dans { $path }
notice-not-dragged = La copie n’a pas pu être transmise. Affichez-la plutôt dans son dossier.
notice-folders-unreadable = { $count ->
    [one] { $count } dossier n’a pas pu être lu.
   *[other] { $count } dossiers n’ont pas pu être lus.
}
notice-outline-drawn = Regardez le bord : peignez sur ce qui doit disparaître, et découvrez ce qui manque.
notice-outline-without = { $count ->
    [one] Quelqu’un d’autre a été vu, sans bord net, et est couvert. Regardez le bord : peignez sur ce qui doit disparaître, et découvrez ce qui manque.
   *[other] { $count } autres ont été vus, sans bord net, et sont couverts. Regardez le bord : peignez sur ce qui doit disparaître, et découvrez ce qui manque.
}
notice-outline-unclear = Le bord n’a pas pu être distingué du fond. Tout est couvert à présent : peignez sur ce qui doit redevenir visible.
notice-covered-similar = { $count ->
    [one] { $count } photo semblable a aussi ces caches. Regardez-la avant d’enregistrer.
   *[other] { $count } photos semblables ont aussi ces caches. Regardez-les avant d’enregistrer.
}
notice-no-similar = Aucune photo semblable n’a été trouvée.
notice-looked-through = { $count ->
    [0] Tout est vu. Rien n’est encore enregistré : nettoyez les photos quand vous voulez.
    [one] Tout est vu ; une photo a été remise à plus tard. Rien n’est encore enregistré : nettoyez les photos quand vous voulez.
   *[other] Tout est vu ; { $count } photos ont été remises à plus tard. Rien n’est encore enregistré : nettoyez les photos quand vous voulez.
}
