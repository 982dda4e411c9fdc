// What the browser must know of each kind of record: its address, what one is called where nothing better is said, and
// the defaults that the stream leaves out.

export const KINDS = {
  workspace: { path: 'workspaces', word: 'Workspace', defaults: { fiscalYearStart: 1 } },
  team: { path: 'teams', word: 'Team', defaults: { color: 'blue', position: 0, archived: false } },
  member: { path: 'members', word: 'Member', defaults: { role: 'member', archived: false } },
  account: { path: 'accounts', word: 'Account', defaults: { archived: false } },
  plan: { path: 'plans', word: 'Plan', defaults: { state: 'draft', access: 'open', teams: [] } },
  planMember: { path: 'plan-members', word: 'Plan team', defaults: { role: 'contributor' } },
  objective: { path: 'objectives', word: 'Objective', isNumbered: true, defaults: { weight: 1 } },
  commitment: { path: 'commitments', word: 'Request', defaults: { state: 'asked' } },
  task: {
    path: 'tasks', word: 'Task', isNumbered: true,
    defaults: { status: 'todo', priority: 'normal', waitsFor: [], released: false, misses: [] },
  },
  comment: { path: 'comments', word: 'Comment', defaults: { resolved: false, deleted: false } },
  reaction: { path: 'reactions', word: 'Reaction', defaults: {} },
  savedView: { path: 'saved-views', word: 'View', defaults: { screen: 'accounts', query: '', shared: false, position: 0 } },
  signOff: { path: 'sign-offs', word: 'Sign-off', defaults: { verdict: 'agreed', seq: 0 } },
  verification: { path: 'verifications', word: 'Section', defaults: { section: 'strategy' } },
  shareLink: { path: 'share-links', word: 'Link', defaults: { sections: [], tasks: [], theirs: [] } },
  review: { path: 'reviews', word: 'Review', defaults: { type: 'weekly', state: 'scheduled', attendees: [] } },
  agendaItem: { path: 'agenda-items', word: 'Agenda item', defaults: { position: 0, cause: 'own', minutes: 10, done: false } },
  reviewNote: { path: 'review-notes', word: 'Note', defaults: {} },
  decision: { path: 'decisions', word: 'Decision', defaults: {} },
  notification: { path: 'notifications', word: 'Notice', defaults: { cause: 'assigned', count: 1, seq: 0 } },
  preference: { path: 'preferences', word: 'Preference', defaults: { mutedPlans: [], digest: 'whenSomething', digestHour: 7 } },
};

/** What the states of a plan are called, and how their tags look. */
export const PLAN_STATES = {
  draft: { word: 'Draft', tone: 'open' }, active: { word: 'Active', tone: 'acc' }, closed: { word: 'Closed', tone: '' },
};

/** The sections of a plan that somebody verifies. */
export const SECTIONS = { strategy: 'Strategy', objectives: 'Objectives', team: 'Plan team', tasks: 'Tasks' };

export const address = (kind, id) => `/api/${KINDS[kind].path}${id ? `/${id}` : ''}`;

/** Where a comment is read: on its plan, or on the account that it is about. */
export const commentAddress = ({ id, plan, about }) =>
  `${plan ? `/plans/${plan}` : `/accounts/${about.split(':')[1]}`}?comment=${id}`;

export const says = (kind, verb) => `${KINDS[kind].word} ${verb}`;

/** A new UUID, version 7, lower case: its first 48 bits are the time, the rest is chance. */
export function newId(now = Date.now()) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(now / 2 ** (8 * (5 - i))) % 256;
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
