// What a team was asked to commit to, account by account, with its answer.

import { computed, each, html, signal, when } from '../dom.js';
import { icon } from '../elements/icon.js';
import { compare } from '../format.js';
import { STATES } from '../plans/commitment-states.js';
import { record } from '../store.js';

const SHOWN = 8;
const ORDER = { declined: 0, asked: 1, committed: 2 };

const account = plan => record('account', record('plan', plan)?.account)?.name ?? 'An account';

export function commitmentsCard(commitments) {
  const isAll = signal(false);
  const groups = computed(() => [...Map.groupBy(commitments(), it => it.plan)]
    .map(([plan, items]) => ({ plan, items: items.toSorted((a, b) => ORDER[a.state] - ORDER[b.state]) }))
    .sort((a, b) => compare(account(a.plan), account(b.plan))));
  const shown = () => (isAll() ? groups() : groups().slice(0, SHOWN));
  return html`
    <section class="card" aria-labelledby="commitments-h">
      <header><h2 id="commitments-h">Commitments</h2><p>${() => counts(commitments())}</p></header>
      ${when(() => groups().length, () => html`
        <table class="tbl given-by">
          <caption class="vh">Commitments by account</caption>
          <thead class="vh">
            <tr><th scope="col">Objective</th><th scope="col">Answer</th><th scope="col">In words</th></tr></thead>
          ${each(shown, group => group.plan, group => html`
            <tbody>
              <tr class="grp"><th scope="rowgroup" colspan="3">
                <a href=${() => `/plans/${group().plan}`}>${() => account(group().plan)}</a>
                <span class="n">${() => record('plan', group().plan)?.title}</span></th></tr>
              ${each(() => group().items, it => it.id, row)}
            </tbody>`)}
        </table>`, () => html`
        <p class="empty-state slim">Nobody has asked this team for a commitment yet.</p>`)}
      ${when(() => groups().length > shown().length, () => html`
        <p class="foot"><button type="button" class="link" @click=${() => isAll.set(true)}>
          ${() => `Show all ${groups().length} accounts`}</button></p>`)}
    </section>`;
}

function counts(commitments) {
  const count = state => commitments.filter(it => it.state === state).length;
  if (!commitments.length) return '';
  const declined = count('declined');
  return `${count('committed')} of ${commitments.length} committed${declined ? `, ${declined} declined` : ''}`;
}

function row(it) {
  const objective = () => record('objective', it().objective);
  const words = () => it().promise ?? it().reason ?? it().ask;
  const state = () => STATES[it().state];
  return html`
    <tr>
      <th scope="row"><a href=${() => `/plans/${it().plan}?objective=${it().objective}`}>
        ${() => objective()?.title ?? 'An objective'}</a></th>
      <td class="an">${() => html`
        <span class="tag ${state().tone}">${icon(state().icon)}${state().word}</span>`}</td>
      <td class="wd">${words}</td>
    </tr>`;
}
