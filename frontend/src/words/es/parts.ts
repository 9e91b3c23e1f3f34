// Piezas que están en muchas páginas, y qué falló al preguntar al servidor.
import type { Words } from "../en";

export const parts: Words["parts"] = {
  undo: "Deshacer",
  redo: "Rehacer",
  again: "Volver a intentar",
  loading: "Cargando",
  more: "Mostrar más",
  earlier: "Mostrar anteriores",
  cancel: "Cancelar",
  close: "Cerrar",
  notFound: "No encontrado",
  nowhere: {
    title: "Esta página no existe",
    text: "Puede haber un error en la dirección. A todo se llega desde la lista de la izquierda o con Ctrl K.",
  },
  clock: {
    now: (time, rate) => `Reloj acelerado: en esta clínica es <b>${time}</b>, y ${rate}.`,
    seconds: (count) => `un día pasa en ${count} segundos`,
    minutes: (count) => `un día pasa en ${count} minutos`,
    times: (rate) => `el tiempo corre ${rate} veces más rápido`,
  },
};

export const problems: Words["problems"] = {
  byStatus: {
    401: {
      title: "La sesión se ha cerrado",
      detail: "Inicie sesión de nuevo para seguir; no se cambió nada.",
    },
    403: {
      title: "Su rol no puede hacer esto",
      detail: "Si debería poder, pregunte a una administradora o un administrador.",
    },
    404: {
      title: "Esto no está aquí",
      detail: "Puede que se haya eliminado o que la dirección tenga un error.",
    },
    409: { title: "Mientras tanto algo cambió", detail: "Mire lo que hay ahora y vuelva a intentarlo." },
    412: { title: "Otra persona guardó antes", detail: "Incorpore su versión antes de publicar la suya." },
    413: { title: "Es demasiado grande", detail: "El servidor no acepta más de lo que puede comprobar." },
    422: { title: "Así no se puede aceptar", detail: "Los motivos están abajo." },
    428: { title: "Esta página está desactualizada", detail: "Cárguela de nuevo y repita lo que hizo." },
    429: { title: "Demasiados intentos", detail: "Espere un minuto y vuelva a intentarlo." },
    503: { title: "Una parte no funciona", detail: "No se pierde nada; sigue cuando la parte vuelva." },
  },
  other: { title: "El servidor no pudo responder", detail: "Inténtelo de nuevo en un momento." },
  unanswered: {
    title: "El servidor no respondió",
    detail: "Quizá se hizo, quizá no. Lo que escribió sigue aquí: vuelva a mirar cuando haya conexión.",
  },
  unreachable: {
    title: "No se puede conectar con el servidor",
    detail:
      "Se sigue atendiendo a los pacientes si el proceso de envío funciona. Esta ventana vuelve a intentarlo sola.",
  },
  unreadable: {
    title: "El servidor dio una respuesta que esta ventana no entiende",
    detail: "Cargue la página de nuevo.",
  },
  unexpected: { title: "Algo falló en esta ventana", detail: "Cargue la página de nuevo." },
};
