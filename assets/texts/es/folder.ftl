# Muchas fotos.
folder-photos = { $count ->
    [one] una foto
   *[other] { $count } fotos
}
folder-reading = { $count ->
    [one] leyendo una más…
   *[other] leyendo { $count } más…
}
folder-foreign = { $count ->
    [one] un archivo de otro tipo (no se trata)
   *[other] { $count } archivos de otros tipos (no se tratan)
}
folder-retry = Reintentar lo que falló
folder-add = Añadir fotos…
chip-all = Todas
chip-not-looked = Sin analizar
chip-later = Más tarde
chip-no-copy = Con un problema
badge-place = Lugar
badge-place-short = lugar
badge-person = Nombre de una persona
badge-person-short = nombre
badge-hidden-picture = Imagen oculta
badge-hidden-picture-short = 2.ª imagen
badge-bedding = Ropa de cama
badge-bedding-short = ropa de cama
badge-window = Ventana
badge-window-short = ventana
badge-signage = Texto
badge-signage-short = texto
badge-code = Código
badge-code-short = código
badge-face = Cara
badge-face-short = cara
badge-serial = Número de serie
badge-serial-short = n.º de serie
badge-time = Fecha
badge-time-short = fecha
sort-label = Orden
sort-telling = Primero las más reveladoras
sort-name = Por nombre
sort-time = Por fecha
together-title = Lo que dice la carpeta en conjunto
together-nothing = Ninguna foto dice dónde ni cuándo se tomó.
together-gathered = { $count } fotos apuntan a los mismos 50 metros.
together-places = { $count ->
    [one] Una foto contiene coordenadas exactas.
   *[other] { $count } fotos contienen coordenadas exactas.
}
together-map = { $count ->
    [one] Mapa con un lugar
   *[other] Mapa con { $count } lugares
}
together-time = Fotos por mes, de { $first } a { $last }
all-title = Quitar los detalles ocultos de todas
all-about = Unos { $minutes } minutos.
all-about-soon = Menos de un minuto.
all-stays = Lo que se ve queda como está.
all-done = Todas tienen una copia limpia.
all-button = { $count ->
    [one] Limpiar una foto…
   *[other] Limpiar las { $count }…
}
one-title = Mirar las imágenes una por una
one-keys = Espacio: está bien · C: cubrir · L: más tarde
one-button = Empezar a mirar

# Un lote en marcha.
progress-name = Progreso
progress-count = { $done } de { $count }
progress-soon = queda menos de un minuto
progress-minutes = { $minutes ->
    [one] queda un minuto aproximadamente
   *[other] quedan unos { $minutes } minutos
}
progress-paused = en pausa
progress-stopping = deteniendo…
progress-failed = { $count } sin limpiar
progress-pause = Pausa
progress-continue = Continuar
progress-stop = Detener

# Un lote terminado.
outcome-title = { $clean ->
    [one] { $clean } de { $count } tiene una copia limpia
   *[other] { $clean } de { $count } tienen una copia limpia
}
outcome-checked = Se comprobó cada copia: no queda nada oculto en estos archivos.
outcome-stopped = { $count ->
    [one] Detenido. Queda una foto por limpiar.
   *[other] Detenido. Quedan { $count } fotos por limpiar.
}
outcome-rest = Limpiar el resto
outcome-missing = { $count ->
    [one] Una no se pudo limpiar
   *[other] { $count } no se pudieron limpiar
}
outcome-beside = { $count ->
    [one] Otro archivo quedó como estaba:
   *[other] Otros { $count } archivos quedaron como estaban:
}
outcome-look = Volver a las fotos
outcome-unknowable = Lo que se ve en las fotos está como usted lo dejó. No puedo saber si alguien reconoce un lugar. Fíjese en la ropa de cama, las vistas, los letreros y los reflejos.
outcome-original = Sus originales no han cambiado. Algún día pueden servir de prueba: guárdelos donde otros no puedan acceder a ellos.
visible-photos = { $count ->
    [one] En una foto se ve algo que otros podrían comparar con imágenes en línea.
   *[other] En { $count } fotos se ve algo que otros podrían comparar con imágenes en línea: { $areas } zonas no están cubiertas.
}
visible-not-looked = { $count ->
    [one] En una foto todavía no se ha buscado lo que se ve.
   *[other] En { $count } fotos todavía no se ha buscado lo que se ve.
}
