"""Spanish: the sentences of privacy and law, of policy packs, and of what is allowed."""

from typing import Final

LAW: Final = {
    "purpose-missing": '"{id}" no tiene finalidad, y el recorrido tampoco',
    "purpose-not-lawful": '"{purpose}" no es una finalidad que pueda tener un recorrido',
    "marketing-needs-authorization": '"{id}" usa {what} para promoción',
    "authorization-incomplete": 'la autorización "{name}" no dice {missing}',
    "protected-needs-authorization": '"{id}" usa {what}, que está especialmente protegido',
    "envelope-too-revealing": "el {part} muestra {name} ({data_class})",
    "body-above-class": "{name} es {data_class}, pero este mensaje puede usar como mucho {most}",
    "no-stop-on-cancelled": "nada termina este recorrido cuando se cancela la cita",
    "marketing-without-opt-out": '"{message}" no ofrece ninguna forma de darse de baja',
    "marketing-without-address": '"{message}" no muestra la dirección postal',
    "marketing-without-topic": '"{id}" no nombra ningún tema que una persona pueda rechazar',
    "sender-not-verified": "{address} no está en ninguno de los dominios de la organización",
    "tracks-opens": '"{id}" registra las aperturas con una imagen oculta',
    "opened-is-not-reliable": "los programas de correo abren correos por sí solos: no es la persona",
    "update-not-allowed": "{name} es {data_class}: un recorrido no puede cambiarlo",
    "secret-in-text": "esto parece {what}, escrito sin más en el archivo",
    "language-variant-missing": '"{message}" no está escrito en {language} ({language_tag})',
    "payment-makes-it-marketing": '{payer} paga "{id}", así que su finalidad es promoción y no {purpose}',
    "authorization-hides-payment": 'la autorización "{scope}" no dice que {payer} paga',
    "prescription-may-have-ended": '"{id}" habla de una receta que puede haber terminado',
    "more-than-needed": "{name} es {data_class}: más de lo que necesita {purpose}",
    "notes-of-therapy": "{name} contiene notas de terapia, que ningún recorrido puede usar",
    "protected-told-to-others": '"{id}" comunica {name}, que está especialmente protegido, a {party}',
    "sensitive-needs-consent": '"{id}" usa {what} ({law}), que la ley estatal protege',
    "substance-use-in-clear": 'el {part} dice "{word}", que delata un tratamiento por consumo de sustancias',
    "minor-not-ruled-out": '"{id}" puede llegar a alguien menor de {age} años con contenido {data_class}',
    "subject-reads-as-advertisement": (
        'el {part} dice "{word}", pero la finalidad de este correo es {purpose}'
    ),
    "no-contact-budget": "nada limita cuántas veces se escribe a una persona",
    "call-without-agreement": 'ningún acuerdo cubre {host}, al que llama "{id}"',
    "agreement-not-in-force": "el acuerdo con {party} que cubre {host} {problem}",
    "retention-too-short": (
        "versiones, consentimientos y pruebas se guardan {years} años, que es menos de {least}"
    ),
    "nobody-approves": "un cambio de {kinds} no necesita la aprobación de nadie",
    "update-tells-more": '"{id}" anota en {name} ({data_class}) lo que decidió {what} ({more})',
    "contrast-too-low": "{colour} sobre {ground} tiene un contraste de {ratio}; el texto necesita {least}",
    "link-carries-data": "esta dirección lleva {name}",
    "external-content": "este mensaje carga {what} de otro lugar",
    "unknown-pack": 'ningún paquete de normas se llama "{name}"',
    "pack-not-in-force-yet": 'el paquete "{name}" rige desde {effective}; hasta entonces solo avisa',
    "unknown-parameter": 'ningún paquete vigente tiene un parámetro "{name}"',
    "parameter-too-lax": '"{name}" solo puede ser {value} o {direction}, como pide el paquete {pack}',
    "unknown-rule": 'ninguna regla se llama "{name}"',
    "allow-refused": '"{rule}" no se puede permitir: {why}',
    "allow-without-effect": '"{rule}" aquí se cumple: no hay nada que permitir',
}
