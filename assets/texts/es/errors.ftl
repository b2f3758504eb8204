# Por qué no hay copia y qué hacer.
error-unsupported-format = Este tipo de archivo no se admite.
error-unsupported-feature = La imagen usa algo que no se admite. Ábrala en su programa de fotos y expórtela como JPEG.
error-too-large = La imagen es demasiado grande. Redúzcala primero en su programa de fotos.
error-no-subject = No se encontró ninguna persona ni ningún animal que se pudiera conservar. Cubra a mano lo que no se deba ver.
error-damaged = El archivo está dañado. Cópielo otra vez desde la cámara o el teléfono.
error-not-verified = La copia no pasó la comprobación, así que no se conservó. Abra la foto en su programa de fotos, expórtela como JPEG y limpie ese JPEG.
error-io = { $doing ->
    [reading] No se pudo leer la foto.
    [writing] No se pudo escribir la copia.
    [copying] El portapapeles no la aceptó.
   *[other] No se pudo leer el archivo o no se pudo escribir la copia.
}
error-cancelled = Usted detuvo el trabajo antes de terminar esta foto. Puede limpiarla cuando quiera.
error-internal = No se pudo leer la imagen. Ábrala en su programa de fotos y expórtela como JPEG.
error-reason = Motivo: { $reason }
error-details = Detalles

# Qué tipo de archivo es y qué hacer.
error-detail-video = Es un vídeo. Saque de él una imagen fija o límpielo con un programa de vídeo.
error-detail-raw = Es una foto raw. Ábrala en su programa de fotos y expórtela como JPEG. El archivo raw conserva todos sus datos ocultos.
error-detail-photoshop = Es un archivo de Photoshop. Ábralo en su programa de fotos y expórtelo como JPEG.
error-detail-gimp = Es un archivo de GIMP. Ábralo en GIMP y expórtelo como JPEG.
error-detail-affinity = Es un archivo de Affinity. Ábralo en Affinity y expórtelo como JPEG.
error-detail-jpeg-2000 = Es una imagen JPEG 2000. Ábrala en su programa de fotos y expórtela como JPEG.
error-detail-jpeg-xr = Es una imagen JPEG XR. Ábrala en su programa de fotos y expórtela como JPEG.
error-detail-texture = Es una textura como las que usan los juegos. Ábrala en su programa de fotos y expórtela como JPEG.
error-detail-other-picture = Es una imagen de un tipo poco común. Ábrala en su programa de fotos y expórtela como JPEG.
error-detail-icon = Es un icono o un puntero del ratón. Ábralo en su programa de fotos y expórtelo como PNG.
error-detail-broken-picture = Es una imagen dañada. Cópiela otra vez desde la cámara o el teléfono.
error-detail-drawing = Es un dibujo (SVG). Ábralo en un navegador y haga una captura de pantalla.
error-detail-pdf = Es un documento PDF. Exporte la imagen que contiene como JPEG o PNG.
error-detail-document = Es un documento. Exporte la imagen que contiene como JPEG o PNG.
error-detail-web-page = Es una página web. Guarde la imagen misma desde esa página.
error-detail-archive = Es un archivo comprimido. Descomprímalo y elija las fotos que contiene.
error-detail-sound = Es una grabación de sonido. Solo se admiten fotos.
error-detail-side-file = Es un archivo auxiliar con datos sobre una foto. La foto misma es otro archivo.
error-detail-program = Es un programa. Solo se admiten fotos.
error-detail-data = Contiene ajustes o una base de datos. Solo se admiten fotos.
error-detail-text = Es un texto. Solo se admiten fotos.
error-detail-empty = El archivo está vacío. Busque la foto en el sitio del que la copió.
error-detail-unknown = No puedo saber qué es. Si es una foto, ábrala en su programa de fotos y expórtela como JPEG.

# Por qué no se pudo leer o escribir un archivo y qué hacer.
error-detail-missing = { $doing ->
    [writing] La carpeta de las copias ya no está. Elija otra carpeta.
   *[other] Ya no está. Mire si se movió o si se desconectó el disco.
}
error-detail-no-permission = { $doing ->
    [writing] No se permite escribir en esta carpeta. Elija otra carpeta.
   *[other] No se permite leerla. Pregunte a quien pertenece, o cambie sus permisos, e inténtelo de nuevo.
}
error-detail-is-folder = Es una carpeta. Elíjala con «Elegir una carpeta…».
error-detail-not-a-file = No es un archivo normal. Elija la foto misma.
error-detail-disk-full = El disco está lleno. Haga sitio o elija otra carpeta.
error-detail-read-only-disk = El disco es de solo lectura. Elija otra carpeta.
error-detail-not-a-folder = El lugar de las copias no es una carpeta. Elija otro.
error-detail-other = { $doing ->
    [copying] Inténtelo otra vez o guarde una copia.
   *[other] Mire si el disco sigue conectado y vuelva a intentarlo.
}

# Archivos junto a las fotos.
beside-video = { $count ->
    [one] un vídeo (no se trata)
   *[other] { $count } vídeos (no se tratan)
}
beside-sidecar = { $count ->
    [one] un archivo auxiliar (queda como está; puede decir lo mismo que la foto)
   *[other] { $count } archivos auxiliares (quedan como están; pueden decir lo mismo que las fotos)
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
