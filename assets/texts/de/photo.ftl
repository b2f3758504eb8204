# Ein Foto: was es zeigt.
seen-title = Was zu sehen ist
seen-looking = Es wird gesucht, was andere mit Bildern im Netz vergleichen könnten…
seen-nothing = Ich habe nichts gefunden, was andere mit Bildern im Netz vergleichen könnten. Es kann trotzdem etwas da sein: Bitte sehen Sie selbst nach.
seen-unreadable = Das Bild konnte nicht angesehen werden.
seen-found = { $count ->
    [one] Ich habe eine Sache gefunden, die andere mit Bildern im Netz vergleichen könnten. Es kann mehr geben.
   *[other] Ich habe { $count } Dinge gefunden, die andere mit Bildern im Netz vergleichen könnten. Es kann mehr geben.
}
seen-cover = Abdecken
seen-uncover = Aufdecken
seen-cover-name = { $number } abdecken: { $what }
seen-uncover-name = { $number } aufdecken: { $what }
seen-is-covered = In der Kopie abgedeckt.
seen-cover-all = Alle abdecken
seen-cover-all-but-faces = Alle außer Gesichtern abdecken
seen-faces-open = { $count ->
    [one] Das Gesicht ist noch zu sehen: Es verrät, wer auf dem Foto ist.
   *[other] { $count } Gesichter sind noch zu sehen: Sie verraten, wer auf dem Foto ist.
}
flag-bedding = Bettwäsche
flag-bedding-reason = Ihr Muster lässt sich mit Hotelbildern vergleichen.
flag-window = Fenster
flag-window-reason = Der Ausblick lässt sich zuordnen.
flag-signage = Schild oder Schrift
flag-signage-reason = Wörter können einen Ort nennen.
flag-code = Code
flag-code-reason = Er kann eine Adresse, einen Namen oder eine Ticketnummer enthalten.
flag-face = Gesicht
flag-face-reason = Menschen können erkannt werden.
keep-person = Nur die Person behalten
keep-people = Nur die Personen behalten
keep-cat = Nur die Katze behalten
keep-dog = Nur den Hund behalten
keep-bird = Nur den Vogel behalten
keep-horse = Nur das Pferd behalten
keep-animal = Nur das Tier behalten
keep-animals = Nur die Tiere behalten
keep-all = Nur Personen und Tiere behalten
keep-drawing = Der Umriss wird gezeichnet…

# Das Bild und seine Werkzeuge.
canvas-picture = Das Foto
canvas-opening = Das Foto wird geöffnet…
canvas-no-picture = Dieses Bild konnte nicht geöffnet werden.
canvas-flag = { $number } { $what }
canvas-cover = Abdeckung { $number }
canvas-crop = Zuschnitt
tool-select = Auswahl
tool-box = Rechteck
tool-oval = Oval
tool-brush = Pinsel
tool-uncover = Aufdecken
tool-crop = Zuschnitt
tool-keep = Behalten
tool-undo = Zurück
tool-redo = Wieder
tool-smaller = Kleiner
tool-larger = Größer
tool-fit = Einpassen
tool-percent = { $percent } %
tool-fit-percent = Ganz · { $percent } %
hint-shape = Über das ziehen, was abgedeckt werden soll. Die Eingabetaste setzt eine Abdeckung in die Mitte.
hint-brush = Über das malen, was abgedeckt werden soll. [ und ] ändern die Größe.
hint-uncover = Über das malen, was wieder zu sehen sein soll. [ und ] ändern die Größe.
hint-crop = Über das ziehen, was bleiben soll. Alles andere wird abgeschnitten.
hint-keep = Über das ziehen, was bleiben soll. Alles andere wird abgedeckt.
style-title = Abdeckungen
style-solid = Eine Farbe
style-soft = Weich
style-brush = Pinselgröße
style-delete = Diese Abdeckung löschen
style-uncrop = Zuschnitt aufheben
style-similar = { $count ->
    [one] Dasselbe in einem ähnlichen Foto abdecken
   *[other] Dasselbe in { $count } ähnlichen Fotos abdecken
}

# Was das Foto sagt.
says-title = Was dieses Foto sagt
says-reading = Wird gelesen…
says-nothing = In dieser Datei wurde nichts Verborgenes gefunden.
says-unreadable = Diese Datei ließ sich nicht lesen. Was in ihr verborgen ist, kann ich nicht sagen.
says-place = Ort
says-near = bei { $town }
says-far = weit weg von jeder Stadt
says-within = auf { $metres } m genau
says-map = Karte: { $place }
says-time = Zeit
says-zone = Zeitzone { $offset }
says-more-times = { $count ->
    [one] eine weitere Zeit
   *[other] { $count } weitere Zeiten
}
says-device = Gerät
says-names = Namen
says-words = Texte
says-file-name = Dateiname
says-program = Programm
says-hidden-picture = Verborgenes Bild
says-picture-differs = Eine kleine Kopie, die etwas anderes zeigt, vielleicht von vor dem Zuschneiden
says-others = Andere Daten
says-there = etwas, das sich nicht lesen ließ
says-details = { $count ->
    [one] Einzelheiten: eine verborgene Angabe
   *[other] Einzelheiten: { $count } verborgene Angaben
}
kind-gps = Ort
kind-time = Zeit
kind-device = Gerät
kind-serial = Seriennummer
kind-person = Name einer Person
kind-caption = Bildbeschreibung
kind-file-name = Dateiname
kind-software = Programm
kind-thumbnail = Kleine Kopie des Bildes
kind-maker-note = Notizen des Kameraherstellers
kind-xmp = Daten von Fotoprogrammen
kind-iptc = Daten von Pressefotos
kind-comment = Kommentar
kind-profile = Farbprofil
kind-second-picture = Zweites Bild
kind-motion-video = Kurzes Video
kind-depth-map = Tiefenkarte
kind-gain-map = Helligkeitskarte
kind-provenance = Herkunftsnachweis
kind-trailing-data = Daten hinter dem Ende
kind-unknown = Unbekannte Daten

# Ein Foto speichern.
save-one = Saubere Kopie speichern
save-another = Weitere Kopie speichern
save-has-copy = Es gibt eine saubere Kopie: { $name }
save-copy-older = Der sauberen Kopie { $name } fehlen Ihre letzten Änderungen noch.
save-saving = Wird gespeichert…
save-all-removed = Was verborgen ist, wird aus der Kopie entfernt. Was zu sehen ist, bleibt, wenn es nicht abgedeckt wird.
save-visible = { $count ->
    [one] Eine gefundene Stelle ist nicht abgedeckt.
   *[other] { $count } gefundene Stellen sind nicht abgedeckt.
}
save-no-copy = Die Datei konnte nicht bereinigt werden, deshalb gibt es keine Kopie. Ihr Foto ist unverändert.
review-count = { $done } von { $count } angesehen
review-fine = In Ordnung, weiter
review-cover = Alle abdecken
review-later = Später
review-not-saved = Hiermit wird noch nichts gespeichert.
