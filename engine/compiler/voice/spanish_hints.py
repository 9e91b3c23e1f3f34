"""Spanish: what the compiler proposes, and the few words beside a second place."""

from typing import Final

HINTS: Final = {
    'did you mean "{meant}"?': '¿quería decir "{meant}"?',
    "add {what}: {rest}": "añada {what}: {rest}",
    "add expires: {field}": "añada expires: {field}",
    "add to exit: - on: appointment.cancelled": "añada a exit: - on: appointment.cancelled",
    "add exit: - on: {event}": "añada exit: - on: {event}",
    "add topic: with one of consents.yaml": "añada topic: con uno de consents.yaml",
    'add <a href="{{ link.opt_out }}">…</a>': 'añada <a href="{{ link.opt_out }}">…</a>',
    "add {{ organization.address }}": "añada {{ organization.address }}",
    "add contact_budget: {count: 5, per: 7d}": "añada contact_budget: {count: 5, per: 7d}",
    "add until: {on: clicked}, or exit on what they do": (
        "añada until: {on: clicked}, o una salida según lo que hagan"
    ),
    "add if_past: now, skip, continue or exit": "añada if_past: now, skip, continue o exit",
    "add messages/{name}": "añada messages/{name}",
    "most of it still says what {file} says: translate it, or write # same-words at its top": (
        "la mayor parte dice todavía lo que dice {file}: tradúzcalo, o escriba # same-words al principio"
    ),
    "it was allowed until {until} by {by}: renew that, or mend it": (
        "lo permitió {by} hasta {until}: renuévelo o corríjalo"
    ),
    "mend it instead": "corríjalo en su lugar",
    "take it out": "quítelo",
    "write .contains('…') or .startsWith('…')": "escriba .contains('…') o .startsWith('…')",
    "describe a consent in consents.yaml that covers: [{laws}], and ask for it": (
        "describa en consents.yaml un consentimiento que cubra: [{laws}], y pregunte por él"
    ),
    'put it behind authorized("{scope}"), or give it another purpose if it is about care': (
        'póngalo detrás de authorized("{scope}"), o dele otra finalidad si trata de la atención'
    ),
    'put it behind authorized("{scope}")': 'póngalo detrás de authorized("{scope}")',
    "clicks and portal views say more and reveal less": (
        "los clics y las visitas al portal dicen más y revelan menos"
    ),
    "say so with unknown: […]": "dígalo con unknown: […]",
    "make the words darker, or what is behind them lighter": "oscurezca las palabras o aclare el fondo",
    "write mon-fri, or a list of days": "escriba mon-fri, o una lista de días",
    "write 2d after appointment.start, 30d after entry or 14d after send": (
        "escriba 2d after appointment.start, 30d after entry o 14d after send"
    ),
    "not everybody who comes this way is about one": "no todos los que entran por aquí tienen uno",
    "write 1d, 7d or 4w": "escriba 1d, 7d o 4w",
    "it belongs to an audience": "eso corresponde a una audiencia",
    "write never, after exit, or after 30d": "escriba never, after exit o after 30d",
    "no step of this journey is a task": "ningún paso de este recorrido es una tarea",
    "no step of this journey is a form": "ningún paso de este recorrido es un formulario",
    "it answers a mail, and none was sent before": "responde a un correo, y antes no se envió ninguno",
    "it ends every journey": "termina todos los recorridos",
    "name a role under approvals: {kind}: approver": "nombre un rol en approvals: {kind}: approver",
    "those in force have {names}": "los vigentes tienen {names}",
    "every mail shows it; write from a name that says only who you are": (
        "todos los correos lo muestran; escriba con un nombre que diga solo quién es"
    ),
    "the packs are {names}": "los paquetes son {names}",
    "take the field out of the dictionary": "quite el campo del diccionario",
    "this journey opens no form: add a form step behind the send": (
        "este recorrido no abre ningún formulario: añada un paso de formulario detrás del envío"
    ),
    "put it before, or leave it out": "póngalo antes o quítelo",
    "say what the mail is about; what is offered has the purpose marketing": (
        "diga de qué trata el correo; lo que se ofrece tiene la finalidad marketing"
    ),
    "leave it out, or let them read it behind link.portal; {limit} is enough": (
        "quítelo, o deje que lo lean detrás de link.portal; basta con {limit}"
    ),
    "let more time pass between them, or send fewer": "deje pasar más tiempo entre ellos o envíe menos",
    "write purpose: marketing and put it behind an authorization that says who pays": (
        "escriba purpose: marketing y póngalo detrás de una autorización que diga quién paga"
    ),
    'say in consents.yaml, under purpose, that "{payer}" pays': (
        'diga en consents.yaml, en purpose, que "{payer}" paga'
    ),
    "ask for {fields}, or {others}": "pregunte por {fields}, o por {others}",
    "ask for {condition} on every way to it": "pregunte por {condition} en todos los caminos hasta aquí",
    "say by when, such as due: 4h or due: 2bd": "diga para cuándo, por ejemplo due: 4h o due: 2bd",
    "connectors are named in organization.yaml": "los conectores se nombran en organization.yaml",
    "give the journey a purpose: {names}": "dé al recorrido una finalidad: {names}",
    "the purposes are {names}": "las finalidades son {names}",
    "enroll on {entity} events with once_per: {other}": (
        "haga entrar con eventos de {entity} y once_per: {other}"
    ),
    'use engaged("…"): a click, a portal view, a reply or a confirmation': (
        'use engaged("…"): un clic, una visita al portal, una respuesta o una confirmación'
    ),
    "the sends are {names}": "los envíos son {names}",
    "write class: {data_class}, which protects the mail accordingly, or leave it out": (
        "escriba class: {data_class}, que protege el correo como corresponde, o quítelo"
    ),
    "say it in the body, which is protected": "dígalo en el cuerpo, que está protegido",
    "say it in the body": "dígalo en el cuerpo",
    "only addresses at the organisation's own domains are written out": (
        "solo se escriben direcciones de los dominios propios de la organización"
    ),
    "only messages are templates; who does it sees the person's page": (
        "solo los mensajes son plantillas; quien lo hace ve la página de la persona"
    ),
    "it is first used in line {line}; an id means one step for good": (
        "se usa por primera vez en la línea {line}; un id designa un solo paso para siempre"
    ),
    "it waits for {events}": "espera {events}",
    "write the business associate agreement under agreements: in organization.yaml": (
        "escriba el acuerdo de asociado comercial en agreements: de organization.yaml"
    ),
    "note it for everybody, or as a tag that is declared as closed": (
        "anótelo para todos, o como una etiqueta declarada como cerrada"
    ),
    "declare {name} with class: {more} in dictionary.yaml, or note it for everybody": (
        "declare {name} con class: {more} en dictionary.yaml, o anótelo para todos"
    ),
    "a call carries no notice and no copy of the consent (42 CFR 2.32); leave it out": (
        "una llamada no lleva aviso ni copia del consentimiento (42 CFR 2.32); quítelo"
    ),
    "say how to write it: {filter}": "diga cómo escribirlo: {filter}",
    "the links are {names}": "los enlaces son {names}",
    "the filters are {names}": "los filtros son {names}",
    "it is first written in line {line}": "se escribe por primera vez en la línea {line}",
    "indent with spaces, not tabs": "sangre con espacios, no con tabuladores",
    "save the file as UTF-8 without a BOM": "guarde el archivo como UTF-8 sin BOM",
    "say how long with {bound}": "diga cuánto con {bound}",
    "say how often with {bound}": "diga cuántas veces con {bound}",
    "the kinds are {names}": "los tipos son {names}",
    "its words are {names}": "sus palabras son {names}",
    "write 90s, 15m, 4h, 7d, 2w or 2bd (business days); at most five years": (
        "escriba 90s, 15m, 4h, 7d, 2w o 2bd (días laborables); como mucho cinco años"
    ),
    "write a zone such as America/New_York": "escriba una zona como America/New_York",
    "{name}() belongs to a journey; a segment is about the person alone": (
        "{name}() es propio de un recorrido; un segmento trata solo de la persona"
    ),
    "write mon-fri, sat, or a list of these": "escriba mon-fri, sat o una lista de estos",
    "a window lies within one day": "un horario cabe en un solo día",
    "write {sign}": "escriba {sign}",
}

LABELS: Final = {
    "the message {name} is sent here with purpose marketing": (
        "aquí se envía el mensaje {name} con la finalidad marketing"
    ),
    "everybody meant is already here": "todos los que cumplen esto ya están aquí",
    "here by {other}": "aquí por {other}",
    "everybody comes in here": "aquí entran todos",
    "here it ends the journey at once": "aquí termina el recorrido enseguida",
    "everybody has come past this moment": "todos han pasado ya de este momento",
    "here people wait for what comes before {field}": "aquí se espera algo anterior a {field}",
    "sent here with the purpose {purpose}": "se envía aquí con la finalidad {purpose}",
    "sent here, and no time has passed": "se envía aquí, y no ha pasado tiempo",
    "pays": "paga",
    "nor is this": "esto tampoco",
    "what begins here is never closed": "lo que empieza aquí no se cierra nunca",
    "and here": "y aquí",
    "and in {count} more place": "y en {count} lugar más",
    "and in {count} more places": "y en {count} lugares más",
}
