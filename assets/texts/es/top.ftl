# La barra de arriba y palabras que se usan en todas partes.
top-all-photos = Todas las fotos ({ $count })
top-photo-of = foto { $number } de { $count }
top-photos = Fotos
top-done = Listo
top-stopped = Detenido
top-back = Volver
top-help = Ayuda
top-light = Colores claros
top-dark = Colores oscuros
top-language = Idioma
top-start-over = Empezar de nuevo
common-cancel = Cancelar
filmstrip-add = Añadir
thumb-name = Foto { $name }
