# Por qué no hay copia y qué hacer.
error-unsupported-format = Este tipo de archivo no se admite. Ábralo en su programa de fotos y expórtelo como JPEG.
error-unsupported-feature = La imagen usa algo que no se admite. Ábrala en su programa de fotos y expórtela como JPEG.
error-too-large = La imagen es demasiado grande.
error-no-subject = No se pudo conservar nada.
error-damaged = El archivo está dañado. Cópielo otra vez desde la cámara o el teléfono.
error-not-verified = La copia no pasó la comprobación, así que no se escribió.
error-io = No se pudo leer el archivo o no se pudo escribir la copia.
error-cancelled = Se detuvo antes de terminar esta foto.
error-internal = No se pudo leer la imagen.

# Archivos junto a las fotos.
beside-video = { $count ->
    [one] un vídeo (no se trata)
   *[other] { $count } vídeos (no se tratan)
}
beside-sidecar = { $count ->
    [one] un archivo adjunto (queda como está; puede decir lo mismo que la foto)
   *[other] { $count } archivos adjuntos (quedan como están; pueden decir lo mismo que las fotos)
}
beside-system = { $count ->
    [one] un archivo del sistema (queda como está)
   *[other] { $count } archivos del sistema (quedan como están)
}
beside-text = { $count ->
    [one] un texto (queda como está)
   *[other] { $count } textos (quedan como están)
}
beside-sound = { $count ->
    [one] un sonido (queda como está)
   *[other] { $count } sonidos (quedan como están)
}
beside-link = { $count ->
    [one] un enlace (no se sigue)
   *[other] { $count } enlaces (no se siguen)
}
beside-other = { $count ->
    [one] otro archivo (queda como está)
   *[other] otros { $count } archivos (quedan como están)
}
