# Ce qu’il faut savoir sur une image ou sur sa copie.
warning-lower-part-missing = L’image est endommagée : il manque sa partie basse.
warning-part-missing = L’image est endommagée : il en manque une partie.
warning-parts-look-wrong = L’image est endommagée : certaines parties peuvent paraître fausses.
warning-parts-missing-or-wrong = L’image est endommagée : certaines parties peuvent manquer ou paraître fausses.
warning-end-missing = La fin du fichier manque, mais l’image est entière.
warning-series = Le fichier contient une série d’images. Seule l’image principale est gardée.
warning-lossless-webp = La copie est un WebP sans perte et peut être plus lourde que la photo.
warning-other-thumbnail = Une petite copie dans ce fichier montre autre chose, peut-être la photo d’avant le recadrage ou les caches.
warning-look-at-outline = Regardez le contour : une bande de l’arrière-plan peut rester, et une partie de ce que vous gardez peut manquer.
warning-nothing-found = Rien à couvrir n’a été trouvé. Il peut quand même y avoir quelque chose : regardez aussi vous-même.
warning-nearly-all-covered = Presque toute l’image est couverte. « Ne garder que » ou un cache placé par vous convient peut-être mieux.
warning-written-as = La copie est un fichier { $what }.
warning-not-exact = La photo a été redessinée, car ses pixels n’ont pas pu être gardés tels quels.
warning-person-not-kept = Une autre personne a été vue. Son contour n’a pas pu être tracé assez bien, elle est donc couverte.
warning-animal-not-kept = Un autre animal a été vu. Son contour n’a pas pu être tracé assez bien, il est donc couvert.
warning-not-covered = Autre chose a été vu, qui n’est pas couvert.
warning-name-kept = La copie garde son nom, qui révèle quelque chose.
warning-some-looked-at = { $looked ->
    [one] Seule { $looked } de ses { $count } images a été examinée.
   *[other] Seules { $looked } de ses { $count } images ont été examinées.
}
warning-damaged = Une partie du fichier est endommagée et n’a pas pu être lue.
warning-too-large = Une partie du fichier est trop grande pour être examinée.
warning-unsupported-feature = Une partie du fichier utilise quelque chose qui n’est pas pris en charge, et n’a pas été examinée.
warning-internal = Une partie du fichier n’a pas pu être lue.
