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
  enlarge: (title) => `Ver «${title}» de cerca`,
  drafts: "Borradores",
  none: "La galería está vacía",
  noneHelp: "Careloom se instaló sin los recorridos que trae.",
  dialog: {
    title: (title) => `Empezar con «${title}»`,
    name: "Cómo lo llama usted",
    slug: "Nombre de su carpeta",
    slugHelp: "Minúsculas, cifras y guiones, como visit-reminder. No cambia después.",
    slugOdd: "Minúsculas, cifras y guiones; primero una letra.",
    owner: "Equipo que responde de él",
    ownerHelp: "Sus colegas lo ven en el recorrido. Un equipo se queda cuando las personas se van.",
    ownerOdd: "Un equipo, no la dirección de correo de alguien.",
    make: "Crear el borrador",
    cancel: "Ahora no",
  },
  empty: {
    title: "Un lienzo vacío",
    purpose: "Cuando ya sabe cómo debe ser. Lo dibuja paso a paso y ve enseguida lo que falta.",
    begin: "Empezar de cero",
  },
  draft: {
    lead: "Lo que leerán las personas. Es su borrador: nadie recibe nada hasta que se publique.",
    back: (title) => `Volver a ${title}`,
    messagesOf: (title) => `Mensajes de ${title}`,
    noMessages: "Todavía no hay mensajes",
    noMessagesHelp: "Aquí estará cada mensaje que envía este recorrido. Escriba el primero.",
    forms: "Formularios",
    noForms:
      "Un formulario pregunta algo a las personas en el portal, y el recorrido sigue según sus respuestas. Aquí todavía no hay ninguno.",
  },
};
