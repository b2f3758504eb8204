# Una foto: lo que muestra.
seen-title = Lo que se ve
seen-looking = Buscando lo que otros podrían comparar con imágenes en internet…
seen-nothing = No encontré nada que otros pudieran comparar con imágenes en internet. Aun así puede haber algo: mire usted también.
seen-unreadable = No se pudo examinar la imagen.
seen-found = { $count ->
    [one] Encontré una cosa que otros podrían comparar con imágenes en internet. Puede haber más.
   *[other] Encontré { $count } cosas que otros podrían comparar con imágenes en internet. Puede haber más.
}
seen-cover = Cubrir
seen-uncover = Descubrir
seen-cover-name = Cubrir { $number }: { $what }
seen-uncover-name = Descubrir { $number }: { $what }
seen-is-covered = Cubierto en la copia.
seen-cover-all = Cubrir todo
seen-cover-all-but-faces = Cubrir todo menos las caras
seen-faces-open = { $count ->
    [one] La cara todavía se ve: revela quién está en la foto.
   *[other] Todavía se ven { $count } caras: revelan quién está en la foto.
}
flag-bedding = Ropa de cama
flag-bedding-reason = Su dibujo se puede comparar con fotos de hoteles.
flag-window = Ventana
flag-window-reason = La vista de fuera se puede reconocer.
flag-signage = Letrero o texto
flag-signage-reason = Las palabras pueden nombrar un lugar.
flag-code = Código
flag-code-reason = Puede contener una dirección, un nombre o un número de billete.
flag-face = Cara
flag-face-reason = Se puede reconocer a las personas.
keep-person = Conservar solo a la persona
keep-people = Conservar solo a las personas
keep-cat = Conservar solo al gato
keep-dog = Conservar solo al perro
keep-bird = Conservar solo al pájaro
keep-horse = Conservar solo al caballo
keep-animal = Conservar solo al animal
keep-animals = Conservar solo a los animales
keep-all = Conservar solo a personas y animales
keep-drawing = Dibujando el contorno…

# La imagen y sus herramientas.
canvas-picture = La foto
canvas-opening = Abriendo la foto…
canvas-no-picture = No se pudo abrir esta imagen.
canvas-flag = { $number } { $what }
canvas-cover = Cubierta { $number }
canvas-crop = Recorte
tool-select = Elegir
tool-box = Cuadro
tool-oval = Óvalo
tool-brush = Pincel
tool-uncover = Descubrir
tool-crop = Recortar
tool-keep = Conservar
tool-undo = Deshacer
tool-redo = Rehacer
tool-smaller = Más pequeño
tool-larger = Más grande
tool-fit = Ajustar
tool-percent = { $percent } %
tool-fit-percent = Entera · { $percent } %
hint-shape = Arrastre sobre lo que se debe cubrir. Intro pone una cubierta en el centro.
hint-brush = Pinte sobre lo que se debe cubrir. [ y ] cambian el tamaño.
hint-uncover = Pinte sobre lo que se debe volver a ver. [ y ] cambian el tamaño.
hint-crop = Arrastre sobre lo que debe quedar. Todo lo demás se corta.
hint-keep = Arrastre sobre lo que debe quedar. Todo lo demás se cubre.
style-title = Cubiertas
style-solid = Un color
style-soft = Suave
style-brush = Tamaño del pincel
style-delete = Borrar esta cubierta
style-uncrop = Deshacer el recorte
style-similar = { $count ->
    [one] Cubrir lo mismo en una foto parecida
   *[other] Cubrir lo mismo en { $count } fotos parecidas
}

# Lo que dice la foto.
says-title = Lo que dice esta foto
says-reading = Leyendo…
says-nothing = No se encontró nada oculto en este archivo.
says-unreadable = Este archivo no se pudo leer: no puedo decir qué oculta.
says-place = Lugar
says-near = cerca de { $town }
says-far = lejos de toda ciudad
says-within = con un margen de { $metres } m
says-map = Mapa: { $place }
says-time = Fecha
says-zone = zona horaria { $offset }
says-more-times = { $count ->
    [one] otra fecha
   *[other] otras { $count } fechas
}
says-device = Dispositivo
says-names = Nombres
says-words = Textos
says-file-name = Nombre del archivo
says-program = Programa
says-hidden-picture = Imagen oculta
says-picture-differs = Una copia pequeña que muestra otra cosa, quizá de antes del recorte
says-others = Otros datos
says-there = algo que no se pudo leer
says-details = { $count ->
    [one] Detalles: un dato oculto
   *[other] Detalles: { $count } datos ocultos
}
kind-gps = Lugar
kind-time = Fecha
kind-device = Dispositivo
kind-serial = Número de serie
kind-person = Nombre de una persona
kind-caption = Descripción
kind-file-name = Nombre del archivo
kind-software = Programa
kind-thumbnail = Copia pequeña de la imagen
kind-maker-note = Notas del fabricante de la cámara
kind-xmp = Datos de programas de fotos
kind-iptc = Datos de fotos de prensa
kind-comment = Comentario
kind-profile = Perfil de color
kind-second-picture = Segunda imagen
kind-motion-video = Vídeo corto
kind-depth-map = Mapa de profundidad
kind-gain-map = Mapa de brillo
kind-provenance = Registro de origen
kind-trailing-data = Datos después del final
kind-unknown = Datos desconocidos

# Guardar una foto.
save-one = Guardar copia limpia
save-another = Guardar otra copia
save-has-copy = Hay una copia limpia: { $name }
save-copy-older = La copia limpia { $name } todavía no tiene sus últimos cambios.
save-saving = Guardando…
save-all-removed = Lo oculto se quita de la copia. Lo que se ve se queda, salvo que se cubra.
save-visible = { $count ->
    [one] Una zona encontrada no está cubierta.
   *[other] { $count } zonas encontradas no están cubiertas.
}
save-no-copy = No se pudo limpiar el archivo, así que no se hizo ninguna copia. Su foto no ha cambiado.
review-count = Miradas: { $done } de { $count }
review-fine = Está bien, siguiente
review-cover = Cubrir todo
review-later = Más tarde
review-not-saved = Todavía no se guarda nada.
