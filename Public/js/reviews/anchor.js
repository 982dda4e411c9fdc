// A stretch of a text, kept so that it is found again after the text around it was edited: the words, and what stood
// before and after them. Pure.

const CONTEXT = 32;
const LONGEST = 1000;

/** { quote, prefix, suffix } of text[start…end]; null where there are no words, or too many. */
export function anchorOf(text, start, end) {
  const words = text.slice(start, end);
  const from = start + (words.length - words.trimStart().length);
  const quote = words.trim();
  const to = from + quote.length;
  if (!quote || quote.length > LONGEST) return null;
  return {
    quote,
    prefix: whole(text.slice(Math.max(0, from - CONTEXT), from)),
    suffix: whole(text.slice(to, to + CONTEXT)),
  };
}

/** { start, end } of the words where most of what stood around them still does; null when they are gone. */
export function find(text, { quote, prefix, suffix }) {
  if (!quote || !text) return null;
  let best = null;
  for (let start = text.indexOf(quote); start >= 0; start = text.indexOf(quote, start + 1)) {
    const end = start + quote.length;
    const fit = sameEnd(text.slice(0, start), prefix ?? '') + sameStart(text.slice(end, end + CONTEXT), suffix ?? '');
    if (!best || fit > best.fit) best = { start, end, fit };
  }
  return best && { start: best.start, end: best.end };
}

function sameStart(a, b) {
  let count = 0;
  while (count < b.length && a[count] === b[count]) count++;
  return count;
}

function sameEnd(a, b) {
  let count = 0;
  while (count < b.length && a.at(-1 - count) === b.at(-1 - count)) count++;
  return count;
}

/** Without half a character at either end. */
const whole = text => text.replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '');
