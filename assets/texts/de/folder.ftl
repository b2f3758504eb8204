# Viele Fotos.
folder-photos = { $count ->
    [one] ein Foto
   *[other] { $count } Fotos
}
folder-reading = { $count ->
    [one] noch eines wird gelesen…
   *[other] noch { $count } werden gelesen…
}
folder-foreign = { $count ->
    [one] eine Datei anderer Art (wird nicht bearbeitet)
   *[other] { $count } Dateien anderer Art (werden nicht bearbeitet)
}
folder-retry = Fehlgeschlagene wiederholen
folder-add = Fotos hinzufügen…
chip-all = Alle
chip-not-looked = Noch nicht durchsucht
chip-later = Später
chip-no-copy = Mit Problem
badge-place = Ort
badge-place-short = Ort
badge-person = Name einer Person
badge-person-short = Name
badge-hidden-picture = Verborgenes Bild
badge-hidden-picture-short = 2. Bild
badge-bedding = Bettwäsche
badge-bedding-short = Bettwäsche
badge-window = Fenster
badge-window-short = Fenster
badge-signage = Schrift
badge-signage-short = Schrift
badge-code = Code
badge-code-short = Code
badge-face = Gesicht
badge-face-short = Gesicht
badge-serial = Seriennummer
badge-serial-short = Seriennr.
badge-time = Zeit
badge-time-short = Zeit
sort-label = Reihenfolge
sort-telling = Vielsagendste zuerst
sort-name = Nach Namen
sort-time = Nach Zeit
together-title = Was der Ordner insgesamt verrät
together-nothing = Kein Foto sagt, wo oder wann es aufgenommen wurde.
together-gathered = { $count } Fotos weisen auf dieselben 50 Meter.
together-places = { $count ->
    [one] Ein Foto enthält genaue Koordinaten.
   *[other] { $count } Fotos enthalten genaue Koordinaten.
}
together-map = { $count ->
    [one] Karte mit einem Ort
   *[other] Karte mit { $count } Orten
}
together-time = Fotos nach Monaten, { $first } bis { $last }
all-title = Verborgene Angaben aus allen entfernen
all-about = Etwa { $minutes } Minuten.
all-about-soon = Weniger als eine Minute.
all-stays = Was zu sehen ist, bleibt, wie es ist.
all-done = Alle haben eine saubere Kopie.
all-button = { $count ->
    [one] Ein Foto bereinigen…
   *[other] Alle { $count } bereinigen…
}
one-title = Die Bilder einzeln ansehen
one-keys = Leertaste: in Ordnung · C: abdecken · L: später
one-button = Jetzt ansehen

# Ein laufender Stapel.
progress-name = Fortschritt
progress-count = { $done } von { $count }
progress-soon = noch weniger als eine Minute
progress-minutes = { $minutes ->
    [one] noch etwa eine Minute
   *[other] noch etwa { $minutes } Minuten
}
progress-paused = pausiert
progress-stopping = wird gestoppt…
progress-failed = { $count } nicht bereinigt
progress-pause = Pause
progress-continue = Weiter
progress-stop = Stoppen

# Ein fertiger Stapel.
outcome-title = { $clean ->
    [one] { $clean } von { $count } hat eine saubere Kopie
   *[other] { $clean } von { $count } haben eine saubere Kopie
}
outcome-checked = Jede davon wurde geprüft: In diesen Dateien ist nichts Verborgenes mehr.
outcome-stopped = { $count ->
    [one] Angehalten. Eines ist noch zu bereinigen.
   *[other] Angehalten. { $count } sind noch zu bereinigen.
}
outcome-rest = Den Rest bereinigen
outcome-missing = { $count ->
    [one] Eines ließ sich nicht bereinigen
   *[other] { $count } ließen sich nicht bereinigen
}
outcome-beside = { $count ->
    [one] Eine andere Datei blieb unverändert:
   *[other] { $count } andere Dateien blieben unverändert:
}
outcome-look = Zurück zu den Fotos
outcome-unknowable = Was auf den Fotos zu sehen ist, ist so, wie Sie es gelassen haben. Ich kann nicht wissen, ob jemand einen Ort erkennt. Achten Sie auf Bettwäsche, Ausblicke, Schilder und Spiegelungen.
outcome-original = Ihre Originale sind unverändert. Sie können einmal ein Beweis sein: Bewahren Sie sie dort auf, wo andere nicht herankommen.
visible-photos = { $count ->
    [one] In einem Foto ist etwas zu sehen, das andere mit Bildern im Netz vergleichen könnten.
   *[other] In { $count } Fotos ist etwas zu sehen, das andere mit Bildern im Netz vergleichen könnten: { $areas } Stellen sind nicht abgedeckt.
}
visible-not-looked = { $count ->
    [one] In einem Foto wurde noch nicht nach Sichtbarem gesucht.
   *[other] In { $count } Fotos wurde noch nicht nach Sichtbarem gesucht.
}
