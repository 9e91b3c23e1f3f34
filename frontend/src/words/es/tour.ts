// La visita al diseñador.
import type { Words } from "../en";

export const tour: Words["tour"] = {
  title: "Una visita al diseñador",
  offer: "¿Es su primera vez? Cinco paradas se lo muestran.",
  begin: "Hacer la visita",
  notNow: "Ahora no",
  again: "Hacer la visita",
  count: (at, all) => `${at} de ${all}`,
  next: "Siguiente",
  back: "Atrás",
  leave: "Dejar la visita",
  end: "Listo",
  stops: {
    river: {
      title: "El recorrido, de arriba abajo",
      text: "Las personas entran arriba y van bajando. Cada tarjeta es un paso y dice en una frase lo que hace. El + entre dos tarjetas añade otra.",
    },
    steps: {
      title: "Clases de pasos y el esquema",
      text: "Arrastre una clase al recorrido o elíjala. El esquema es el mismo recorrido en forma de lista, bueno para teclados y lectores de pantalla.",
    },
    form: {
      title: "Lo que dice un paso",
      text: "Elija un paso y aquí estará todo sobre él, con lo que está mal al lado. Sin nada elegido, trata del recorrido mismo.",
    },
    drawer: {
      title: "Problemas, reproducción, texto, versiones",
      text: "Lo que encuentra el compilador, con arreglos. Reproducir lleva a alguien inventado; nada puede salir. YAML es el mismo recorrido como texto.",
    },
    publish: {
      title: "Nada ocurre hasta que publique",
      text: "Su borrador se guarda solo y únicamente lo ve usted. Publicar muestra antes qué cambia, para quién y quién debe aprobarlo.",
    },
  },
};
