"""What the pages for patients say, in their language. Nothing here names a service or a diagnosis."""

from typing import Final

WORDS: Final[dict[str, dict[str, str]]] = {
    "en": {
        "confirm-title": "Your visit",
        "confirm-question": "Will you come to your visit?",
        "confirm-yes": "Yes, I will come",
        "confirm-no": "No, I cannot come",
        "confirm-send": "Send my answer",
        "confirm-missing": "Please choose one of the two answers.",
        "confirmed": "Thank you. The clinic knows that you will come.",
        "declined": "Thank you for telling us. Please call the clinic to find another time.",
        "opt-out-title": "Stop these messages",
        "opt-out-question": "Do you want to stop this kind of message from us?",
        "opt-out-send": "Stop these messages",
        "opted-out": "Done. We will not send you this kind of message any more.",
        "opted-out-more": "If you change your mind, tell the front desk.",
        "portal-title": "A message for you",
        "portal-question": "To show it to you alone, please tell us your date of birth.",
        "portal-birth": "Date of birth",
        "portal-open": "Open my message",
        "portal-wrong": "That is not the date we have. You can try {left} more times.",
        "portal-burnt": "This link is closed because the date was wrong too often. Please call the clinic.",
        "portal-gone": "This message is no longer available. Please call the clinic if you need it.",
        "broken": "This link is not complete",
        "broken-more": "Some mail programs cut long links. Open it again from our message, or call us.",
        "call": "You can reach us at {phone}.",
    },
    "es": {
        "confirm-title": "Su visita",
        "confirm-question": "¿Vendrá a su visita?",
        "confirm-yes": "Sí, vendré",
        "confirm-no": "No, no puedo venir",
        "confirm-send": "Enviar mi respuesta",
        "confirm-missing": "Elija una de las dos respuestas.",
        "confirmed": "Gracias. La clínica sabe que usted vendrá.",
        "declined": "Gracias por avisarnos. Llame a la clínica para encontrar otra hora.",
        "opt-out-title": "Dejar de recibir estos mensajes",
        "opt-out-question": "¿Quiere dejar de recibir este tipo de mensajes?",
        "opt-out-send": "Dejar de recibirlos",
        "opted-out": "Listo. No le enviaremos más este tipo de mensajes.",
        "opted-out-more": "Si cambia de opinión, dígalo en recepción.",
        "portal-title": "Un mensaje para usted",
        "portal-question": "Para mostrarlo solo a usted, díganos su fecha de nacimiento.",
        "portal-birth": "Fecha de nacimiento",
        "portal-open": "Abrir mi mensaje",
        "portal-wrong": "Esa no es la fecha que tenemos. Puede intentarlo {left} veces más.",
        "portal-burnt": "La fecha fue incorrecta demasiadas veces: este enlace está cerrado. Llámenos.",
        "portal-gone": "Este mensaje ya no está disponible. Llame a la clínica si lo necesita.",
        "broken": "Este enlace no está completo",
        "broken-more": "Algunos programas cortan los enlaces largos. Ábralo otra vez o llámenos.",
        "call": "Puede llamarnos al {phone}.",
    },
}


def words_for(language: str) -> dict[str, str]:
    """The nearest language we speak: "es-MX" → "es", anything else → "en"."""
    return WORDS.get(language.split("-", maxsplit=1)[0].lower(), WORDS["en"])
