// A notice in words, made from what it speaks of as that is now: { verb, object, href, rest, quote }. The sentence
// begins with who did it, or, where nobody did, with the thing itself.

import { day, dayOf, many, weekday } from '../format.js';
import { names } from '../journal/names.js';
import { commented, plain } from '../journal/words.js';
import { commentAddress } from '../kinds.js';
import { me, team } from '../session.js';
import { record, where } from '../store.js';
import { dueDay, stands } from '../tasks/statuses.js';

const duties = where('planMember', part => part.member === me()?.id && part.duty);
const myTeam = plan => team(duties().find(part => part.plan === plan)?.team)?.name ?? 'Your team';

const ADDRESSES = {
  task: it => `/plans/${it.plan}/tasks?task=${it.id}`,
  objective: it => `/plans/${it.plan}?objective=${it.id}`,
  commitment: it => `/plans/${it.plan}?objective=${it.objective}`,
};

/** What the notice is about, as the browser knows it; nothing while it is on its way. Reactive. */
export function subject(notice) {
  const [kind, id] = notice.about.split(':');
  return record(kind, id);
}

export function inWords(notice) {
  const it = subject(notice);
  const [kind] = notice.about.split(':');
  return WORDS[notice.cause](it ?? {}, kind, notice);
}

const WORDS = {
  assigned: it => ({ verb: 'gave you', ...task(it), rest: dueDay(it) ? `due ${weekday(dueDay(it))}` : null }),

  requested(it, kind) {
    const name = team(it.team)?.name ?? 'your team';
    if (kind === 'commitment') return { verb: `asks ${name} to commit to`, ...cell(it), quote: it.ask };
    const isAnother = it.handshake === 'requested' && stands(it);
    const rest = it.due ? `${isAnother ? 'to' : 'for'} ${weekday(it.due)}` : null;
    return { verb: isAnother ? `asks ${name} to move` : `asks ${name} for`, ...task(it), rest, quote: it.notes };
  },

  answered(it, kind, { answer }) {
    const name = team(it.team)?.name ?? 'a team';
    if (kind === 'commitment') {
      return answer === 'committed'
        ? { verb: `committed ${name} to`, ...cell(it), quote: it.promise }
        : { verb: `declined for ${name}`, ...cell(it), quote: it.reason };
    }
    const said = {
      accepted: { verb: 'accepted', rest: it.promised ? `for ${weekday(it.promised)}` : null },
      countered: { verb: 'offers', rest: it.counter ? `for ${weekday(it.counter)}` : 'for another day' },
      withdrawn: { verb: 'withdrew' },
      declined: { verb: it.promised ? `holds to ${day(it.promised)} for` : 'declined' },
    };
    return { ...said[answer], ...task(it), quote: it.answer };
  },

  mentioned: it => ({ verb: 'mentioned you on', ...spokenOf(it), quote: plain(it.text ?? '') }),

  replied: (it, kind, { count }) => ({
    verb: 'replied on', ...spokenOf(it), rest: count > 1 ? `(${many(count, 'reply', 'replies')})` : null,
    quote: plain(newestReply(it.id)?.text ?? ''),
  }),

  drift: (it, kind, { plan }) => ({
    verb: 'changed what', object: `${myTeam(plan)} agreed to`, href: `/plans/${plan}#drift`,
  }),

  overdue: it => ({ ...task(it), verb: dueDay(it) ? `was due on ${weekday(dueDay(it))}` : 'was due' }),

  // Read on whatever day.
  review: it => ({
    object: it.title ?? 'A review', href: `/plans/${it.plan}/reviews`,
    verb: it.startsAt ? `is held on ${weekday(dayOf(it.startsAt))}` : 'is held',
  }),
};

const comments = where('comment', comment => comment.parent);
const newestReply = thread => comments().filter(it => it.parent === thread)
  .reduce((newest, it) => (newest && newest.createdAt > it.createdAt ? newest : it), null);

const task = it => ({ object: it.title ?? 'a task', href: it.id && ADDRESSES.task(it) });

function cell(it) {
  const objective = record('objective', it.objective);
  return { object: objective?.title ?? 'an objective', href: it.id && ADDRESSES.commitment(it) };
}

/** What a comment is about: a record, or the plan itself, which goes by its account. It leads to the comment. */
function spokenOf(comment) {
  const href = comment.id && commentAddress(comment);
  if (comment.about) return { object: commented(comment.about, names).object, href };
  return { object: record('account', record('plan', comment.plan)?.account)?.name ?? 'the plan', href };
}

/** The id of the account that a notice is of: of its plan, or what the comment is about that it tells of. Reactive. */
export function accountOf(notice) {
  if (notice.plan) return record('plan', notice.plan)?.account;
  const [kind, id] = subject(notice)?.about?.split(':') ?? [];
  return kind === 'account' ? id : undefined;
}
