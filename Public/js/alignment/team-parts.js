// What a team's own score on a plan is made of: the formulas of the plan's, restricted to the team. Pure.

const VALUES = { agreed: 1, concerns: 0.5, disagreed: 0 };
const CAP = 59;

/**
 * `cells` is [{ weight, state, isSettled }] of what the team was asked for, `promises` its { kept, due }, `pulse` the
 * mean of its answers; the last two are null where there is nothing to measure. `weights` is [[ingredient, weight], …].
 * Answers { score, isCapped, parts: Map of ingredient → { part, points, earned } }; what is not measured is not among
 * them.
 */
export function teamParts({ signOff, cells, promises, pulse, weights }) {
  const shares = { agreement: signed(signOff), commitment: committed(cells) };
  if (promises?.due) shares.promises = promises.kept / promises.due;
  if (pulse !== null) shares.pulse = (pulse - 1) / 4;
  const measured = weights.filter(([name]) => name in shares);
  const sum = measured.reduce((all, [, weight]) => all + weight, 0) || 1;
  const parts = new Map(measured.map(([name, weight]) => {
    const points = 100 * weight / sum;
    return [name, { part: shares[name], points, earned: points * shares[name] }];
  }));
  const raw = [...parts.values()].reduce((all, it) => all + it.earned, 0);
  const isCapped = signOff?.verdict === 'disagreed' && raw > CAP;
  return { score: isCapped ? CAP : raw, isCapped, parts };
}

const signed = it => (it?.verdict ? VALUES[it.verdict] * (it.isStale ? 0.5 : 1) : 0);

function committed(cells) {
  const counted = cells.filter(it => !(it.state === 'declined' && it.isSettled));
  const whole = counted.reduce((sum, it) => sum + it.weight, 0);
  const kept = counted.filter(it => it.state === 'committed').reduce((sum, it) => sum + it.weight, 0);
  return whole ? kept / whole : 0;
}
