// Quitar de un borrador un formulario o un correo, y recuperarlo.
import type { Words } from "../en";
import { allOf, many } from "../forms";

export const deleting: Words["deleting"] = {
  title: (named) => `¿Eliminar «${named}»?`,
  keep: "Conservarlo",
  gone: (named) => `«${named}» ya no está en su borrador.`,
  putBack: "Recuperarlo",
  dismiss: (named) => `Dejar «${named}» eliminado`,
  form: {
    button: "Eliminar el formulario",
    unused: "Nada en este recorrido lo pregunta ni habla de sus respuestas. Después puede recuperarlo.",
    used: "Este recorrido todavía lo usa:",
    asks: (step) => `El paso ${step} lo pregunta`,
    speaks: (file) => `${file} habla de sus respuestas`,
    afterwards:
      "Serán problemas de su borrador hasta que los cambie. Lo publicado sigue igual, y puede recuperar el formulario.",
  },
  message: {
    button: "Eliminar el correo",
    unused: "Ningún paso de este recorrido lo envía. Después puede recuperarlo.",
    used: "Este recorrido todavía lo envía:",
    sends: (step) => `El paso ${step} lo envía`,
    languages: (languages) =>
      many(languages.length, {
        one: `Con él se van sus palabras en ${allOf(languages)}.`,
        other: `Con él se van sus palabras en los # idiomas: ${allOf(languages)}.`,
      }),
    afterwards:
      "Serán problemas de su borrador hasta que los cambie. Lo publicado sigue igual, y puede recuperar el correo.",
    missing: "Este correo no está en su borrador",
    missingHelp: "Se eliminó o tiene otro nombre. Los correos del recorrido están un paso atrás.",
  },
};
