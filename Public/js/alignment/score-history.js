// The score of a plan day by day: a line, and the table behind it with each team's own score.

import { computed, each, html, match, onCleanup, signal, svg, when } from '../dom.js';
import { teamName } from '../elements/team.js';
import { day, difference, oneDecimal } from '../format.js';
import { workspace } from '../session.js';
import { tryAgain } from '../shell/part.js';
import { listing } from './listing.js';

const SHOWN = 60;

export function historyPanel(room) {
  const { items: days, failed, read } = listing(room, `/api/plans/${room.id}/alignment/history`);
  const isWhole = signal(false);
  const rows = computed(() => (days() ?? []).map((it, at, all) => ({ ...it, change: at ? it.score - all[at - 1].score : null }))
    .reverse());
  const shown = () => (isWhole() ? rows() : rows().slice(0, SHOWN));
  // A team that was taken off keeps its column: what it made of the score is still there.
  const teams = computed(() => [...new Set((days() ?? []).flatMap(it => it.teams.map(each => each.team)))]);
  return html`
    <p class="sub">The score is kept once a day. Days on which it was provisional are paler.</p>
    ${when(() => failed() && !days(), () => tryAgain('The history could not be read.', read))}
    ${when(() => rows().length > 1, () => chart(days))}
    ${when(() => days() && !rows().length, () => html`<p>The first day is kept tonight.</p>`)}
    ${when(() => rows().length, () => match(() => teams().join(' '), () => html`
      <div class="scroll" tabindex="0" role="region" aria-label="Score by day"><table class="by-day">
        <caption class="vh">Alignment by day, with the score of each team</caption>
        <thead><tr><th scope="col">Day</th><th scope="col">Score</th><th scope="col"><span class="vh">Change</span></th>
          ${teams().map(team => html`<th scope="col">${teamName(room.team(team)) ?? 'A team'}</th>`)}</tr></thead>
        <tbody>${each(shown, it => it.day, it => html`
          <tr class=${() => (it().isProvisional ? 'provisional' : null)}>
            <th scope="row"><a class="link" href=${() => changesOf(room, it().day)}
              title="What changed on this day">${() => day(it().day)}</a></th>
            <td><b>${() => oneDecimal(it().score)}</b>${() => (it().isProvisional
              ? html`<span class="vh"> provisional</span>` : null)}</td>
            <td class=${() => (it().change < 0 ? 'dn' : 'up')}>${() => (Math.abs(it().change) >= 0.05
              ? difference(it().change) : '')}</td>
            ${teams().map(team => html`<td>${() => scoreOf(it(), team)}</td>`)}
          </tr>`)}</tbody>
      </table></div>`))}
    ${when(() => rows().length > shown().length, () => html`
      <button type="button" class="btn quiet sm" @click=${() => isWhole.set(true)}>${() => `Show all ${rows().length} days`}
      </button>`)}`;
}

/** The score is that of a day of the workspace. */
const changesOf = ({ id }, day) =>
  `/plans/${id}/history?${new URLSearchParams({ when: `${day}..${day}`, zone: workspace()?.timeZone ?? 'UTC' })}`;

function scoreOf({ teams }, team) {
  const found = teams.find(it => it.team === team);
  return found ? oneDecimal(found.score) : '–';
}

const HEIGHT = 120;
const EDGE = { top: 8, bottom: 18, left: 28, right: 6 };

/** Drawn at its real width, so that lines and words keep their size. */
function chart(days) {
  const width = signal(0);
  const watch = element => {
    const observer = new ResizeObserver(([entry]) => width.set(Math.round(entry.contentRect.width)));
    observer.observe(element);
    onCleanup(() => observer.disconnect());
  };
  return html`<div class="line-chart" aria-hidden="true" ${watch}>${() => (width() > 100 ? drawn(days(), width()) : null)}</div>`;
}

function drawn(days, width) {
  const scores = days.map(it => it.score);
  const low = Math.max(0, Math.floor((Math.min(...scores) - 2) / 10) * 10);
  const high = Math.min(100, Math.ceil((Math.max(...scores) + 2) / 10) * 10);
  const x = at => EDGE.left + at / (days.length - 1) * (width - EDGE.left - EDGE.right);
  const y = score => EDGE.top + (high - score) / (high - low || 1) * (HEIGHT - EDGE.top - EDGE.bottom);
  const path = (test, list = days) => list.map((it, at) => (at && test(it, list[at - 1])
    ? `M${x(at - 1).toFixed(1)},${y(list[at - 1].score).toFixed(1)}L${x(at).toFixed(1)},${y(it.score).toFixed(1)}` : '')).join('');
  const rule = score => svg`
    <g><line x1=${EDGE.left} x2=${width - EDGE.right} y1=${y(score)} y2=${y(score)}></line>
      <text x=${EDGE.left - 8} y=${y(score) + 4} text-anchor="end">${score}</text></g>`;
  return svg`
    <svg width=${width} height=${HEIGHT} viewBox=${`0 0 ${width} ${HEIGHT}`}>
      ${[low, high].map(rule)}
      <path class="pale" d=${path((now, before) => now.isProvisional || before.isProvisional)}></path>
      <path d=${path((now, before) => !now.isProvisional && !before.isProvisional)}></path>
      <circle cx=${x(days.length - 1)} cy=${y(scores.at(-1))} r="3"></circle>
      <text x=${EDGE.left} y=${HEIGHT - 2}>${day(days[0].day)}</text>
      <text x=${width - EDGE.right} y=${HEIGHT - 2} text-anchor="end">${day(days.at(-1).day)}</text>
    </svg>`;
}
