/** The names of all time zones, UTC and the browser's own among them, which it does not always list itself. */
export const zones = () => [...new Set([ownZone(), 'UTC', ...Intl.supportedValuesOf('timeZone')])].sort();

export const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
