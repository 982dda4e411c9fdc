// Signing out: the session ends on the server, and what this browser kept of the member is erased.

import { LineError } from '../api.js';
import { LEAVING, signOut } from '../session.js';
import { erase, refused, waiting } from '../outbox.js';
import { stop } from '../stream.js';
import { ask, forgetRecent } from '../shell/later.js';
import { many } from '../format.js';

export async function leaveWorkspace() {
  const unsent = waiting.peek() + refused.peek().length;
  const isSure = !unsent || await ask({
    title: 'Sign out now?', yes: 'Sign out', isDanger: true,
    text: `${many(unsent, 'edit')} could not be sent yet and would be lost.`,
  });
  if (!isSure) return;
  stop();
  const isOffline = await signOut().then(() => false, error => error instanceof LineError);
  if (isOffline) localStorage.setItem(LEAVING, 'yes');
  erase();
  await forget({ isOffline });
  await forgetRecent().catch(() => {});
  // When they last visited which plan (journal/visits.js).
  for (const name of Object.keys(localStorage)) if (name.startsWith('quartet.visits.')) localStorage.removeItem(name);
  location.assign('/signin');
}

/** Who left without a line is signed out by the server as soon as there is one, before it is asked for anything else. */
export async function finishLeaving() {
  await signOut().catch(error => { if (error.status !== 401) throw error; });
  localStorage.removeItem(LEAVING);
}

/**
 * The session ended by itself or elsewhere: what was read is erased; unsent edits, if there are any, stay for when the
 * same member signs in again.
 */
export async function toSignIn() {
  stop();
  await forget({ sparing: true });
  const back = location.pathname + location.search;
  location.assign(back === '/' ? '/signin' : `/signin?next=${encodeURIComponent(back)}`);
}

const forget = how => import('../kept.js').then(it => it.erase(how)).catch(() => {});
