# La fenêtre vide.
start-title = Déposez ici des photos ou un dossier
start-title-no-drop = Choisissez des photos ou un dossier
start-what = Blanksheet retire ce que les photos cachent, montre ce qu’elles révèlent et écrit des copies propres.
start-promise = Il fonctionne sans internet. Vos originaux restent tels quels.
start-photos = Choisir des photos…
start-folder = Choisir un dossier…
start-practise = Essayer avec des photos d’exemple
start-foot = Ctrl+V pour coller une image · Rien n’est gardé une fois la fenêtre fermée
start-walking = Recherche de photos…
start-no-drop = Ce bureau ne permet pas de déposer des fichiers ici. Utilisez plutôt les boutons.
start-drop-more = Déposez pour ajouter ces photos
