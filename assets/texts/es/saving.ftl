# Adónde van las copias y cómo son.
saving-title = Copias limpias
saving-to = Copias en
saving-change = Cambiar…
saving-folder = Carpeta
saving-choose = Elegir otra carpeta…
saving-size = Tamaño
saving-size-same = Sin cambios
saving-size-px = { $pixels } px como máximo
saving-method = Método
saving-redrawn = Dibujada de nuevo (sirve para cualquier foto)
saving-redrawn-why = Cada píxel se escribe de nuevo, con los mismos ajustes para todos. Apenas se pierde calidad.
saving-exact = Sin ninguna pérdida, si se puede
saving-exact-why = Los píxeles quedan exactamente como están. Donde no se puede, la foto se dibuja de nuevo, y la página tras guardar lo dice.
saving-names = Nombres
saving-names-neutral = Neutros: photo-0001.jpg
saving-names-keep = Conservar nombres y carpetas
saving-names-warning = Los nombres de archivos y carpetas pueden decir un lugar, una fecha o un nombre.
saving-start = { $count ->
    [one] Limpiar una foto
   *[other] Limpiar { $count } fotos
}
saving-done = Listo

# Una ruta escrita.
path-photos = ¿Qué foto?
path-folder = ¿Qué carpeta?
path-out = ¿Adónde deben ir las copias?
path-why = En este escritorio no responde ningún diálogo de archivos. Escriba o pegue la ruta.
path-field = Ruta
path-missing = No hay nada en esta ruta.
path-whole = Escriba la ruta completa, desde el principio.
path-not-a-folder = Esto no es una carpeta.
path-use = Usar esta ruta

# Después de guardar una foto.
done-before = Antes
done-after = Después
done-slider = Deslizar entre antes y después
done-saved = Guardado
done-checked = Comprobado: no queda nada oculto en este archivo.
done-file = Archivo
done-folder = Carpeta
done-removed = Quitado
done-nothing-removed = No había nada oculto.
done-covered = Cubierto
done-everything = Todo
done-but-person = menos la persona
done-but-people = menos las personas
done-but-cat = menos el gato
done-but-dog = menos el perro
done-but-bird = menos el pájaro
done-but-horse = menos el caballo
done-but-animal = menos el animal
done-but-animals = menos los animales
done-but-all = menos personas y animales
done-but-part = menos la parte conservada
done-parts = Partes
done-parts-count = { $count ->
    [one] una parte de la imagen
   *[other] { $count } partes de la imagen
}
done-crop = Recorte
done-cropped = lo que estaba fuera ya no está
done-unknowable = No puedo saber si alguien reconoce este lugar. Fíjese en la ropa de cama, la vista, los letreros y los reflejos.
done-visible = { $count ->
    [one] Una zona encontrada todavía se ve en esta copia.
   *[other] { $count } zonas encontradas todavía se ven en esta copia.
}
done-original = Su original no ha cambiado. Puede servir de prueba algún día: guárdelo donde otros no puedan alcanzarlo.
done-next = Siguiente foto
done-more = Otras fotos
done-show = Mostrar en la carpeta
done-drag = Arrastre la copia desde aquí a otro programa.
done-copy = Copiar imagen
done-back = Cambiar algo
removed-place = Lugar
removed-place-count = { $count ->
    [one] un dato
   *[other] { $count } datos
}
removed-time = Fecha
removed-time-count = { $count ->
    [one] una fecha
   *[other] { $count } fechas
}
removed-device = Dispositivo
removed-device-count = { $count ->
    [one] un dato
   *[other] { $count } datos
}
removed-names = Nombres
removed-names-count = { $count ->
    [one] un nombre
   *[other] { $count } nombres
}
removed-words = Textos
removed-words-count = { $count ->
    [one] un texto
   *[other] { $count } textos
}
removed-pictures = Imágenes
removed-pictures-count = { $count ->
    [one] una imagen oculta
   *[other] { $count } imágenes ocultas
}
removed-others = Otros datos
removed-others-count = { $count ->
    [one] un elemento
   *[other] { $count } elementos
}

# Salir.
leaving-title = Hay algo sin guardar
leaving-unsaved = { $count ->
    [one] Ha cambiado una foto y no ha guardado una copia.
   *[other] Ha cambiado { $count } fotos y no ha guardado copias.
}
leaving-running = { $count ->
    [one] Todavía se está haciendo una copia.
   *[other] Todavía se están haciendo { $count } copias.
}
leaving-looked-through = { $count ->
    [one] Ha mirado una foto. Su marca no se conserva.
   *[other] Ha mirado { $count } fotos. Sus marcas no se conservan.
}
leaving-originals = Sus originales no cambian en ningún caso.
leaving-stay = Quedarse aquí
leaving-close = Salir de todos modos

# Lo que acaba de ocurrir.
notice-close = Cerrar este mensaje
notice-copied = La imagen limpia está en el portapapeles. Solo se copiaron sus píxeles.
notice-not-copied = No se copió la imagen. Motivo: { $reason }
notice-no-photos = Ahí no hay ninguna foto.
notice-not-shown = No se pudo mostrar la carpeta. Sus copias están en { $path }
notice-not-dragged = No se pudo entregar la copia. Muéstrela en su carpeta.
notice-folders-unreadable = { $count ->
    [one] No se pudo leer una carpeta.
   *[other] No se pudieron leer { $count } carpetas.
}
notice-outline-drawn = Mire el borde: pinte sobre lo que deba desaparecer y descubra lo que falte.
notice-outline-without = { $count ->
    [one] También se vio a alguien más, sin un borde claro, y está cubierto. Mire el borde: pinte sobre lo que deba desaparecer y descubra lo que falte.
   *[other] También se vio a otros { $count }, sin un borde claro, y están cubiertos. Mire el borde: pinte sobre lo que deba desaparecer y descubra lo que falte.
}
notice-outline-unclear = El borde no se pudo distinguir del fondo. Ahora todo está cubierto: pinte sobre lo que se debe volver a ver.
notice-covered-similar = { $count ->
    [one] Una foto parecida también tiene estas cubiertas. Mírela antes de guardar.
   *[other] { $count } fotos parecidas también tienen estas cubiertas. Mírelas antes de guardar.
}
notice-no-similar = No se encontró ninguna foto parecida.
notice-looked-through = { $count ->
    [0] Ha terminado. Todavía no se ha guardado nada: limpie las fotos cuando quiera.
    [one] Ha terminado; una foto quedó para después. Todavía no se ha guardado nada: limpie las fotos cuando quiera.
   *[other] Ha terminado; { $count } fotos quedaron para después. Todavía no se ha guardado nada: limpie las fotos cuando quiera.
}
