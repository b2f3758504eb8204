# Was man über ein Bild oder seine Kopie wissen sollte.
warning-lower-part-missing = Das Bild ist beschädigt: Sein unterer Teil fehlt.
warning-part-missing = Das Bild ist beschädigt: Ein Teil davon fehlt.
warning-parts-look-wrong = Das Bild ist beschädigt: Teile davon können falsch aussehen.
warning-parts-missing-or-wrong = Das Bild ist beschädigt: Teile davon können fehlen oder falsch aussehen.
warning-end-missing = Das Ende der Datei fehlt, aber das Bild ist vollständig.
warning-series = Die Datei enthält eine Serie von Bildern. Nur das Hauptbild wird behalten.
warning-lossless-webp = Die Kopie ist ein verlustfreies WebP und kann größer sein als das Foto.
warning-other-thumbnail = Eine kleine Kopie in dieser Datei zeigt etwas anderes, vielleicht das Foto von vor dem Zuschneiden oder Abdecken.
warning-look-at-outline = Bitte sehen Sie sich den Umriss an: Ein Streifen vom Hintergrund kann übrig sein, und ein Teil dessen, was Sie behalten, kann fehlen.
warning-nothing-found = Es wurde nichts zum Abdecken gefunden. Es kann trotzdem etwas da sein: Bitte sehen Sie selbst nach.
warning-nearly-all-covered = Fast das ganze Bild ist abgedeckt. „Nur behalten“ oder eine eigene Abdeckung passt vielleicht besser.
warning-written-as = Die Kopie ist eine { $what }-Datei.
warning-not-exact = Das Foto wurde neu gezeichnet, weil sich seine Pixel nicht behalten ließen, wie sie sind.
warning-person-not-kept = Es wurde noch eine Person gesehen. Ihr Umriss ließ sich nicht gut genug zeichnen, deshalb ist sie abgedeckt.
warning-animal-not-kept = Es wurde noch ein Tier gesehen. Sein Umriss ließ sich nicht gut genug zeichnen, deshalb ist es abgedeckt.
warning-not-covered = Es wurde noch etwas anderes gesehen, das nicht abgedeckt ist.
warning-name-kept = Die Kopie behält ihren Namen, und der verrät etwas.
warning-some-looked-at = { $looked ->
    [one] Nur eines seiner { $count } Bilder wurde angesehen.
   *[other] Nur { $looked } seiner { $count } Bilder wurden angesehen.
}
warning-damaged = Ein Teil der Datei ist beschädigt und konnte nicht gelesen werden.
warning-too-large = Ein Teil der Datei ist zu groß, um angesehen zu werden.
warning-unsupported-feature = Ein Teil der Datei verwendet etwas, das nicht unterstützt wird, und wurde nicht angesehen.
warning-internal = Ein Teil der Datei konnte nicht gelesen werden.
