// How a message is looked at.

export interface Look {
  sample: string;
  /** A real person's id, asked for with its own button; "" for the made-up one. */
  patient: string;
  phone: boolean;
  dark: boolean;
  plain: boolean;
}

export const FIRST_LOOK: Look = { sample: "ana", patient: "", phone: false, dark: false, plain: false };
