// How the lists of settings say when and how much.

import { ago } from '../format.js';

/** "now", "12 min ago", "3 h ago", then the day. */
export function longAgo(moment) {
  const since = ago(moment);
  return /\d (min|h|d)$/.test(since) ? `${since} ago` : since;
}

const units = new Intl.NumberFormat(navigator.language, {
  style: 'unit', unit: 'megabyte', minimumFractionDigits: 1, maximumFractionDigits: 1,
});

export const megabytes = bytes => units.format(bytes / 1e6);
