# Das leere Fenster.
start-title = Fotos oder einen Ordner hierher ziehen
start-title-no-drop = Fotos oder einen Ordner auswählen
start-what = Blanksheet entfernt, was Fotos verbergen, zeigt, was sie verraten, und schreibt saubere Kopien.
start-promise = Es arbeitet ohne Internet. Ihre Originale bleiben, wie sie sind.
start-photos = Fotos auswählen…
start-folder = Ordner auswählen…
start-practise = Mit Übungsfotos ausprobieren
start-foot = Bild einfügen mit Strg+V · Nach dem Schließen bleibt nichts zurück
start-walking = Fotos werden gesucht…
start-no-drop = Auf diesem Desktop lassen sich Dateien nicht hierher ziehen. Bitte die Knöpfe verwenden.
start-drop-more = Loslassen, um diese Fotos hinzuzufügen
