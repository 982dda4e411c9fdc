// What the member was told and has not read yet. It arrives by the stream like everything else, and is theirs alone.

import { isPast } from '../format.js';
import { where } from '../store.js';

/** Out of sight until a moment that has not come; then it is back by itself. Reactive. */
export const isPutOff = notice => Boolean(notice.snoozedUntil) && !isPast(notice.snoozedUntil);

export const newestFirst = (a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0);

/** Newest first. Reactive. */
export const unread = where('notification', notice => !notice.readAt && !isPutOff(notice), newestFirst);
