# Was verborgene Angaben sind: kurze Wörter, dahinter der Wert.
fact-said = { $label }: { $value }
fact-text = Text

# Orte.
fact-position = Position
fact-latitude = Breitengrad
fact-longitude = Längengrad
fact-destination = Ziel
fact-altitude = Höhe
fact-direction = Richtung
fact-speed = Geschwindigkeit
fact-area = Gebiet
fact-method = geortet über
fact-map-coordinates = Kartenkoordinaten
fact-place = Ort
fact-place-code = Ortscode
fact-country = Land
fact-state = Bundesland
fact-city = Stadt
fact-landmark = bekannter Ort

# Zeiten.
fact-taken = aufgenommen
fact-created = erstellt
fact-digitised = digitalisiert
fact-changed = geändert
fact-metadata-changed = Daten geändert
fact-preview-made = kleine Kopie erstellt
fact-saved = gespeichert
fact-sent = gesendet
fact-released = Freigabe
fact-expires = gültig bis
fact-satellite-time = Satellitenzeit
fact-switched-on = eingeschaltet
fact-time = Zeit
fact-time-zone = Zeitzone
fact-date = Datum

# Geräte.
fact-make = Marke
fact-model = Modell
fact-lens = Objektiv
fact-lens-make = Objektivmarke
fact-computer = Computer
fact-taken-with = aufgenommen mit
fact-source = Quelle
fact-maker = Hersteller
fact-picture-number = Bildnummer

# Nummern, die zu einem Gerät, Foto oder Dokument gehören.
fact-camera-serial = Seriennummer der Kamera
fact-lens-serial = Seriennummer des Objektivs
fact-serial = Seriennummer
fact-internal-serial = interne Seriennummer
fact-accessory-serial = Seriennummer des Zubehörs
fact-image-id = Kennung des Fotos
fact-group-id = Kennung der Serie
fact-document-id = Kennung des Dokuments

# Menschen.
fact-artist = Urheber
fact-owner = Besitzer
fact-copyright = Copyright
fact-credit = Bildnachweis
fact-editor = Redaktion
fact-contact = Kontakt
fact-job-title = Berufsbezeichnung
fact-person = Person
fact-face = erkanntes Gesicht
fact-pet-or-child = Haustier oder Kind
fact-age = Alter

# Texte.
fact-title = Titel
fact-description = Beschreibung
fact-headline = Überschrift
fact-keywords = Stichwörter
fact-subject = Thema
fact-comment = Kommentar
fact-instructions = Anweisungen
fact-category = Kategorie
fact-event = Ereignis
fact-identifier = Kennung
fact-status = Status
fact-disclaimer = rechtlicher Hinweis
fact-address = Adresse
fact-path = Pfad
fact-original-name = ursprünglicher Name
fact-file = Datei
fact-sound-file = Tondatei
fact-history = Bearbeitungsverlauf
fact-name-words = Wörter im Namen
fact-in-name = das Datum { $date }

# Programme.
fact-software = Programm
fact-made-with = erstellt mit
fact-edited-with = bearbeitet mit
fact-firmware = Firmware
fact-prompt = KI-Eingabe
fact-workflow = KI-Ablauf
fact-came-through = kam über
fact-screenshot = Bildschirmfoto
fact-panorama = Panorama
fact-raw-settings = Raw-Einstellungen

# Bilder und anderes darin.
fact-small-copy = kleine Kopie des Bildes
fact-second-picture = zweites Bild
fact-video = Video
fact-sound = Tonaufnahme
fact-depth-map = Tiefenkarte
fact-gain-map = Helligkeitskarte
fact-archive = Archiv
fact-zeros = Nullen
fact-face-marked = markiertes Gesicht
fact-unedited-picture = Bild von vor der Bearbeitung
fact-content-credentials = Herkunftsnachweis
fact-content-credentials-elsewhere = Herkunftsnachweis an anderer Stelle
fact-action = Arbeitsschritt
fact-profile = Farbprofil
fact-resolution = Auflösung
fact-nothing-private = nichts Persönliches

# Anzahlen von Teilen.
fact-other-fields = weitere Felder
fact-entries = Einträge
fact-data-sets = Datensätze
fact-resources = Photoshop-Ressourcen
