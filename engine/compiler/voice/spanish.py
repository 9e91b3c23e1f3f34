"""Spanish: the sentence of every code. The holes are those of `engine.journey.codes`."""

from typing import Final

from engine.compiler.voice.spanish_law import LAW

_FILES: Final = {
    "file-too-large": "este archivo tiene más de {most} KB y no se lee",
    "file-not-utf8": "este archivo no es texto UTF-8 (byte {byte})",
    "file-missing": "falta {name}",
    "file-empty": "este archivo no dice nada",
    "yaml-syntax": "esto no es YAML: {problem}",
    "yaml-too-deep": "hay más de {most} niveles anidados",
    "yaml-alias-refused": "no se leen anclas, alias ni claves de fusión ({name})",
    "yaml-tag-refused": "no se leen etiquetas ({tag})",
    "yaml-many-documents": "aquí empieza un segundo documento YAML; en un archivo cabe uno",
    "yaml-duplicate-key": '"{key}" está escrito dos veces',
    "yaml-byte-order-mark": "el archivo empieza con una marca de orden de bytes",
}

_STRUCTURE: Final = {
    "unknown-key": '"{key}" no es una palabra de {of}',
    "missing-key": 'a {of} le falta "{key}"',
    "wrong-type": "se esperaba {expected}, pero hay {found}",
    "unknown-value": '"{value}" no es uno de estos: {known}',
    "malformed-text": '"{value}" no es {expected}',
    "malformed-duration": '"{value}" no es una duración',
    "malformed-window": "este horario {problem}",
    "malformed-phrase": '"{value}" no se entiende aquí',
    "out-of-range": "{value} no está entre {least} y {most}",
    "step-kind-unknown": '"{kind}" no es un tipo de paso',
    "step-kind-not-first": 'el tipo debe ir primero: "- {kind}: {id}"',
    "duplicate-step-id": 'dos pasos tienen el id "{id}"',
    "no-steps": "{of} no tiene pasos",
    "too-many-steps": "el recorrido tiene {count} pasos; se compilan como mucho {most}",
    "too-many-segments": "hay {count} segmentos; se compilan como mucho {most}",
    "journey-name-differs": 'el recorrido se llama "{name}", pero está en la carpeta "{folder}"',
    "say-one-thing": "en {of} se dice exactamente uno de: {choices}",
    "unreachable-step": 'a "{id}" no se llega nunca: antes han salido todos',
    "await-without-timeout": '"{id}" no tiene límite: se puede esperar aquí para siempre',
    "repeat-without-bound": '"{id}" no dice cuántas veces se repite como mucho',
    "repeat-too-often": "se repite cada {every}; entre dos vueltas deben pasar al menos {least}",
    "audience-too-often": "una audiencia se revisa como mucho una vez al día",
    "split-weights": "los pesos suman {sum}, no 100",
    "care-held-out": 'la reserva "{path}" priva de atención a personas: "{id}" tiene la finalidad {purpose}',
}

_REFERENCES: Final = {
    "unknown-event": '"{name}" no es un evento',
    "event-not-awaited": '"{id}" no espera {name}',
    "unknown-step": 'ningún paso se llama "{name}"',
    "step-sends-nothing": '"{name}" no envía nada que se pueda {asked}',
    "step-comes-later": '"{name}" todavía no se ha enviado en este punto',
    "unknown-message": "messages/{name}.mjml no existe",
    "unused-message": "ningún paso envía este mensaje",
    "unknown-segment": 'ningún segmento se llama "{name}"',
    "segment-cycle": 'el segmento "{name}" se define por sí mismo',
    "unknown-topic": 'ningún tema se llama "{name}"',
    "unknown-authorization": 'ninguna autorización se llama "{name}"',
    "unknown-field": '"{name}" no está en el diccionario',
    "field-never-present": '{name} no tiene valor aquí: este recorrido no trata de "{entity}"',
    "unknown-form": "forms/{name}.yaml no existe",
    "unused-form": "ningún paso abre este formulario",
    "form-name-differs": 'el formulario se llama "{name}", pero está en {file}',
    "duplicate-question": 'dos preguntas de este recorrido tienen el id "{id}": serían una sola respuesta',
    "question-choices": '"{id}": una pregunta de tipo choice nombra sus opciones, y ninguna otra lo hace',
    "question-range": '"{id}": el número menor no está por debajo del mayor',
    "unknown-connector": 'ningún conector se llama "{name}"',
    "task-never-due": 'el recorrido espera a "{id}", que no tiene plazo',
    "scenario-name-twice": 'dos escenarios se llaman "{name}"',
    "step-of-another-kind": '"{name}" no es un paso {wanted}: es de tipo {kind}',
}

_CONDITIONS: Final = {
    "expression-syntax": "esta condición no se puede leer: {problem}",
    "expression-type": "{problem}",
    "condition-not-boolean": "esto es {type}; una condición es verdadera o falsa",
    "argument-not-literal": "{name}(…) lleva un nombre entre comillas",
    "unknown-goes-otherwise": "las personas sin valor en {fields} {where}",
    "anchor-not-timestamp": "{name} es {type}, no una fecha con hora",
    "if-past-missing": "este momento puede haber pasado ya, y nada dice qué hacer entonces",
    "reminder-may-come-too-late": '"{id}" puede enviarse después de {field}',
    "unknown-zone": '"{name}" no es una zona horaria de IANA',
    "condition-always-true": "esto es verdadero para cualquiera",
    "condition-always-false": "esto es falso para cualquiera",
    "case-never-reached": 'al caso "{name}" no se llega nunca',
}

_WAYS: Final = {
    "event-never-comes": "aquí no puede llegar {name}",
    "exit-comes-first": '"{id}" nunca oye {name}: eso termina el recorrido',
    "moment-always-past": '"{id}": este momento ya ha pasado siempre que alguien llega aquí',
    "mail-outlives-purpose": '"{id}" todavía puede enviarse después de {field}',
    "same-message-twice": '"{message}" se envía dos veces seguidas',
    "contact-budget-exceeded": '"{id}" puede ser el correo número {count} en {per}; el límite permite {most}',
    "repeat-without-until": '"{id}" escribe en cada vuelta y no para cuando alguien responde',
    "step-ids-alike": '"{id}" y "{other}" solo se distinguen por un guion',
    "ways-in-differ": (
        "esta entrada cuenta por {once}, otra por {other}: la misma persona puede estar dentro dos veces"
    ),
    "trigger-repeated": "más arriba, {name} ya deja entrar a todos",
}

_MESSAGES: Final = {
    "front-matter-missing": "un mensaje empieza por --- y su subject, preheader y class",
    "template-syntax": "esta plantilla no se puede leer: {problem}",
    "template-not-allowed": "en un mensaje no se permite {what}",
    "template-in-wrong-place": "{tag} no puede estar {where}",
    "unknown-link": '"link.{name}" no es un enlace',
    "mjml-malformed": "esto no es MJML: {problem}",
}

SENTENCES: Final = {
    **_FILES,
    **_STRUCTURE,
    **_REFERENCES,
    **_CONDITIONS,
    **_WAYS,
    **_MESSAGES,
    **LAW,
}
