// One team over all accounts: what waits for its answer, what it has promised, what it committed to, its load by week.

import { computed, html, onCleanup, signal } from '../dom.js';
import { get } from '../api.js';
import { dot } from '../elements/team.js';
import { many } from '../format.js';
import { requestRow } from '../home/requests.js';
import { isWaitingForMe } from '../home/mine.js';
import { me, team as teamOf, teams } from '../session.js';
import { styles } from '../styles.js';
import { onEntry, put, record, where } from '../store.js';
import { tell } from '../shell/tell.js';
import { isLate, isOpen } from '../tasks/statuses.js';
import { commitmentsCard } from './commitments.js';
import { loadCard } from './load.js';
import { promisesCard } from './promises.js';
import { waitingCard } from './waiting.js';

const dressed = styles('teams', 'home', 'pulse');

const WEEKS = 8;
const SETTLED_AFTER = 1500;

const idIn = params => params().id ?? me().team;

export const key = params => `team ${params.id ?? ''}`;

export async function load(params) {
  const id = idIn(params);
  const weeks = signal([]);
  const read = async () => {
    const board = await get(`/api/teams/${id}/board?weeks=${WEEKS}`);
    for (const [kind, records] of kindsOf(board)) put(kind, records);
    weeks.set(board.load);
  };
  followTeam(id, read);
  await Promise.all([read(), dressed]);
  return { id, weeks };
}

const kindsOf = ({ accounts, plans, objectives, asked, commitments, requests, promises }) => [
  ['account', accounts], ['plan', plans], ['objective', objectives], ['commitment', asked],
  ['commitment', commitments], ['task', requests], ['task', promises],
];

/** The load is counted by the server: it is asked for again once what concerns the team has changed. */
function followTeam(id, read) {
  let timer = null;
  const concerns = ({ kind, id: recordId, fields, before }) => (kind === 'task' || kind === 'commitment')
    && [fields?.team, before?.team, record(kind, recordId)?.team].includes(id);
  onCleanup(onEntry(entry => {
    if (!entry.changes.some(concerns)) return;
    clearTimeout(timer);
    timer = setTimeout(() => read().catch(tell), SETTLED_AFTER);
  }));
  onCleanup(() => clearTimeout(timer));
}

export function screen(params, { id, weeks }) {
  const team = computed(last => teamOf(id) ?? last);
  const asked = where('commitment', it => it.team === id && it.state === 'asked', byAskedAt);
  const requests = where('task', it => it.team === id && it.handshake === 'requested' && isOpen(it), byDue);
  const promises = where('task', it => it.team === id && isPromise(it), byPromised);
  const commitments = where('commitment', it => it.team === id);
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
