// Reviews, their agenda, notes and decisions, as history says them.

import { day, dayOf } from '../format.js';
import { teach } from '../journal/words.js';

const shortened = text => (text?.length > 80 ? `${text.slice(0, 80).trimEnd()}…` : text);
const addressOf = it => `/plans/${it.plan}/reviews/${it.review ?? it.id}`;

teach({
  review: {
    noun: 'a review', many: 'reviews', title: 'Reviews', create: 'scheduled', address: addressOf,
    name: it => it.title || (it.startsAt ? `the review of ${day(dayOf(it.startsAt))}` : undefined),
    fields: { startsAt: 'beginning', type: 'kind' },
    say: (value, field) => (field === 'startsAt' && value ? day(dayOf(value)) : value === 'signOff' ? 'sign-off' : undefined),
    tell(change, it) {
      const about = { object: it.title || 'a review', href: addressOf(it) };
      switch (change.verb) {
        case 'opened': return { verb: 'opened', ...about };
        case 'joined': return { verb: 'joined', ...about };
        case 'closed': return { verb: 'closed', ...about, quote: change.after?.summary };
        case 'reopened': return { verb: 'opened again', ...about };
        default: return null;
      }
    },
  },
  agendaItem: {
    noun: 'an item', many: 'items', address: addressOf,
    tell(change, it) {
      const about = { object: it.title ?? 'an item', href: change.action === 'delete' ? null : addressOf(it) };
      const { action, after } = change;
      if (action === 'create') return { verb: 'put', ...about, rest: 'on the agenda' };
      if (action === 'delete') return { verb: 'took', ...about, rest: 'off the agenda' };
      if (action === 'update' && Object.keys(after).join() === 'done') return { verb: after.done ? 'ticked off' : 'reopened', ...about };
      return null;
    },
  },
  reviewNote: {
    noun: 'a note of a review', many: 'notes', address: addressOf,
    tell(change, it, names) {
      const object = names.record('review', it.review)?.title ?? 'a review';
      return change.action === 'create' ? { verb: 'noted in', object, href: addressOf(it), quote: it.text } : null;
    },
  },
  decision: {
    noun: 'a decision', many: 'decisions', title: 'Decisions', create: 'decided', address: addressOf, name: it => shortened(it.text),
    tell(change, it, names) {
      if (!change.after?.task || change.action !== 'update') return null;
      const task = names.record('task', change.after.task);
      return { verb: 'made a task of', object: shortened(it.text) ?? 'a decision', href: addressOf(it),
        rest: task ? `: T-${task.number} ${task.title}` : null };
    },
  },
});
