// What a fix of the compiler does, for those it offers as YAML.

export const offers: Record<string, string> = {
  "exit: - on: appointment.cancelled": "Let them leave when the visit is cancelled",
  "expires: appointment.start": "Do not send it once the visit has begun",
  "unknown: []": "If it is not known, go on past all cases",
  "timeout: 7d": "Wait 7 days at the most",
  "at_most: 3": "Repeat 3 times at the most",
};
