// Who is signed in, and the workspace around them. All but the session itself lives in the store and stays live.

import { askAs, call, get, post } from './api.js';
import { computed, signal } from './signals.js';
import { put, record, where } from './store.js';
import { compare, useSettings } from './format.js';

const facts = signal(null);

/** Where this browser notes of whom it keeps what was read. */
export const KEPT_FOR = 'quartet.member';
/** Where it notes that whoever was here signed out while there was no line. */
export const LEAVING = 'quartet.leaving';

/** { member (id), workspace (id), epoch, seq, demo }, or null before signing in. Reactive. */
export const session = facts;

export const me = () => record('member', facts()?.member);
export const workspace = () => record('workspace', facts()?.workspace);
export const member = id => record('member', id);
export const team = id => record('team', id);

const byPosition = (a, b) => a.position - b.position || compare(a.name, b.name);
const byName = (a, b) => compare(a.name, b.name);

/** Every team, archived ones too: what was done by a team that no longer is must still be named. */
export const allTeams = where('team', () => true, byPosition);
export const teams = where('team', each => !each.archived, byPosition);
export const allMembers = where('member', () => true, byName);
export const members = where('member', each => !each.archived, byName);
export const isAdmin = computed(() => me()?.role === 'admin');

/** Takes in what GET /api/session or signing in answered. */
export function welcome(body) {
  put('team', body.teams);
  put('member', body.members);
  put('member', [body.member]);
  put('workspace', [body.workspace]);
  askAs(body.member.id);
  facts.set({
    member: body.member.id, workspace: body.workspace.id, epoch: body.epoch, seq: body.seq, demo: Boolean(body.demo),
  });
  useSettings({ currency: body.workspace.currency, timeZone: body.member.timeZone });
  // Whoever was here before is answered from nothing that was kept (kept.js), from the first moment on.
  if (localStorage.getItem(KEPT_FOR) !== body.member.id) localStorage.removeItem(KEPT_FOR);
  localStorage.removeItem(LEAVING);
}

/** Takes in what signing in answered, and says where to go: `to`, or where what is still needed is set up. */
export function enter(body, to = '/') {
  if (!body.needs) welcome(body);
  return body.needs ? ENROL : to;
}
export const ENROL = '/second-factor';

export const resume = async () => welcome(await get('/api/session'));
export const signIn = async (form, to) => enter(await post('/api/session', form), to);
export const signInAs = async (email, to) => enter(await post('/api/demo/session', { email }), to);
export const signOut = () => call('DELETE', '/api/session');
export const leave = () => {
  askAs(null);
  facts.set(null);
};
