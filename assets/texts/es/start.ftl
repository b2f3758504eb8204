# La ventana vacía.
start-title = Suelte aquí fotos o una carpeta
start-title-no-drop = Elija fotos o una carpeta
start-what = Blanksheet quita lo que las fotos ocultan, muestra lo que revelan y escribe copias limpias.
start-promise = Funciona sin internet. Sus originales quedan como están.
start-photos = Elegir fotos…
start-folder = Elegir una carpeta…
start-practise = Probar con fotos de práctica
start-foot = Pegue una imagen con Ctrl+V · No se guarda nada al cerrar esta ventana
start-walking = Buscando fotos…
start-no-drop = Este escritorio no permite soltar archivos aquí. Use los botones.
start-drop-more = Suelte para añadir estas fotos
