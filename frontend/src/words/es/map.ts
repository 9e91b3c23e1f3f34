// El mapa de todos los recorridos.
import { many } from "~/words/forms";
import type { Words } from "../en";

export const map: Words["map"] = {
  title: "Mapa",
  lead: "Todos los recorridos juntos: cómo se entra, a quién comparten y cuánto correo recibe cada persona en total.",
  few: "< 11",
  fewWords: "menos de once personas",
  emptyTitle: "Aún no hay ningún recorrido en marcha",
  empty:
    "Aquí aparecen los recorridos publicados, con lo que deja entrar a las personas y a quién comparten.",
  triggers: "Qué deja entrar",
  journeys: "Recorridos",
  bySchedule: (name) => `Segmento «${name}», según calendario`,
  byHand: "Nombradas por el personal o por otro sistema",
  inside: (people) => `${people} dentro`,
  mails: (count) => many(count, { one: "# correo en 7 días", other: "# correos en 7 días" }),
  shared: "Personas en dos recorridos a la vez",
  sharedLead: "Reciben correo de ambos. Elija un recorrido para ver sus vecinos.",
  sharedNone: "Ahora nadie está en dos recorridos.",
  and: (one, other) => `${one} y ${other}`,
  load: "Correos a una persona en 7 días",
  loadLead: "De todos los recorridos juntos.",
  loadNone: "No se envió ningún correo en los últimos 7 días.",
  bar: (mails) => many(mails, { one: "# correo", other: "# correos" }),
  lastBar: (mails) => `${mails} o más`,
  budget: (count, days) => `El límite es de ${count} correos en ${days} días; los demás esperan.`,
  noBudget: "organization.yaml no fija ningún límite.",
  over: "por encima del límite",
};
