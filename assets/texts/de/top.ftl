# Die Leiste oben, und Wörter, die überall vorkommen.
top-all-photos = Alle Fotos ({ $count })
top-photo-of = Foto { $number } von { $count }
top-photos = Fotos
top-done = Fertig
top-stopped = Angehalten
top-back = Zurück
top-help = Hilfe
top-light = Helle Farben
top-dark = Dunkle Farben
top-language = Sprache
top-start-over = Von vorn
common-cancel = Abbrechen
filmstrip-add = Mehr
thumb-name = Foto { $name }
