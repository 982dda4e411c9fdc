// Says what went wrong, in the server's own words where it gave any.

import { toast } from './toast.js';

/** `action` is that of a toast. */
export function tell(error, action) {
  if (error.name === 'AbortError') return;
  const fields = (error.errors ?? []).map(({ field, message }) => `${field} ${message}`).join(', ');
  toast(fields ? `${error.message} ${fields.charAt(0).toLocaleUpperCase()}${fields.slice(1)}.` : error.message, action);
}
