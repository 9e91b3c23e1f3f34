// Qué difiere entre dos estados de un recorrido.
import type { Words } from "../en";
import { count, many } from "../forms";
import { de } from "./contract";

export const changes: Words["changes"] = {
  labels: {
    kind: "Tipo de paso",
    order: "Orden de los casos",
    compiled: "Lo que resulta de él",
    case: (name) => `Caso «${name}»`,
    path: (name) => `Camino «${name}»`,
    form: (name) => `Formulario ${name}`,
    segment: (name) => `Segmento ${name}`,
    typeOf: (field) => `Tipo ${de(field)}`,
    classOf: (field) => `Confidencialidad ${de(field)}`,
    within: (whole, part) => `${whole}, ${part}`,
  },
  answer: (holds) => (holds ? "sí" : "no"),
  ownWay: "un camino propio",
  weight: (weight, held) => (held ? `${weight} % quedan fuera` : `${weight} % de las personas`),
  after: (time) => `pasados ${time}`,
  asks: (questions) => `pregunta ${questions}`,
  changedQuestion: (question) => `${question} (cambiada)`,
  otherWords: "con otras palabras",
  journey: "el recorrido mismo",
  wayOf: (way, step) => `«${way}» de ${step}`,
  mail: {
    language: (language) => `En ${language}`,
    there: "existía",
    added: "añadido",
    line: (line) => `línea ${count(line)}`,
    more: (lines) => many(lines, { one: "# línea más", other: "# líneas más" }),
    parts: {
      subject: "asunto",
      preheader: "texto previo",
      class: "los datos más reservados que contiene",
      links: "enlaces",
      text: "texto",
      layout: "disposición",
      "further text": "más adelante",
    },
    asItWas: "como estaba",
    another: "otra",
  },
  sameVersion: "El texto cambió, pero las personas aceptaron otro: su versión no subió.",
  entries: {
    organization: () => "la organización",
    topic: (name) => `el tema ${name}`,
    authorization: (name) => `la autorización ${name}`,
    field: (name) => `el campo ${name}`,
    segment: (name) => `el segmento ${name}`,
  },
};
