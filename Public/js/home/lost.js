// Plans that changed materially since a team the member signs for agreed to them.

import { each, html } from '../dom.js';
import { logo } from '../accounts/logo.js';
import { day, dayOf, list, many } from '../format.js';
import { team } from '../session.js';
import { record } from '../store.js';
import { lostPlans } from './mine.js';

export function lostAgreement(accountName) {
  const teams = () => list([...new Set(lostPlans().map(it => team(it.team)?.name).filter(Boolean))]);
  return html`
    <section class="card" aria-labelledby="lost-h" ?hidden=${() => !lostPlans().length}>
      <header><h2 id="lost-h">${() => `Agreement ${teams()} ${lostPlansHave()} lost`}</h2>
        <p>Material changes since your team agreed</p><a class="link" href="/alignment">Alignment</a></header>
      <ul class="losts">${each(lostPlans, it => `${it.plan} ${it.team}`, it => row(it, accountName))}</ul>
    </section>`;
}

const lostPlansHave = () => (new Set(lostPlans().map(it => it.team)).size > 1 ? 'have' : 'has');

function row(it, accountName) {
  const name = () => accountName(it().plan);
  return html`
    <li>
      ${() => logo(name(), 'sm')}
      <span class="tx"><a href=${() => `/plans/${it().plan}`}><b>${name}</b></a>
        <small>${() => record('plan', it().plan)?.title}</small>
        <span class="tag warn">${() => `${many(it().changes, 'change')} since we agreed`}</span>
        <small class="opt">${() => `${team(it().team)?.name} agreed on ${day(dayOf(it().signedAt))}`}</small></span>
      <a class="btn line sm" href=${() => `/plans/${it().plan}#drift`}
        aria-label=${() => `Review the changes, ${name()}`}>Review</a>
    </li>`;
}
