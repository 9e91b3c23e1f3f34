// Resumen, recorridos, inicio de sesión, buzón, eventos, mensajes rechazados, tareas.
import type { Words } from "../en";
import { count, many } from "../forms";

export const overview: Words["overview"] = {
  now: (installation) => `${installation}, ahora mismo.`,
  inside: "personas en recorridos",
  inJourneys: (journeys) => many(journeys, { one: "en # recorrido", other: "en # recorridos" }),
  sentLastDay: "correos enviados en las últimas 24 horas",
  notSentLastDay: "no enviados en las últimas 24 horas",
  eachReason: "cada uno con su motivo, abajo",
  nothingHeld: "no se retuvo nada",
  events: "eventos por minuto",
  needs: "Necesita a alguien",
  needsNobody: "Nada. Se entendió cada mensaje que llegó y se sabe qué fue de cada correo.",
  braked: (journey: string, why: string) => `Un freno detuvo <b>${journey}</b>: ${why}`,
  paused: (journey: string) => `<b>${journey}</b> está en pausa: nadie entra y nada se envía`,
  approvals: (n) =>
    many(n, { one: "<b>#</b> cambio espera su palabra", other: "<b>#</b> cambios esperan su palabra" }),
  deadLetters: (n) =>
    many(n, {
      one: "<b>#</b> mensaje no se pudo recibir",
      other: "<b>#</b> mensajes no se pudieron recibir",
    }),
  lateTasks: (n) =>
    many(n, { one: "<b>#</b> tarea está atrasada", other: "<b>#</b> tareas están atrasadas" }),
  uncertain: (n) =>
    many(n, { one: "<b>#</b> correo quizá no llegó", other: "<b>#</b> correos quizá no llegaron" }),
  recent: "Lo último que pasó",
  recentForOperators: "Habla de pocas personas a la vez; por eso solo lo ve el rol de operación.",
  happened: {
    entered: (n) => many(n, { one: "Entró una persona", other: "Entraron # personas" }),
    sent: (n, how) => many(n, { one: `Un correo enviado, ${how}`, other: `# correos enviados, ${how}` }),
    held: (n, why) =>
      many(n, { one: `Un correo no enviado: ${why}`, other: `# correos no enviados: ${why}` }),
  },
  first: {
    title: "Primeros pasos",
    lead: "Todavía no ha pasado nada. Aquí se cuentan los eventos, los correos y las respuestas según llegan de su historia clínica electrónica.",
    done: "Hecho",
    begin: "Empezar con un recorrido ya preparado",
    beginText: "Elija uno de la galería. Será un borrador suyo, y nadie recibe nada.",
    settings: "Revisar los ajustes",
    settingsText: "Quiénes son, de quién vienen los correos y cuándo pueden salir.",
    invite: "Invitar a colegas",
    inviteText:
      "Quien cuida del ordenador en el que funciona Careloom escribe esto allí en una terminal, con la dirección de su colega:",
    inviteCommand: "careloom account colega@example.org --role author",
    inviteThen:
      "Imprime un enlace que vale doce horas y con el que entra una sola persona, una vez; déselo solo a su colega. author dibuja; viewer mira, operator ve también a las personas, admin cambia también los ajustes.",
    copy: "Copiar",
    copied: "Copiado",
  },
  protectedHow: "Cómo se protegieron los correos en los últimos 7 días",
  notSentBecause: "No enviados en las últimas 24 horas porque",
};

export const journeys: Words["journeys"] = {
  begin: "Empezar un recorrido",
  onlyDraft: "solo lo ve usted",
  ownDraft: "borrador suyo",
  sentence: "Cómo se mantiene en contacto con sus pacientes y qué está pasando ahora.",
  none: "Todavía no hay recorridos",
  noneText:
    "Un recorrido dice cómo se mantiene en contacto con sus pacientes. Ponga una carpeta con un <code>journey.yaml</code> en <code>journeys/</code> y ejecute <code>careloom apply</code>.",
  version: (number) => `versión ${count(number)}`,
  inside: "dentro",
  entered: "entraron",
  sent: "enviados",
  goal: "con éxito",
  andThen: ", después ",
  notPublished: "sin publicar",
  paused: "en pausa",
  pausedBy: (brake) => `en pausa: ${brake}`,
  running: "en marcha",
  errors: (n) => many(n, { one: "# error", other: "# errores" }),
  warnings: (n) => many(n, { one: "# aviso", other: "# avisos" }),
};

export const signIn: Words["signIn"] = {
  title: "Iniciar sesión",
  ended: "Su sesión ha terminado. Inicie sesión de nuevo y volverá a donde estaba.",
  oldLink: "Este enlace ya se usó o es demasiado antiguo. Pida uno nuevo o inicie sesión con su contraseña.",
  wrong: "Ese correo y esa contraseña no van juntos.",
  email: "Correo electrónico",
  password: "Contraseña",
  byTerminal:
    "En este equipo, el terminal que ejecuta Careloom muestra un enlace de un solo uso para iniciar sesión.",
};

export const mailbox: Words["mailbox"] = {
  sealed: "sellado para quien lo lee",
  clear: "sin cifrar",
  none: "Todavía no hay correo",
  noneText: "De este equipo no sale ningún correo; aquí queda lo que se habría enviado.",
  list: "Correo retenido",
  caught: "Retenido en este equipo; no salió nada.",
  chosen: "El correo elegido",
  choose: "Elija un correo",
  chooseText: "Aquí se muestran sus cabeceras, su texto y su aspecto.",
  noSubject: "(sin asunto)",
  fromTo: (from, to) => `de ${from} para ${to}`,
  sealedWith: (method) => `sellado con ${method}: solo puede abrirlo quien lo recibe`,
  look: "Como se ve",
  text: "Texto",
  headers: "Cabeceras",
  raw: "Byte a byte",
};

export const intake: Words["intake"] = {
  events:
    "Lo que nos dijeron su historia clínica electrónica y sus pacientes. Cada evento se guarda antes de confirmarlo y se usa una vez.",
  event: "Evento",
  from: "De",
  happened: "Ocurrió",
  received: "Recibido",
  became: "Qué fue de él",
  waiting: "espera su turno",
  outcomes: {
    enrolled: "Empezó un recorrido",
    waiting: "Espera sitio en un recorrido",
    signalled: "Avisó a sus recorridos",
    recorded: "Anotado",
    duplicate: "Ya había llegado",
    stale: "Más antiguo que lo conocido",
    ignored: "Sin efecto",
    "no-journey": "Ningún recorrido empieza así",
    "no-patient": "No nombra a nadie conocido",
    "no-care-gap": "No nombra ninguna atención pendiente",
    "no-matter": "No nombra nada conocido",
    "not-matching": "Ningún recorrido es para esta persona",
    "already-inside": "Ya estaba en el recorrido",
    "only-once": "Ya había estado en el recorrido",
    "not-active": "Ya no es paciente",
  },
  person: "Persona",
  kindOfEvent: "Tipo de evento",
  noSuchEvent: "Ningún evento así",
  nothingYet: "Todavía no ha llegado nada",
  writtenInFull: "Mire si el tipo está escrito completo.",
  pointYourEhr:
    "Conecte su historia clínica electrónica con <code>/api/intake/hl7v2</code> o <code>/api/intake/fhir</code>; el primer mensaje aparecerá aquí.",
  dead: {
    sentence:
      "Mensajes que no se pudieron recibir. Se avisó a quien los envió; ningún recorrido empezó por ellos.",
    why: "Por qué",
    at: (place) => ` · en ${place}`,
    kind: "Tipo",
    state: "Estado",
    closed: "cerrado",
    open: "abierto",
    close: "Cerrar",
    none: "Ningún mensaje rechazado",
    noneText: "Se pudo leer cada mensaje que llegó. El que no se pueda leer quedará aquí con su motivo.",
    closeThis: "Cerrar este mensaje rechazado",
    done: "¿Qué se hizo al respecto?",
    example: "La historia clínica lo envió otra vez",
    leave: "Dejarlo abierto",
  },
};

export const tasks: Words["tasks"] = {
  late: (n) => many(n, { one: "# atrasada", other: "# atrasadas" }),
  sentence:
    "Lo que los recorridos piden a personas de la organización. Un recorrido que espera una tarea sigue en cuanto está hecha.",
  states: { open: "Abiertas", done: "Hechas", cancelled: "Anuladas" },
  what: "Qué",
  about: "Sobre",
  queue: "Cola",
  allQueues: "Todas las colas",
  state: "Estado",
  escalated: "escalada",
  journey: "Recorrido",
  journeyOver: " · el recorrido terminó",
  who: "Quién",
  by: "Por",
  due: "Para",
  when: "Cuándo",
  act: "Hacer",
  you: "usted",
  nobody: "nadie todavía",
  queueOf: (queue, open) => `${queue} · ${count(open)}`,
  queueLate: (queue, open, late) => `${queue} · ${count(open)}, ${count(late)} con retraso`,
  nothing: "Nada que hacer",
  none: "Ninguna tarea",
  nothingText: "Las tareas aparecen aquí cuando alguien llega a un paso de tarea en un recorrido.",
  noneText: "Ninguna cumple lo que eligió arriba.",
  take: "Tomar",
  done: "Hecha",
  more: (title) => `Más sobre ${title}`,
  byStaff: "El personal la quitó de la lista",
  giveBack: "Devolver a la cola",
  notNeeded: "No hace falta: quitar de la lista",
};
