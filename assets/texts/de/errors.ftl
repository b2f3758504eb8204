# Warum es keine Kopie gibt, und was zu tun ist.
error-unsupported-format = Diese Art von Datei wird nicht unterstützt. Öffnen Sie sie in Ihrem Fotoprogramm und exportieren Sie ein JPEG.
error-unsupported-feature = Das Bild verwendet etwas, das nicht unterstützt wird. Öffnen Sie es in Ihrem Fotoprogramm und exportieren Sie ein JPEG.
error-too-large = Das Bild ist zu groß.
error-no-subject = Es konnte nichts behalten werden.
error-damaged = Die Datei ist beschädigt. Kopieren Sie sie noch einmal von der Kamera oder vom Telefon.
error-not-verified = Die Kopie hat die Prüfung nicht bestanden und wurde deshalb nicht geschrieben.
error-io = Die Datei konnte nicht gelesen oder die Kopie nicht geschrieben werden.
error-cancelled = Es wurde angehalten, bevor dieses Foto fertig war.
error-internal = Das Bild konnte nicht gelesen werden.

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
