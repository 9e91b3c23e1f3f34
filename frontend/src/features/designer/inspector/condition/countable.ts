// Whether a condition can be answered about people who are in no journey yet. Pure.

const ON_THE_WAY =
  /\b(engaged|clicked|viewed|replied|opened|confirmed|happened)\s*\(|\b(appointment|care_gap|encounter|prescription|result|statement|answers)\./;

/** Only what is known of everybody: the person, their consents, segments of these. */
export const countable = (when: string): boolean => !ON_THE_WAY.test(when.replace(/"[^"]*"|'[^']*'/g, "''"));
