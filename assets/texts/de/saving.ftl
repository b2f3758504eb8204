# Wohin Kopien kommen und wie sie sind.
saving-title = Saubere Kopien
saving-to = Kopien nach
saving-change = Ändern…
saving-folder = Ordner
saving-choose = Anderen Ordner auswählen…
saving-size = Größe
saving-size-same = Unverändert
saving-size-px = Höchstens { $pixels } px
saving-method = Verfahren
saving-redrawn = Neu gezeichnet (eignet sich für jedes Foto)
saving-redrawn-why = Jedes Pixel wird neu geschrieben, mit denselben Einstellungen für alle. Von der Qualität geht kaum etwas verloren.
saving-exact = Ohne jeden Verlust, wo möglich
saving-exact-why = Pixel bleiben genau, wie sie sind. Wo das nicht geht, wird das Foto neu gezeichnet, und die Seite nach dem Speichern sagt das.
saving-names = Namen
saving-names-neutral = Neutral: photo-0001.jpg
saving-names-keep = Namen und Ordner behalten
saving-names-warning = Namen von Dateien und Ordnern können einen Ort, ein Datum oder einen Namen verraten.
saving-start = { $count ->
    [one] Ein Foto bereinigen
   *[other] { $count } Fotos bereinigen
}
saving-done = Fertig

# Ein eingetippter Pfad.
path-photos = Welches Foto?
path-folder = Welcher Ordner?
path-out = Wohin sollen die Kopien?
path-why = Auf diesem Desktop antwortet kein Dateidialog. Bitte den Pfad eintippen oder einfügen.
path-field = Pfad
path-missing = Unter diesem Pfad ist nichts.
path-whole = Bitte den ganzen Pfad angeben, von Anfang an.
path-not-a-folder = Das ist kein Ordner.
path-use = Diesen Pfad verwenden

# Nach dem Speichern eines Fotos.
done-before = Vorher
done-after = Nachher
done-slider = Zwischen Vorher und Nachher schieben
done-saved = Gespeichert
done-checked = Geprüft: In dieser Datei ist nichts Verborgenes mehr.
done-file = Datei
done-folder = Ordner
done-removed = Entfernt
done-nothing-removed = Es war nichts Verborgenes darin.
done-covered = Abgedeckt
done-everything = Alles
done-but-person = außer der Person
done-but-people = außer den Personen
done-but-cat = außer der Katze
done-but-dog = außer dem Hund
done-but-bird = außer dem Vogel
done-but-horse = außer dem Pferd
done-but-animal = außer dem Tier
done-but-animals = außer den Tieren
done-but-all = außer Personen und Tieren
done-but-part = außer dem behaltenen Teil
done-parts = Teile
done-parts-count = { $count ->
    [one] ein Teil des Bildes
   *[other] { $count } Teile des Bildes
}
done-crop = Zuschnitt
done-cropped = was außerhalb war, ist weg
done-unknowable = Ich kann nicht wissen, ob jemand diesen Ort erkennt. Achten Sie auf Bettwäsche, Ausblick, Schilder und Spiegelungen.
done-visible = { $count ->
    [one] Eine gefundene Stelle ist in dieser Kopie noch zu sehen.
   *[other] { $count } gefundene Stellen sind in dieser Kopie noch zu sehen.
}
done-original = Ihr Original ist unverändert. Es kann einmal ein Beweis sein: Bewahren Sie es dort auf, wo andere nicht herankommen.
done-next = Nächstes Foto
done-more = Andere Fotos
done-show = Im Ordner zeigen
done-drag = Die Kopie von hier in ein anderes Programm ziehen.
done-copy = Bild kopieren
done-back = Etwas ändern
removed-place = Ort
removed-place-count = { $count ->
    [one] eine Angabe
   *[other] { $count } Angaben
}
removed-time = Zeit
removed-time-count = { $count ->
    [one] eine Zeitangabe
   *[other] { $count } Zeitangaben
}
removed-device = Gerät
removed-device-count = { $count ->
    [one] eine Angabe
   *[other] { $count } Angaben
}
removed-names = Namen
removed-names-count = { $count ->
    [one] ein Name
   *[other] { $count } Namen
}
removed-words = Texte
removed-words-count = { $count ->
    [one] ein Text
   *[other] { $count } Texte
}
removed-pictures = Bilder
removed-pictures-count = { $count ->
    [one] ein verborgenes Bild
   *[other] { $count } verborgene Bilder
}
removed-others = Andere Daten
removed-others-count = { $count ->
    [one] eine Angabe
   *[other] { $count } Angaben
}

# Verlassen.
leaving-title = Etwas ist noch nicht gespeichert
leaving-unsaved = { $count ->
    [one] Ein Foto ist geändert, und es gibt noch keine Kopie davon.
   *[other] { $count } Fotos sind geändert, und es gibt noch keine Kopien davon.
}
leaving-running = { $count ->
    [one] Eine Kopie wird noch geschrieben.
   *[other] { $count } Kopien werden noch geschrieben.
}
leaving-looked-through = { $count ->
    [one] Ein Foto ist durchgesehen. Die Markierung wird nicht behalten.
   *[other] { $count } Fotos sind durchgesehen. Die Markierungen werden nicht behalten.
}
leaving-originals = Ihre Originale sind in jedem Fall unverändert.
leaving-stay = Hier bleiben
leaving-close = Trotzdem schließen

# Was gerade geschehen ist.
notice-close = Diese Nachricht schließen
notice-copied = Das saubere Bild ist in der Zwischenablage. Nur seine Pixel wurden kopiert.
notice-not-copied = Das Bild wurde nicht kopiert. Grund: { $reason }
notice-no-photos = Darin ist kein Foto.
notice-not-shown = Der Ordner konnte nicht angezeigt werden. Ihre Kopien sind in { $path }
notice-not-dragged = Die Kopie ließ sich nicht übergeben. Zeigen Sie sie stattdessen in ihrem Ordner.
notice-folders-unreadable = { $count ->
    [one] Ein Ordner konnte nicht gelesen werden.
   *[other] { $count } Ordner konnten nicht gelesen werden.
}
notice-outline-drawn = Sehen Sie sich den Rand an: Übermalen Sie, was weg soll, und decken Sie auf, was fehlt.
notice-outline-without = { $count ->
    [one] Es wurde noch jemand gesehen, ohne klaren Rand und deshalb abgedeckt. Sehen Sie sich den Rand an: Übermalen Sie, was weg soll, und decken Sie auf, was fehlt.
   *[other] Es wurden noch { $count } andere gesehen, ohne klaren Rand und deshalb abgedeckt. Sehen Sie sich den Rand an: Übermalen Sie, was weg soll, und decken Sie auf, was fehlt.
}
notice-outline-unclear = Der Rand ließ sich nicht vom Hintergrund trennen. Jetzt ist alles abgedeckt: Malen Sie über das, was wieder zu sehen sein soll.
notice-covered-similar = { $count ->
    [one] Ein ähnliches Foto hat diese Abdeckungen jetzt auch. Sehen Sie es vor dem Speichern an.
   *[other] { $count } ähnliche Fotos haben diese Abdeckungen jetzt auch. Sehen Sie sie vor dem Speichern an.
}
notice-no-similar = Es wurde kein ähnliches Foto gefunden.
notice-looked-through = { $count ->
    [0] Alle durchgesehen. Gespeichert ist noch nichts: Die Fotos können jetzt bereinigt werden.
    [one] Alle durchgesehen; eines ist zurückgestellt. Gespeichert ist noch nichts: Die Fotos können jetzt bereinigt werden.
   *[other] Alle durchgesehen; { $count } sind zurückgestellt. Gespeichert ist noch nichts: Die Fotos können jetzt bereinigt werden.
}
