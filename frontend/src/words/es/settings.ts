// Los documentos de la organización como formularios.
import type { Words } from "../en";

export const settings: Words["settings"] = {
  place: "Ajustes",
  title: "Ajustes",
  sentence:
    "Aquello en que se apoya cada recorrido. Un cambio vale desde la próxima publicación; ninguno puede romperse.",
  documents: {
    organization: "Organización",
    dictionary: "Diccionario",
    consents: "Consentimientos",
    segments: "Segmentos",
  },
  about: {
    organization: "Quiénes son, quién envía, cuándo puede salir el correo y cuánto como máximo.",
    dictionary: "Cada campo del que puede hablar un recorrido, y lo reservado que es.",
    consents: "Lo que las personas pueden rechazar o aceptar, y lo que firman.",
    segments: "Grupos con nombre, cada uno por una condición sobre el diccionario.",
  },
  yaml: "Como YAML",
  form: "Formulario",
  save: (what) => `Guardar ${what}`,
  saved: "Guardado.",
  unsaved: {
    mark: "cambios sin guardar",
    title: "Cambios sin guardar.",
    kept: "Se conservan en este navegador hasta que los guarde o los descarte.",
    discard: "Descartar",
    moved: "Mientras tanto, otra persona guardó este documento.",
    theirs: "Descartar los míos, ver los suyos",
    mine: "Mantener los míos, sobre los suyos",
  },
  line: (line) => `Línea ${line}`,
  onlyAdmin: "Solo una persona administradora puede cambiar esto.",
  breaks: (journeys) => `Con esto, estos recorridos dejarían de compilar: ${journeys}.`,
  problems: "Lo que lo impide",
  none: "Aquí todavía no hay nada. Escríbalo en YAML.",
  unreadable: "El texto no se puede leer tal como está, por eso no hay formulario. Arréglelo como YAML.",
  groups: { top: "En general" },
};
