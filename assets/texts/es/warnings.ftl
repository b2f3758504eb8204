# Lo que conviene saber de una imagen o de su copia.
warning-lower-part-missing = La imagen está dañada: falta su parte inferior.
warning-part-missing = La imagen está dañada: falta una parte.
warning-parts-look-wrong = La imagen está dañada: algunas partes pueden verse mal.
warning-parts-missing-or-wrong = La imagen está dañada: algunas partes pueden faltar o verse mal.
warning-end-missing = Falta el final del archivo, pero la imagen está completa.
warning-series = El archivo contiene una serie de imágenes. Solo se conserva la principal.
warning-lossless-webp = La copia es un WebP sin pérdida y puede ocupar más que la foto.
warning-other-thumbnail = Una copia pequeña en este archivo muestra otra cosa, quizá la foto de antes de recortar o cubrir.
warning-look-at-outline = Mire el contorno: puede quedar una franja de lo que había detrás, y puede faltar una parte de lo que conserva.
warning-nothing-found = No se encontró nada que cubrir. Aun así puede haber algo: mire usted también.
warning-nearly-all-covered = Casi toda la imagen está cubierta. «Conservar solo» o una cubierta propia quizá vaya mejor.
warning-written-as = La copia es un archivo { $what }.
warning-not-exact = La foto se dibujó de nuevo, porque sus píxeles no se pudieron conservar como están.
warning-person-not-kept = También se vio a otra persona. Su contorno no se pudo dibujar lo bastante bien, así que está cubierta.
warning-animal-not-kept = También se vio otro animal. Su contorno no se pudo dibujar lo bastante bien, así que está cubierto.
warning-not-covered = También se vio otra cosa, que no está cubierta.
warning-name-kept = La copia conserva su nombre, que revela algo.
warning-some-looked-at = { $looked ->
    [one] Solo se miró una de sus { $count } imágenes.
   *[other] Solo se miraron { $looked } de sus { $count } imágenes.
}
warning-damaged = Una parte del archivo está dañada y no se pudo leer.
warning-too-large = Una parte del archivo es demasiado grande para mirarla.
warning-unsupported-feature = Una parte del archivo usa algo que no se admite y no se miró.
warning-internal = No se pudo leer una parte del archivo.
