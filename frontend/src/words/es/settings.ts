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
  undo: "Deshacer mis cambios",
  onlyAdmin: "Solo una persona administradora puede cambiar esto.",
  breaks: (journeys) => `Con esto, estos recorridos dejarían de compilar: ${journeys}.`,
  problems: "Lo que lo impide",
  none: "Aquí todavía no hay nada. Escríbalo en YAML.",
  groups: { top: "En general" },
};
