// What the browser must know of each kind of record: its address, and the defaults that the stream leaves out.

export const KINDS = {
  workspace: { path: 'workspaces', defaults: { fiscalYearStart: 1 } },
  team: { path: 'teams', defaults: { color: 'blue', position: 0, archived: false } },
  member: { path: 'members', defaults: { role: 'member', archived: false } },
  account: { path: 'accounts', defaults: { archived: false } },
  plan: { path: 'plans', defaults: { state: 'draft', access: 'open', teams: [] } },
  planMember: { path: 'plan-members', defaults: { role: 'contributor' } },
  objective: { path: 'objectives', isNumbered: true, defaults: { weight: 1 } },
  commitment: { path: 'commitments', defaults: { state: 'asked' } },
  task: {
    path: 'tasks', isNumbered: true,
    defaults: { status: 'todo', priority: 'normal', waitsFor: [], released: false, misses: [] },
  },
  comment: { path: 'comments', defaults: { resolved: false, deleted: false } },
  reaction: { path: 'reactions', defaults: {} },
  savedView: { path: 'saved-views', defaults: { screen: 'accounts', query: '', shared: false, position: 0 } },
  signOff: { path: 'sign-offs', defaults: { verdict: 'agreed', seq: 0 } },
  verification: { path: 'verifications', defaults: { section: 'strategy' } },
  shareLink: { path: 'share-links', defaults: { sections: [], tasks: [], theirs: [] } },
  review: { path: 'reviews', defaults: { type: 'weekly', state: 'scheduled', attendees: [] } },
  agendaItem: { path: 'agenda-items', defaults: { position: 0, cause: 'own', minutes: 10, done: false } },
  reviewNote: { path: 'review-notes', defaults: {} },
  decision: { path: 'decisions', defaults: {} },
  notification: { path: 'notifications', defaults: { cause: 'assigned', count: 1, seq: 0 } },
  preference: { path: 'preferences', defaults: { mutedPlans: [], digest: 'whenSomething', digestHour: 7 } },
};

const WORDS = {
  planMember: 'Plan team', account: 'Account', plan: 'Plan', objective: 'Objective', commitment: 'Request',
  task: 'Task', comment: 'Comment', reaction: 'Reaction', signOff: 'Sign-off', verification: 'Section',
  shareLink: 'Link',
  review: 'Review', agendaItem: 'Agenda item', reviewNote: 'Note', decision: 'Decision',
  member: 'Member', team: 'Team', workspace: 'Workspace', preference: 'Preference',
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

export const says = (kind, verb) => `${WORDS[kind]} ${verb}`;

/** A new UUID, version 7, lower case: its first 48 bits are the time, the rest is chance. */
export function newId(now = Date.now()) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(now / 2 ** (8 * (5 - i))) % 256;
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
