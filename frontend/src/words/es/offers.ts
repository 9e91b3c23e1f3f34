// Lo que hace un arreglo del compilador, para los que se ofrecen como YAML.

export const offers: Record<string, string> = {
  "exit: - on: appointment.cancelled": "Que salgan cuando se cancele la cita",
  "expires: appointment.start": "No enviarlo una vez empezada la cita",
  "unknown: []": "Si no se sabe, seguir sin tomar ningún caso",
  "timeout: 7d": "Esperar 7 días como mucho",
  "at_most: 3": "Repetir 3 veces como mucho",
};
