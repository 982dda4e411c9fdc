// What was found, in words: where it is, what it is, and which of its words matched.

import { html } from '../dom.js';
import { icon } from '../elements/icon.js';
import { ago } from '../format.js';
import { commentAddress } from '../kinds.js';
import { logo } from '../accounts/logo.js';
import { member, team } from '../session.js';

const inPlan = (it, rest = '') => `/plans/${it.plan.id}${rest}`;
const inReview = it => inPlan(it, `/reviews${it.about?.kind === 'review' ? `/${it.about.id}` : ''}`);
const ABOUT = { objective: id => `?objective=${id}`, task: id => `/tasks?task=${id}` };
const atSubject = it => inPlan(it, ABOUT[it.about?.kind]?.(it.about.id));
const commentOf = it => commentAddress({ id: it.id, plan: it.plan?.id, about: it.about && `${it.about.kind}:${it.about.id}` });
const by = it => member(it.createdBy)?.name ?? 'somebody';
const of = it => (it.team ? `, ${team(it.team)?.name}` : '');

/** Of each kind: what one and several are called, its sign, and its address. */
const KINDS = {
  account: { one: () => 'Account', many: 'Accounts', sign: 'building', address: it => `/accounts/${it.id}` },
  plan: { one: () => 'Plan', many: 'Plans', sign: 'book', address: it => inPlan(it) },
  member: { one: it => `Person${of(it)}`, many: 'People', sign: 'user', address: it => `/teams/${it.team}` },
  team: { one: () => 'Team', many: 'Teams', sign: 'people', address: it => `/teams/${it.id}` },
  objective: {
    one: () => 'Objective', many: 'Objectives', sign: 'target', address: it => inPlan(it, ABOUT.objective(it.id)),
  },
  task: { one: it => `Task${of(it)}`, many: 'Tasks', sign: 'check', address: it => inPlan(it, ABOUT.task(it.id)) },
  commitment: { one: it => `Commitment${of(it)}`, many: 'Commitments', sign: 'ask', address: atSubject },
  comment: { one: it => `Comment by ${by(it)}`, many: 'Comments', sign: 'note', address: commentOf },
  signOff: { one: it => `Sign-off${of(it)}`, many: 'Sign-offs', sign: 'pen', address: it => inPlan(it) },
  review: { one: () => 'Review', many: 'Reviews', sign: 'cal', address: it => inPlan(it, `/reviews/${it.id}`) },
  agendaItem: { one: () => 'Agenda item', many: 'Agenda items', sign: 'list', address: inReview },
  reviewNote: { one: it => `Review note by ${by(it)}`, many: 'Review notes', sign: 'note', address: inReview },
  decision: { one: () => 'Decision', many: 'Decisions', sign: 'gavel', address: inReview },
};
const plain = { one: () => 'Record', many: 'Other', sign: 'search', address: it => (it.plan ? inPlan(it) : '/') };
const kindOf = kind => KINDS[kind] ?? plain;

export const kindsWord = kind => kindOf(kind).many;
/** The kinds that are found, in the order in which they are offered. */
export const FOUND_KINDS = Object.keys(KINDS);

export const addressOf = hit => kindOf(hit.kind).address(hit);

/** Pieces of a text, each second of which is a match. */
export const marked = pieces => pieces.map((piece, at) => (at % 2 ? html`<mark>${piece}</mark>` : piece));

/** What stands first: what it is called, else its words. */
export const nameOf = hit => [
  hit.number ? `${LETTERS[hit.kind] ?? ''}${hit.number} ` : null,
  ...marked(hit.title ?? hit.excerpt ?? [kindOf(hit.kind).one(hit)]),
];

/** What is numbered is called by its number as well. */
const LETTERS = { task: 'T-', objective: 'O' };

export const signOf = hit => (hit.kind === 'account' || hit.kind === 'plan'
  ? logo(hit.account?.name ?? hit.title?.join(''), 'sm') : icon(kindOf(hit.kind).sign));

/** "Comment by Dana Whitfield · Call them · Velmora Rail, FY27" */
export const placeOf = hit => [
  kindOf(hit.kind).one(hit), hit.about?.title, hit.kind === 'plan' ? hit.account?.name
    : hit.account && `${hit.account.name}, ${hit.plan.title}`,
  hit.isPast && (hit.plan ? 'closed' : 'archived'),
].filter(Boolean).join(' · ');

export const whenOf = hit => ago(hit.updatedAt);
