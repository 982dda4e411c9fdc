// What one does with notices: read them, put them off, and be told less of a plan.

import { call } from '../api.js';
import { addDays, mondayOf, today } from '../format.js';
import { newId } from '../kinds.js';
import * as outbox from '../outbox.js';
import { me } from '../session.js';
import { tell } from '../shell/tell.js';
import { toast } from '../shell/toast.js';
import { put, where } from '../store.js';

const edit = (notice, fields, options) => outbox.edit('notification', notice.id, fields, options).catch(tell);

/** Several at once are taken back at once; without `says` nothing is said of it. */
export function setRead(notices, isRead, says = null) {
  const group = newId();
  const readAt = isRead ? new Date().toISOString() : null;
  for (const notice of notices) {
    if (Boolean(notice.readAt) !== isRead) edit(notice, { readAt }, { says, group });
  }
}

/** Everything, however much of it is not on the screen. */
export async function readAll(seq) {
  await outbox.act('/api/inbox/readings', { seq }, { says: 'All is read' }).catch(tell);
}

const MORNING = 8;
const EVENING = 17;

/** Until when it can be put off, each in the clock of whoever looks. */
export function moments(now = new Date()) {
  const at = (day, hour) => new Date(`${day}T${String(hour).padStart(2, '0')}:00:00`);
  const evening = at(today(), EVENING);
  const later = evening - now > 3_600_000 ? evening : new Date(now.getTime() + 3 * 3_600_000);
  return [
    { text: 'Later today', at: later },
    { text: 'Tomorrow', at: at(addDays(today(), 1), MORNING) },
    { text: 'Next week', at: at(addDays(mondayOf(today()), 7), MORNING) },
  ];
}

/** What is put off comes back to be read. Several at once are taken back at once. */
export function putOff(notices, { text, at }) {
  const group = newId();
  const says = `Put off: ${text.toLocaleLowerCase()}`;
  for (const notice of notices) edit(notice, { snoozedUntil: at.toISOString(), readAt: null }, { says, group });
}

export const takeUp = notice => edit(notice, { snoozedUntil: null }, { says: 'Back in the inbox' });

const wishes = where('preference', each => each.member === me()?.id);

/** What I wish for myself; nothing where I never said. Reactive. */
export const wish = () => wishes()[0];
export const isMuted = plan => wish()?.mutedPlans.includes(plan) ?? false;

export async function setMuted(plan, isOn, name) {
  try {
    const { body } = await call(isOn ? 'POST' : 'DELETE', `/api/plans/${plan}/mutes`, { body: {}, key: newId() });
    put('preference', [body]);
    toast(isOn ? `${name} is muted: you are told only what names you.` : `You are told of ${name} again.`,
      { text: 'Undo', run: () => setMuted(plan, !isOn, name) });
  } catch (error) {
    tell(error);
  }
}
