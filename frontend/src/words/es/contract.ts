// «de» y el artículo que sigue se contraen: «de la cita», «del alta».

export const de = (thing: string): string => (/^el /.test(thing) ? `del ${thing.slice(3)}` : `de ${thing}`);
