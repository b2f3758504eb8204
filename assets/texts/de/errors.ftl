# Warum es keine Kopie gibt, und was zu tun ist.
error-unsupported-format = Diese Art von Datei wird nicht unterstützt.
error-unsupported-feature = Das Bild verwendet etwas, das nicht unterstützt wird. Öffnen Sie es in Ihrem Fotoprogramm und exportieren Sie ein JPEG.
error-too-large = Das Bild ist zu groß. Verkleinern Sie es zuerst in Ihrem Fotoprogramm.
error-no-subject = Es wurde keine Person und kein Tier gefunden, die sich behalten ließen. Decken Sie von Hand ab, was nicht zu sehen sein soll.
error-damaged = Die Datei ist beschädigt. Kopieren Sie sie noch einmal von der Kamera oder vom Telefon.
error-not-verified = Die Kopie hat die Prüfung nicht bestanden und wurde deshalb nicht behalten. Öffnen Sie das Foto in Ihrem Fotoprogramm, exportieren Sie ein JPEG und bereinigen Sie dieses.
error-io = { $doing ->
    [reading] Das Foto konnte nicht gelesen werden.
    [writing] Die Kopie konnte nicht geschrieben werden.
    [copying] Die Zwischenablage hat es nicht angenommen.
   *[other] Die Datei konnte nicht gelesen oder die Kopie nicht geschrieben werden.
}
error-cancelled = Sie haben gestoppt, bevor dieses Foto fertig war. Sie können es jederzeit bereinigen.
error-internal = Das Bild konnte nicht gelesen werden. Öffnen Sie es in Ihrem Fotoprogramm und exportieren Sie ein JPEG.
error-reason = Grund: { $reason }
error-details = Einzelheiten

# Was für eine Datei es ist, und was zu tun ist.
error-detail-video = Es ist ein Video. Entnehmen Sie ihm ein Standbild, oder bereinigen Sie es mit einem Videoprogramm.
error-detail-raw = Es ist ein Raw-Foto. Öffnen Sie es in Ihrem Fotoprogramm und exportieren Sie ein JPEG. Die Raw-Datei selbst behält alle verborgenen Angaben.
error-detail-photoshop = Es ist eine Photoshop-Datei. Öffnen Sie sie in Ihrem Fotoprogramm und exportieren Sie ein JPEG.
error-detail-gimp = Es ist eine GIMP-Datei. Öffnen Sie sie in GIMP und exportieren Sie ein JPEG.
error-detail-affinity = Es ist eine Affinity-Datei. Öffnen Sie sie in Affinity und exportieren Sie ein JPEG.
error-detail-jpeg-2000 = Es ist ein JPEG-2000-Bild. Öffnen Sie es in Ihrem Fotoprogramm und exportieren Sie ein JPEG.
error-detail-jpeg-xr = Es ist ein JPEG-XR-Bild. Öffnen Sie es in Ihrem Fotoprogramm und exportieren Sie ein JPEG.
error-detail-texture = Es ist eine Textur, wie Spiele sie verwenden. Öffnen Sie sie in Ihrem Fotoprogramm und exportieren Sie ein JPEG.
error-detail-other-picture = Es ist ein Bild einer seltenen Art. Öffnen Sie es in Ihrem Fotoprogramm und exportieren Sie ein JPEG.
error-detail-icon = Es ist ein Symbol oder ein Mauszeiger. Öffnen Sie es in Ihrem Fotoprogramm und exportieren Sie ein PNG.
error-detail-broken-picture = Es ist ein beschädigtes Bild. Kopieren Sie es noch einmal von der Kamera oder vom Telefon.
error-detail-drawing = Es ist eine Zeichnung (SVG). Öffnen Sie sie in einem Browser und machen Sie ein Bildschirmfoto davon.
error-detail-pdf = Es ist ein PDF-Dokument. Exportieren Sie das Bild daraus als JPEG oder PNG.
error-detail-document = Es ist ein Dokument. Exportieren Sie das Bild daraus als JPEG oder PNG.
error-detail-web-page = Es ist eine Webseite. Speichern Sie das Bild selbst daraus.
error-detail-archive = Es ist ein Archiv. Entpacken Sie es und wählen Sie die Fotos darin aus.
error-detail-sound = Es ist eine Tonaufnahme. Nur Fotos werden bereinigt.
error-detail-side-file = Es ist eine Begleitdatei mit Angaben zu einem Foto. Das Foto selbst ist eine andere Datei.
error-detail-program = Es ist ein Programm. Nur Fotos werden bereinigt.
error-detail-data = Es enthält Einstellungen oder eine Datenbank. Nur Fotos werden bereinigt.
error-detail-text = Es ist ein Text. Nur Fotos werden bereinigt.
error-detail-empty = Die Datei ist leer. Suchen Sie das Foto dort, von wo Sie es kopiert haben.
error-detail-unknown = Ich kann nicht erkennen, was es ist. Wenn es ein Foto ist, öffnen Sie es in Ihrem Fotoprogramm und exportieren Sie ein JPEG.

# Warum eine Datei nicht gelesen oder geschrieben werden konnte, und was zu tun ist.
error-detail-missing = { $doing ->
    [writing] Der Ordner für die Kopien ist nicht mehr da. Wählen Sie einen anderen Ordner.
   *[other] Es ist nicht mehr da. Sehen Sie nach, ob es verschoben oder der Datenträger abgezogen wurde.
}
error-detail-no-permission = { $doing ->
    [writing] In diesen Ordner darf nichts geschrieben werden. Wählen Sie einen anderen Ordner.
   *[other] Es darf nicht gelesen werden. Fragen Sie, wem es gehört, oder ändern Sie seine Rechte, und versuchen Sie es noch einmal.
}
error-detail-is-folder = Es ist ein Ordner. Wählen Sie ihn mit „Ordner auswählen…“.
error-detail-not-a-file = Es ist keine gewöhnliche Datei. Wählen Sie das Foto selbst aus.
error-detail-disk-full = Der Datenträger ist voll. Schaffen Sie Platz, oder wählen Sie einen anderen Ordner.
error-detail-read-only-disk = Der Datenträger lässt sich nur lesen. Wählen Sie einen anderen Ordner.
error-detail-not-a-folder = Der Ort für die Kopien ist kein Ordner. Wählen Sie einen anderen.
error-detail-other = { $doing ->
    [copying] Versuchen Sie es noch einmal, oder speichern Sie stattdessen eine Kopie.
   *[other] Sehen Sie nach, ob der Datenträger noch angeschlossen ist, und versuchen Sie es noch einmal.
}

# Dateien neben den Fotos.
beside-video = { $count ->
    [one] ein Video (wird nicht bearbeitet)
   *[other] { $count } Videos (werden nicht bearbeitet)
}
beside-sidecar = { $count ->
    [one] eine Begleitdatei (unverändert; sie kann dasselbe verraten wie das Foto)
   *[other] { $count } Begleitdateien (unverändert; sie können dasselbe verraten wie die Fotos)
}
beside-system = { $count ->
    [one] eine Systemdatei (unverändert)
   *[other] { $count } Systemdateien (unverändert)
}
beside-text = { $count ->
    [one] ein Text (unverändert)
   *[other] { $count } Texte (unverändert)
}
beside-sound = { $count ->
    [one] eine Tondatei (unverändert)
   *[other] { $count } Tondateien (unverändert)
}
beside-link = { $count ->
    [one] eine Verknüpfung (nicht verfolgt)
   *[other] { $count } Verknüpfungen (nicht verfolgt)
}
beside-other = { $count ->
    [one] eine andere Datei (unverändert)
   *[other] { $count } andere Dateien (unverändert)
}
