// La casa alrededor de cada página: lugares, cuenta, paleta, reloj.
import type { Words } from "../en";

export const shell: Words["shell"] = {
  places: {
    nav: "Lugares",
    overview: "Resumen",
    journeys: "Recorridos",
    people: "Personas",
    messages: "Mensajes",
    tasks: "Tareas",
    events: "Eventos",
    deadLetters: "Rechazados",
    mailbox: "Buzón",
  },
  home: "Careloom, resumen",
  skip: "Ir al contenido",
  skipToRiver: "Saltar al dibujo del recorrido",
  skipToForm: "Saltar al formulario del paso",
  find: "Buscar",
  findAnything: "Buscar cualquier cosa (Ctrl K)",
  offline:
    "No tiene conexión. Lo que ve puede estar desactualizado; puede seguir leyendo y editando. Lo que escriba queda en esta ventana y se guarda cuando vuelva la conexión.",
  gone: "No se puede conectar con el servidor. Lo que ve puede estar desactualizado; puede seguir leyendo y editando. Lo que escriba queda en esta ventana y se guarda en cuanto el servidor responda.",
  account: {
    of: (name) => `Cuenta de ${name}`,
    light: "Claro",
    dark: "Oscuro",
    system: "Como el sistema",
    language: "Idioma",
    chosen: "elegido",
    signOut: "Cerrar sesión",
    roles: { viewer: "lectura", author: "autoría", operator: "operación", admin: "administración" },
  },
  palette: {
    journey: (slug) => `Recorrido · ${slug}`,
    scheme: "Cambiar entre claro y oscuro",
    nothing: "Nada aquí se llama así",
    placeholder: "Ir a un lugar o a un recorrido",
  },
};
