// Each change in words: "asked Marketing for Open the Northern Lines unit", "changed the weight of O3 from 1 to 2".
//
// describe(change, names) → { verb, object, href, rest, quote }
//   verb    what was done            object  what it was done to, linked by href where it still is
//   rest    what else is to say      quote   somebody's own words
// `names` answers what ids stand for: member(id), team(id) → name; record(kind, id) → what is known of a record.
//
// Here are the words that first screens need. What else there is brings its own: teach() in a module of its feature's
// folder, listed in more-words.js.

import { day, dayOf, exactMoney, isNothing, list, measured, number, weekNumber } from '../format.js';
import { commentAddress, SECTIONS } from '../kinds.js';
import { signal } from '../signals.js';

/** Words learned later, by kind. Reactive: what was said without them is said anew when they come. */
const learned = signal({});

/**
 * Words for further kinds, { kind: words }, where `words` may have
 *   noun, many   "a review", "reviews"         title   "Reviews", where history can be asked for them
 *   name(it)     what to call one, where that is not its title or name
 *   address(it)  where one is
 *   create, delete, restore    what was done with it, the name follows: "scheduled"
 *   fields       { field: what it is called }
 *   say(value, field, names)   a value in words; undefined is as usual
 *   tell(change, it, names)    the whole of it, as describe() answers; null is as usual
 */
export const teach = words => learned.update(all => ({ ...all, ...words }));

/** The fields' names as history says them. A field that is not here is said by its own name. */
const FIELDS = {
  generalManager: 'general manager', arr: 'ARR', externalId: 'CRM identifier', fiscalYearStart: 'fiscal year’s start',
  timeZone: 'time zone', leadTeam: 'lead team', companyGoal: 'company goal', customerGoal: 'customer goal',
  due: 'due day', baseline: 'baseline', current: 'current value', waitsFor: 'dependencies', text: 'words',
  start: 'first day', end: 'last day', ask: 'request', recurrence: 'recurrence', parent: 'parent', color: 'colour',
  promised: 'promised day', from: 'asking team', theirs: 'customer’s tasks', expires: 'last day',
};

const CHOICES = {
  todo: 'to do', doing: 'in progress', blocked: 'blocked', done: 'done', dropped: 'dropped',
};

const SILENT = new Set(['id', 'rev', 'createdAt', 'createdBy', 'updatedAt', 'number', 'doneAt', 'position',
  'handshake', 'answeredBy', 'answeredAt', 'firstAnsweredAt']);
/** The kinds that history can be asked for, as a list for a choice. */
export const kindsInHistory = () => [
  ...Object.entries(KINDS), ...Object.entries(learned()).filter(([, it]) => it.title).map(([id, it]) => [id, it.title]),
].map(([id, name]) => ({ id, name }));
const KINDS = {
  plan: 'The plan', planMember: 'Plan team', objective: 'Objectives', commitment: 'Commitments', task: 'Tasks',
  signOff: 'Sign-offs', pulse: 'Pulses', verification: 'Still true', comment: 'Comments',
};
const LONG = new Set(['notes', 'purpose', 'text', 'ask', 'promise', 'reason']);

export function describe(change, names) {
  if (change.verb === 'erased') return { verb: 'erased', object: 'somebody’s name' };
  const it = subject(change, names);
  const teller = TELLERS[change.kind] ?? tellPlainly;
  return learned()[change.kind]?.tell?.(change, it, names) ?? teller(change, it, names);
}

/** One line without links, for a title or a screen reader. */
export function sentence(change, names) {
  const { verb, object, rest } = describe(change, names);
  return [names.member(change.actor) ?? 'Quartet', verb, object, rest].filter(Boolean).join(' ');
}

/** What the change is about, from the change itself where the record is no more. */
function subject(change, names) {
  const known = names.record(change.kind, change.id);
  return { ...change.before, ...known, ...(change.action === 'create' ? change.after : null), ...identity(change) };
}

const identity = ({ id, plan, account, kind }) => ({ id, plan, account, kind });

const address = {
  account: it => `/accounts/${it.id}`,
  plan: it => `/plans/${it.id}`,
  objective: it => `/plans/${it.plan}?objective=${it.id}`,
  task: it => `/plans/${it.plan}/tasks?task=${it.id}`,
};

const WHOLE = {
  create: {
    account: 'added the account', plan: 'started the plan', objective: 'added', task: 'added the task',
    team: 'added the team', member: 'added the member',
  },
  delete: { plan: 'deleted the plan', objective: 'deleted', task: 'deleted the task' },
  restore: { plan: 'brought back the plan', objective: 'brought back', task: 'brought back the task' },
};

/** What to call a record of which nothing else is known here. */
const NOUNS = {
  account: 'an account', plan: 'a plan', objective: 'an objective', task: 'a task', commitment: 'a commitment',
  comment: 'a comment', reaction: 'a reaction', signOff: 'a sign-off', verification: 'a section', pulse: 'a pulse',
  shareLink: 'a link',
  team: 'a team', member: 'a member', workspace: 'the workspace', planMember: 'the plan team', savedView: 'a view',
  review: 'a review', agendaItem: 'an agenda item', reviewNote: 'a note', decision: 'a decision',
};

const PLAIN = { create: 'added', delete: 'deleted', restore: 'brought back' };

/** "tasks", to be counted. */
export const plural = kind => learned()[kind]?.many ?? MANY[kind] ?? 'records';
const MANY = {
  task: 'tasks', objective: 'objectives', commitment: 'requests', comment: 'comments', planMember: 'people',
  account: 'accounts', plan: 'plans', signOff: 'sign-offs', verification: 'sections',
};

export const nameOf = it => learned()[it.kind]?.name?.(it) ?? it.title ?? it.name ?? learned()[it.kind]?.noun
  ?? NOUNS[it.kind] ?? 'something';
const placeOf = (kind, it) => (learned()[kind]?.address ?? address[kind])?.(it);

function whole(change, it) {
  const { kind, action } = change;
  const verb = WHOLE[action][kind] ?? learned()[kind]?.[action] ?? PLAIN[action];
  return { verb, object: nameOf(it), href: action === 'delete' ? null : placeOf(kind, it) };
}

function tellPlainly(change, it, names) {
  if (change.action !== 'update') return whole(change, it);
  return edited(change, it, names, nameOf(it));
}

function edited(change, it, names, object) {
  const href = placeOf(change.kind, it);
  const fields = Object.keys(change.after ?? {}).filter(field => !SILENT.has(field));
  if (fields.length === 0) return { verb: 'touched', object, href };
  if (fields.length > 1) {
    return { verb: `changed the ${list(fields.map(field => fieldName(field, it.kind)))} of`, object, href };
  }
  const [field] = fields;
  const [from, to] = [change.before?.[field], change.after[field]];
  if (LONG.has(field)) {
    const verb = isNothing(to) ? 'cleared' : isNothing(from) ? 'wrote' : 'reworded';
    return { verb: `${verb} the ${fieldName(field, it.kind)} of`, object, href, quote: isNothing(to) ? null : to };
  }
  const say = value => told(value, field, it, names);
  const name = fieldName(field, it.kind);
  if (isNothing(to)) return { verb: `cleared the ${name} of`, object, href, rest: `which was ${say(from)}` };
  if (isNothing(from)) return { verb: `set the ${name} of`, object, href, rest: `to ${say(to)}` };
  return { verb: `changed the ${name} of`, object, href, rest: `from ${say(from)} to ${say(to)}` };
}

export const fieldName = (field, kind) => learned()[kind]?.fields?.[field] ?? FIELDS[field]
  ?? field.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`);

/** One value of a field in words; `it` is the record, as far as it is known. */
export function told(value, field, it, names) {
  const said = learned()[it.kind]?.say?.(value, field, names);
  if (said !== undefined) return said;
  if (Array.isArray(value)) return list(value.map(each => told(each, field, it, names)));
  if (field === 'arr') return exactMoney(value);
  if (['baseline', 'target', 'current'].includes(field)) return measured(value, it.unit);
  if (typeof value === 'number') return number(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return day(value);
  if (['team', 'leadTeam', 'teams', 'from'].includes(field)) return names.team(value) ?? 'a team';
  if (['owner', 'assignee', 'generalManager', 'member'].includes(field)) return names.member(value) ?? 'somebody';
  const references = {
    objective: 'objective', waitsFor: 'task', tasks: 'task', theirs: 'task', parent: it.status ? 'task' : 'account', previous: 'plan',
  };
  if (references[field]) return nameOf(names.record(references[field], value) ?? { kind: references[field] });
  return CHOICES[value] ?? value;
}

const TELLERS = {
  account(change, it, names) {
    if ('archived' in (change.after ?? {}) && change.action === 'update') {
      const verb = change.after.archived ? 'archived' : 'took out of the archive';
      return { verb, object: nameOf(it), href: address.account(it) };
    }
    return tellPlainly(change, it, names);
  },

  plan(change, it, names) {
    const state = change.action === 'update' && change.after?.state;
    const verbs = { active: change.before?.state === 'closed' ? 'opened again' : 'made active', closed: 'closed' };
    if (verbs[state]) return { verb: verbs[state], object: `the plan ${nameOf(it)}`, href: address.plan(it) };
    return tellPlainly(change, it, names);
  },

  objective(change, it, names) {
    if (change.action !== 'update') return whole(change, it);
    return renamed(change, address.objective(it)) ?? edited(change, it, names, nameOf(it));
  },

  task(change, it, names) {
    if (change.action !== 'update') {
      const made = whole(change, it);
      const team = change.action === 'create' && names.team(it.team);
      if (team && it.from) return { ...made, verb: `asked ${team} for` };
      return team ? { ...made, rest: `for ${team}` } : made;
    }
    const answered = answerInWords(change, it, names);
    if (answered) return answered;
    const fields = Object.keys(change.after ?? {}).filter(field => !SILENT.has(field));
    const [object, href] = [nameOf(it), address.task(it)];
    if (change.after?.team && change.after.handshake === 'requested') {
      return { verb: `asked ${names.team(change.after.team) ?? 'a team'} for`, object, href };
    }
    if (change.after?.released && change.after.status === 'dropped') {
      return { verb: 'dropped', object, href, rest: 'and released the promise' };
    }
    if (fields.length === 1) {
      const [field] = fields;
      if (field === 'title') return renamed(change, href);
      if (field === 'status') return { ...moved(change.after.status, change.before?.status), object, href };
      if (field === 'waitsFor') return { ...waits(change, names), object, href };
      if (field === 'assignee' && change.after.assignee) {
        return { verb: 'gave', object, href, rest: `to ${names.member(change.after.assignee) ?? 'somebody'}` };
      }
    }
    return edited(change, it, names, object);
  },

  planMember(change, it, names) {
    const who = names.member(it.member) ?? 'somebody';
    const team = names.team(it.team);
    if (change.action === 'delete') return { verb: 'took', object: who, rest: 'off the plan team' };
    if (change.action !== 'update' && it.member === change.actor) {
      return { verb: 'joined', object: 'the plan team', rest: `as ${it.role} for ${team}` };
    }
    if (change.action !== 'update') {
      return { verb: 'put', object: who, rest: `on the plan team as ${it.role} for ${team}` };
    }
    const after = change.after ?? {};
    if ('duty' in after) {
      return after.duty
        ? { verb: 'made', object: who, rest: `${after.duty} of ${team}` }
        : { verb: 'relieved', object: who, rest: `as ${change.before.duty} of ${team}` };
    }
    if (after.role) return { verb: 'made', object: who, rest: `${after.role} of the plan` };
    return { verb: 'had', object: who, rest: `act for ${team}` };
  },

  commitment(change, it, names) {
    const team = names.team(it.team) ?? 'a team';
    const objective = names.record('objective', it.objective);
    const about = { object: objective?.title ?? 'an objective', href: objective && address.objective(objective) };
    const { after = {}, action, verb } = change;
    if (verb === 'committed') return { verb: `committed ${team} to`, ...about, quote: after.promise };
    if (verb === 'declined') return { verb: `declined for ${team}`, ...about, quote: after.reason };
    if (verb === 'settled') return { verb: `settled the decline of ${team} for`, ...about, quote: after.settlement };
    if (verb === 'askedAgain') return { verb: `asked ${team} again for`, ...about, quote: after.ask };
    if (action === 'create') return { verb: `asked ${team} for`, ...about, quote: after.ask };
    if (action === 'restore') return { verb: `brought back the request to ${team} for`, ...about };
    if (action === 'delete') return { verb: `took back what ${team} was asked for`, ...about };
    if ('ask' in after) return { verb: `reworded what ${team} is asked for in`, ...about, quote: after.ask };
    return { verb: `changed what ${team} was asked for in`, ...about };
  },

  signOff(change, it, names) {
    const { verdict, note } = { ...it, ...change.after };
    const said = SIGNED[verdict] ?? 'signed for';
    const rest = verdict === 'disagreed' ? 'with the plan as it stood' : 'to the plan as it stood';
    return { verb: said, object: names.team(it.team) ?? 'a team', rest, quote: note };
  },

  /** What was answered is told to nobody: only that it was, to whoever may see it. */
  pulse(change, it) {
    const verb = change.action === 'update' ? 'changed' : 'gave';
    // It is changed within its week only.
    return { verb, object: `the pulse of week ${weekNumber(it.week ?? dayOf(change.at))}` };
  },

  shareLink(change, it, names) {
    const object = it.label ?? 'a link';
    const about = { object: `the link ${object}` };
    if (change.action !== 'update') return { verb: 'shared parts of the plan with', object };
    if (change.verb === 'revoked') return { verb: 'revoked', ...about };
    if (change.verb === 'shared') return { verb: 'gave', ...about, rest: 'another address' };
    if (change.verb === 'protected') {
      return change.after.protectedAt
        ? { verb: 'put a password on', ...about }
        : { verb: 'took the password off', ...about };
    }
    return edited(change, it, names, about.object);
  },

  verification(change, it) {
    const section = SECTIONS[it.section];
    return { verb: 'verified', object: section ? `the ${section.toLowerCase()}` : 'a section', rest: 'as still true' };
  },

  comment(change, it, names) {
    const about = commented(it.about, names);
    const { after = {} } = change;
    if (change.action === 'delete' || after.deleted) return { verb: 'deleted a comment on', ...about };
    if (change.action === 'update' && 'resolved' in after) {
      return { verb: after.resolved ? 'resolved a thread on' : 'reopened a thread on', ...about };
    }
    const quote = plain(after.text ?? it.text ?? '');
    about.href = commentAddress(it);
    if (change.action === 'restore') return { verb: 'brought back a comment on', ...about, quote };
    return { verb: change.action === 'update' ? 'reworded a comment on' : it.parent ? 'replied on' : 'commented on', ...about, quote };
  },

  reaction(change, it, names) {
    const comment = names.record('comment', it.comment);
    const who = comment && names.member(comment.createdBy);
    const object = who ? `a comment of ${who}` : 'a comment';
    return { verb: change.action === 'delete' ? `took ${it.emoji} back from` : `answered ${it.emoji} to`, object };
  },
};

const SIGNED = { agreed: 'agreed for', concerns: 'signed with concerns for', disagreed: 'disagreed for' };

const ANSWERED = new Set(['accepted', 'declinedRequest', 'countered', 'withdrawn', 'released']);

/**
 * One side of a request between teams has answered the other. A day moved by hand is an offer of the team that
 * delivers, and a request of the one that asks; where the promise stands as it was, another day was not agreed on.
 */
function answerInWords({ verb: done, after = {}, before = {} }, it, names) {
  const about = { object: nameOf(it), href: address.task(it) };
  const team = names.team(it.team) ?? 'a team';
  const given = after.promised ?? it.promised;
  const offered = after.counter ?? it.counter;
  const wanted = before.promised ?? it.promised ?? it.due;
  const isHeld = after.handshake === 'accepted' && (done === 'declinedRequest' || done === 'withdrawn');
  if (isHeld && given) {
    const isTaken = done === 'withdrawn';
    const rest = `${isTaken ? 'which stays promised for' : 'to'} ${day(given)}`;
    return { verb: isTaken ? 'took back the new day of' : 'held', ...about, rest, quote: after.answer };
  }
  if (!ANSWERED.has(done) && after.handshake === 'requested' && after.due && before.due) {
    return { verb: 'asked to move', ...about, rest: `from ${day(before.due)} to ${day(after.due)}` };
  }
  const verb = ANSWERED.has(done) ? done : after.handshake === 'countered' && 'countered';
  switch (verb) {
    case 'accepted':
      return { verb: 'accepted', ...about, rest: given ? `for ${day(given)}` : null, quote: after.answer };
    case 'declinedRequest': return { verb: `declined for ${team}`, ...about, quote: after.answer };
    case 'countered': {
      const instead = wanted && wanted !== offered ? ` instead of ${day(wanted)}` : '';
      const rest = offered ? `with ${day(offered)}${instead}` : null;
      return { verb: 'countered', ...about, rest, quote: after.answer };
    }
    case 'withdrawn': return { verb: 'withdrew', ...about };
    case 'released': return { verb: `released ${team} from`, ...about };
    default: return null;
  }
}

/** What a comment is about ("task:<id>", nothing for the plan) in words: { object, href }. */
export function commented(about, names) {
  const [kind, id] = (about ?? '').split(':');
  const record = id ? names.record(kind, id) : null;
  if (kind === 'commitment') {
    const objective = record && names.record('objective', record.objective);
    return { object: objective ? `${names.team(record.team)} on ${objective.title}` : 'a commitment',
      href: objective && address.objective(objective) };
  }
  if (!kind) return { object: 'the plan' };
  if (kind === 'signOff') {
    return { object: record ? `the sign-off of ${names.team(record.team)}` : 'a sign-off',
      href: record && `/plans/${record.plan}?signoffs=${record.team}` };
  }
  if (kind === 'planMember') return { object: `${names.member(record?.member) ?? 'somebody'} on the plan team` };
  return { object: nameOf({ ...record, kind }), href: record && placeOf(kind, record) };
}

/** A comment without the signs that format it: reviews/markup.js says which. */
export const plain = text => text
  .replace(/@\[([^[\]\n]+)\]\(member:[\da-f-]+\)/gi, '@$1')
  .replace(/\[([^[\]\n]+)\]\([^\s()]+\)/g, '$1')
  .replace(/\*\*|`/g, '');

function renamed({ before, after }, href) {
  if (!after?.title || Object.keys(after).length > 1) return null;
  return { verb: 'renamed', object: before?.title ?? 'it', href, rest: `to ${after.title}` };
}

function waits({ before, after }, names) {
  const [was, is] = [before?.waitsFor ?? [], after.waitsFor];
  const say = ids => list(ids.map(id => nameOf(names.record('task', id) ?? { kind: 'task' })));
  const added = is.filter(id => !was.includes(id));
  if (added.length) return { verb: 'made', rest: `wait for ${say(added)}` };
  return { verb: 'let', rest: `wait no longer for ${say(was.filter(id => !is.includes(id)))}` };
}

const BACK = { verb: 'put', rest: 'back to do' };

function moved(status, from) {
  const verbs = { done: 'finished', doing: 'started', dropped: 'dropped' };
  if (status === 'blocked') return { verb: 'marked', rest: 'as blocked' };
  if (status === 'todo') return from === 'done' || from === 'dropped' ? { verb: 'reopened' } : BACK;
  if (status === 'doing' && from && from !== 'todo') return { verb: 'took up again' };
  return { verb: verbs[status] };
}
