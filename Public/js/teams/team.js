// One team over all accounts: what waits for its answer, what it has promised, what it committed to, its load by week.
// All of it moves while one looks, be it on plans that are one's own or not.

import { computed, html, onCleanup, signal } from '../dom.js';
import { get } from '../api.js';
import { dot } from '../elements/team.js';
import { many } from '../format.js';
import { requestRow } from '../home/requests.js';
import { isWaitingForMe } from '../home/mine.js';
import { rereading } from '../reread.js';
import { me, team as teamOf, teams } from '../session.js';
import { watchAll } from '../stream.js';
import { styles } from '../styles.js';
import { onEntry, put, record, where } from '../store.js';
import { isLate, isOpen } from '../tasks/statuses.js';
import { commitmentsCard } from './commitments.js';
import { loadCard } from './load.js';
import { promisesCard } from './promises.js';
import { waitingCard } from './waiting.js';

const dressed = styles('teams', 'home', 'pulse');

const WEEKS = 8;

const idIn = params => params().id ?? me().team;

export const key = params => `team ${params.id ?? ''}`;

export async function load(params) {
  const id = idIn(params);
  watchAll();
  const { read, ...board } = boardOf(id);
  await Promise.all([read(), dressed]);
  return { id, ...board };
}

/**
 * What the server says of the team, read again when the stream says that it may be another. `isHere(id)` tells what
 * belongs on the screen: what the server named, and what was told of since. The store may hold more from visits to
 * other places, and older than it is.
 */
function boardOf(id) {
  const weeks = signal([]);
  const named = signal(new Set());
  const told = new Map();   // the tasks and commitments that the stream told of → at which seq

  async function read() {
    const board = await get(`/api/teams/${id}/board?weeks=${WEEKS}`);
    const { accounts, plans, objectives, asked, commitments, requests, promises, load: byWeek, seq } = board;
    const lists = {
      account: accounts, plan: plans, objective: objectives,
      commitment: [...asked, ...commitments], task: [...requests, ...promises],
    };
    for (const [kind, records] of Object.entries(lists)) put(kind, records);
    for (const [each, at] of told) if (at <= seq) told.delete(each);
    named.set(new Set([...lists.commitment, ...lists.task].map(it => it.id).concat(...told.keys())));
    weeks.set(byWeek);
  }

  const soon = rereading(read);
  onCleanup(onEntry(({ seq, changes }) => {
    const work = changes.filter(({ kind }) => kind === 'task' || kind === 'commitment');
    for (const change of work) told.set(change.id, seq);
    if (work.some(change => !named.peek().has(change.id))) named.update(all => new Set([...all, ...told.keys()]));
    if (changes.some(concerns)) soon();
  }));

  /** The load is counted by the server, and so is what is not loaded here. */
  const concerns = ({ kind, id: each, fields, before }) => kind === 'plan' || kind === 'account'
    || ((kind === 'task' || kind === 'commitment')
      && (!record(kind, each) || [fields?.team, before?.team, record(kind, each)?.team].includes(id)));

  return { read, weeks, isHere: each => named().has(each) };
}

export function screen(params, { id, weeks, isHere }) {
  const team = computed(last => teamOf(id) ?? last);
  const isMine = it => it.team === id && isHere(it.id) && record('plan', it.plan)?.state === 'active';
  const asked = where('commitment', it => isMine(it) && it.state === 'asked', byAskedAt);
  const requests = where('task', it => isMine(it) && it.handshake === 'requested' && isOpen(it), byDue);
  const promises = where('task', it => isMine(it) && isPromise(it), byPromised);
  const commitments = where('commitment', isMine);
  const waiting = computed(() => [...requests(), ...asked()]);
  return {
    title: () => `${team().name}, Teams`,
    crumbs: () => [{ text: 'Teams', href: '/teams' }, { text: team().name }],
    view: html`
      <div>
        <header class="page-h"><h1>${() => team().name}</h1>
          <p>${() => summary(waiting(), promises())}</p></header>
        <nav class="tabs" aria-label="Teams">
          ${() => teams().map(it => html`
            <a href=${`/teams/${it.id}`} aria-current=${it.id === id ? 'page' : null}>
              <span class="team">${dot(it)}${it.name}</span></a>`)}
        </nav>
        <div class="cols">
          <div class="col">
            ${waitingCard({ waiting, canAnswer: isWaitingForMe, answerRow: requestRow })}
            ${promisesCard(promises)}
            ${commitmentsCard(commitments)}
          </div>
          <aside class="rail" aria-label="Load">${loadCard(weeks, team)}</aside>
        </div>
      </div>`,
  };
}

const isPromise = task => Boolean(task.promised) && isOpen(task) && !task.released;

const byAskedAt = (a, b) => (a.askedAt ?? '').localeCompare(b.askedAt ?? '');
const byDue = (a, b) => (a.due ?? '9').localeCompare(b.due ?? '9');
const byPromised = (a, b) => a.promised.localeCompare(b.promised) || a.number - b.number;

function summary(waiting, promises) {
  const late = promises.filter(isLate).length;
  return [
    waiting.length ? `${many(waiting.length, 'answer')} owed` : 'No answer owed',
    `${many(promises.length, 'open promise')}${late ? `, ${late} late` : ''}`,
  ].join(', ');
}
