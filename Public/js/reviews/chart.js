// How an objective came to where it is: its values over time, beside an even pace to the target. Drawn at its real
// width, so that text never scales; a table stands behind it.

import { computed, each, html, match, onCleanup, signal, svg } from '../dom.js';
import { addDays, day, dayWithYear, daysUntil, measured, today } from '../format.js';

const LEFT = 44;
const TOP = 18;
const BOTTOM = 26;

/** `points` reads [{ day, value }], oldest first; `line` reads { from, to, baseline, target, current, expected, unit }. */
export function paceChart(label, points, line) {
  const width = signal(0);
  const measure = element => {
    const observer = new ResizeObserver(([entry]) => width.set(Math.round(entry.contentRect.width)));
    observer.observe(element);
    onCleanup(() => observer.disconnect());
  };
  const made = computed(() => (width() ? geometry(width(), points(), line()) : null));
  return html`
    <figure class="pace-chart" aria-label=${label} ${measure}>
      <div aria-hidden="true">${match(made, it => (it ? drawing(it, line.peek()) : null))}</div>
      <details><summary>Show as a table</summary>
        <table><caption class="vh">${label}</caption>
          <thead><tr><th scope="col">Day</th><th scope="col">Value</th></tr></thead>
          <tbody>${each(points, (_, at) => at, it => html`
            <tr><td>${() => dayWithYear(it().day)}</td><td>${() => measured(it().value, line().unit)}</td></tr>`)}</tbody>
        </table></details>
    </figure>`;
}

function geometry(width, points, { from, to, baseline, target, current, expected }) {
  const right = width < 480 ? 40 : 58;
  const height = width < 480 ? 210 : 240;
  const values = [baseline, target, current, ...points.map(it => it.value)];
  const [low, high] = [Math.min(0, ...values), Math.max(...values)];
  const step = niceStep((high - low) / 4);
  const [floor, top] = [Math.floor(low / step) * step, Math.ceil(high / step) * step];
  const days = Math.max(1, daysUntil(to, from));
  const x = at => LEFT + Math.min(1, Math.max(0, daysUntil(at, from) / days)) * (width - LEFT - right);
  const y = value => TOP + (1 - (value - floor) / (top - floor || 1)) * (height - TOP - BOTTOM);
  const ticks = [];
  for (let value = floor; value <= top + step / 2; value += step) ticks.push(value);
  return { width, height, right, x, y, floor, ticks, points, from, to, baseline, target, current, expected, days };
}

function niceStep(rough) {
  const size = 10 ** Math.floor(Math.log10(rough || 1));
  return [1, 2, 5, 10].map(it => it * size).find(it => it >= rough);
}

const path = points => points.map(([x, y], at) => `${at ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');

function drawing(it, { unit }) {
  const { width, height, right, x, y, floor, ticks, from, to, baseline, target, current, expected } = it;
  const now = [x(today()), y(current)];
  const actual = [...it.points.map(each => [x(each.day), y(each.value)]), now];
  const say = value => measured(value, unit);
  const gap = expected === null ? 0 : Math.abs(y(expected) - now[1]);
  const isNear = now[0] > width - right - 90;
  return svg`
    <svg viewBox=${`0 0 ${width} ${height}`} height=${height}>
      ${ticks.map(value => svg`
        <line class="grid" x1=${LEFT} x2=${width - right} y1=${y(value)} y2=${y(value)}></line>
        <text class="axis end" x=${LEFT - 8} y=${y(value) + 4}>${say(value)}</text>`)}
      ${months(it).map(at => svg`
        <text class="axis mid" x=${Math.max(x(at), LEFT + 8)} y=${height - 6}>${day(at).replace(/^\d+\s/, '')}</text>`)}
      <path class="even" d=${path([[x(from), y(baseline)], [x(to), y(target)]])}></path>
      <text class="label" x=${width - right + 8} y=${y(target) + 4}>${say(target)}</text>
      <path class="area" d=${`${path(actual)}L${now[0]} ${y(floor)}L${actual[0][0]} ${y(floor)}Z`}></path>
      <path class="actual" d=${path(actual)}></path>
      ${gap > 14 ? svg`
        <line class="gap" x1=${now[0]} x2=${now[0]} y1=${now[1]} y2=${y(expected)}></line>
        <text class=${isNear ? 'label short end' : 'label short'} x=${now[0] + (isNear ? -10 : 10)}
          y=${(now[1] + y(expected)) / 2 + 4}>
          ${say(Math.round(Math.abs(expected - current) * 10) / 10)} ${target >= baseline ? 'short' : 'over'}</text>` : []}
      ${actual.slice(0, -1).map(([cx, cy]) => svg`<circle class="point" cx=${cx} cy=${cy} r="3"></circle>`)}
      <circle class="now" cx=${now[0]} cy=${now[1]} r="5"></circle>
      <text class=${isNear ? 'label end' : 'label'} x=${now[0] + (isNear ? -10 : 10)}
        y=${now[1] + (target >= baseline ? 16 : -8)}>${say(current)} today</text>
    </svg>`;
}

/** The first days of some months between both ends. */
function months({ width, from, to, days }) {
  const every = Math.ceil(days / 30 / (width < 480 ? 4 : 7));
  const found = [];
  for (let at = `${from.slice(0, 7)}-01`, count = 0; at < to; at = `${addDays(at, 32).slice(0, 7)}-01`, count++) {
    if (count % every === 0 && at >= from) found.push(at);
  }
  return found;
}
