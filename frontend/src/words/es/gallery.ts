// Empezar: la galería, un borrador sin publicar y sus mensajes.
import type { Words } from "../en";
import { many } from "../forms";

export const gallery: Words["gallery"] = {
  place: "Galería",
  title: "Empezar un recorrido",
  sentence: "Recorridos listos para hacerlos suyos. Elija uno: será un borrador y nadie recibirá nada.",
  steps: (count) => many(count, { one: "# paso", many: "# de pasos", other: "# pasos" }),
  pictureOf: (title) => `Cómo transcurre «${title}»`,
  begin: "Usar este",
  beginNamed: (title) => `Usar «${title}»`,
  enlarge: (title) => `Ver «${title}» de cerca`,
  drafts: "Borradores",
  none: "La galería está vacía",
  noneHelp: "Careloom se instaló sin los recorridos que trae.",
  dialog: {
    title: (title) => `Empezar con «${title}»`,
    name: "Cómo lo llama usted",
    slug: "Nombre de su carpeta",
    slugHelp: "Minúsculas, cifras y guiones, como visit-reminder. No cambia después.",
    make: "Crear el borrador",
    cancel: "Ahora no",
  },
  draft: {
    lead: "Su borrador. Nadie más lo cambia, y nadie entra hasta que se publique.",
    messages: "Mensajes",
    messagesHelp:
      "Lo que leerán las personas. Abra uno para cambiar sus palabras y verlo como lo vería alguien.",
    noMessages: "Este recorrido no envía ningún mensaje.",
    forms: "Formularios",
    publish: "Publicación",
    publishAs: (number) => `Publicar la versión ${number}`,
    published: (number) => `La versión ${number} está publicada.`,
    ready: "Compila, y nada lo impide.",
    approvals: "Estos cambios necesitan antes la aprobación de alguien:",
    approvalOf: (kind, role) => `${kind}, por el papel ${role}`,
    ask: "Pedir la aprobación",
    asked: "La aprobación está pedida.",
    broken: "Todavía no se puede publicar:",
    discard: "Desechar el borrador",
    discardSure: "Desecharlo para siempre",
    keep: "Conservarlo",
    discarded: "El borrador ya no existe.",
    states: { missing: "sin pedir", asked: "pedida", approved: "aprobada", refused: "denegada" },
  },
};
