# Qué son los datos ocultos: palabras cortas, seguidas del valor.
fact-said = { $label }: { $value }
fact-text = texto

# Lugares.
fact-position = posición
fact-latitude = latitud
fact-longitude = longitud
fact-destination = destino
fact-altitude = altitud
fact-direction = orientación
fact-speed = velocidad
fact-area = zona
fact-method = localización por
fact-map-coordinates = coordenadas de mapa
fact-place = lugar
fact-place-code = código del lugar
fact-country = país
fact-state = región
fact-city = ciudad
fact-landmark = lugar conocido

# Fechas.
fact-taken = toma
fact-created = creación
fact-digitised = digitalización
fact-changed = cambio
fact-metadata-changed = cambio de los datos
fact-preview-made = creación de la copia pequeña
fact-saved = guardado
fact-sent = envío
fact-released = publicación prevista
fact-expires = válido hasta
fact-satellite-time = hora de los satélites
fact-switched-on = encendido
fact-time = hora
fact-time-zone = zona horaria
fact-date = fecha

# Dispositivos.
fact-make = marca
fact-model = modelo
fact-lens = objetivo
fact-lens-make = marca del objetivo
fact-computer = ordenador
fact-taken-with = tomada con
fact-source = fuente
fact-maker = fabricante
fact-picture-number = número de imagen

# Números de un dispositivo, una foto o un documento.
fact-camera-serial = número de serie de la cámara
fact-lens-serial = número de serie del objetivo
fact-serial = número de serie
fact-internal-serial = número de serie interno
fact-accessory-serial = número de serie del accesorio
fact-image-id = identificador de la foto
fact-group-id = identificador de la serie
fact-document-id = identificador del documento

# Personas.
fact-artist = autor
fact-owner = propietario
fact-copyright = derechos de autor
fact-credit = crédito
fact-editor = redacción
fact-contact = contacto
fact-job-title = cargo
fact-person = persona
fact-face = rostro reconocido
fact-pet-or-child = mascota o menor
fact-age = edad

# Textos.
fact-title = título
fact-description = descripción
fact-headline = titular
fact-keywords = palabras clave
fact-subject = tema
fact-comment = comentario
fact-instructions = instrucciones
fact-category = categoría
fact-event = evento
fact-identifier = identificador
fact-status = estado
fact-disclaimer = aviso legal
fact-address = dirección
fact-path = ruta
fact-original-name = nombre original
fact-file = archivo
fact-sound-file = archivo de sonido
fact-history = historial de cambios
fact-name-words = palabras en el nombre
fact-in-name = la fecha { $date }

# Programas.
fact-software = programa
fact-made-with = hecha con
fact-edited-with = editada con
fact-firmware = firmware
fact-prompt = instrucción de IA
fact-workflow = flujo de IA
fact-came-through = pasó por
fact-screenshot = captura de pantalla
fact-panorama = panorama
fact-raw-settings = ajustes raw

# Imágenes y otras cosas dentro.
fact-small-copy = copia pequeña de la imagen
fact-second-picture = segunda imagen
fact-video = vídeo
fact-sound = grabación de sonido
fact-depth-map = mapa de profundidad
fact-gain-map = mapa de brillo
fact-archive = archivo comprimido
fact-zeros = ceros
fact-face-marked = rostro marcado
fact-unedited-picture = imagen de antes de la edición
fact-content-credentials = registro de origen
fact-content-credentials-elsewhere = registro de origen, guardado en otro lugar
fact-action = acción
fact-profile = perfil de color
fact-resolution = resolución
fact-nothing-private = nada personal

# Números de elementos.
fact-other-fields = otros campos
fact-entries = entradas
fact-data-sets = conjuntos de datos
fact-resources = recursos de Photoshop
