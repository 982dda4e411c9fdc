// The few signs by which people format a comment, read into a tree. Pure: no DOM, and nothing in it is markup of the page.
//
//   **bold**   *italics* or _italics_   `code`   [words](address)   https://…   @[Vera Lind](member:0199…)
//   lines that begin with "- " or "1. " are lists; lines between ``` are kept as they are; \ takes a sign's meaning away
//
// parse(text) → blocks: { type: 'paragraph', inside } | { type: 'list', isOrdered, items: [inside] } | { type: 'code', text }
// inside → [{ type: 'text', text } | { type: 'strong' | 'em', inside } | { type: 'code', text } | { type: 'break' }
//           | { type: 'link', href, inside } | { type: 'mention', name, member }]
// What does not come out as one of these is text. Every look ahead is bounded, so that the time grows with the length.

const DEEPEST = 5;

const BULLET = /^[-*•]\s+(.*)$/;
const NUMBER = /^\d{1,3}[.)]\s+(.*)$/;
const FENCE = /^```/;

/** A name in a text, wherever it stands. */
export const mentionPattern = () => /@\[([^[\]\n]{1,100})\]\(member:([0-9a-f-]{36})\)/gi;

export function parse(text) {
  const blocks = [];
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  for (let i = 0; i < lines.length;) {
    if (!lines[i].trim()) i++;
    else if (FENCE.test(lines[i])) i = readCode(lines, i, blocks);
    else if (BULLET.test(lines[i]) || NUMBER.test(lines[i])) i = readList(lines, i, blocks);
    else i = readParagraph(lines, i, blocks);
  }
  return blocks;
}

/** One that is not closed goes on to the end. */
function readCode(lines, start, blocks) {
  const end = lines.findIndex((line, i) => i > start && FENCE.test(line));
  const last = end < 0 ? lines.length : end;
  blocks.push({ type: 'code', text: lines.slice(start + 1, last).join('\n') });
  return last + 1;
}

function readList(lines, start, blocks) {
  const isOrdered = NUMBER.test(lines[start]);
  const sign = isOrdered ? NUMBER : BULLET;
  const items = [];
  let i = start;
  for (; i < lines.length && sign.test(lines[i]); i++) items.push(inline(sign.exec(lines[i])[1]));
  blocks.push({ type: 'list', isOrdered, items });
  return i;
}

function readParagraph(lines, start, blocks) {
  const inside = [];
  let i = start;
  const isPlain = line => line.trim() && !FENCE.test(line) && !BULLET.test(line) && !NUMBER.test(line);
  for (; i < lines.length && isPlain(lines[i]); i++) {
    if (inside.length) inside.push({ type: 'break' });
    inside.push(...inline(lines[i]));
  }
  blocks.push({ type: 'paragraph', inside });
  return i;
}

// Within a line. Each rule is tried where its first letter stands; `make` may say no, and it stays text.

const RULES = [
  { at: '\\', sign: /\\([\\*_`[\]@-])/y, make: ([, letter]) => ({ type: 'text', text: letter }) },
  { at: '`', sign: /`([^`]{1,1000})`/y, make: ([, text]) => ({ type: 'code', text }) },
  {
    at: '@', sign: /@\[([^[\]]{1,100})\]\(member:([0-9a-f-]{36})\)/iy,
    make: ([, name, member], { isInLink }) => !isInLink && { type: 'mention', name, member: member.toLowerCase() },
  },
  {
    at: '[', sign: /\[([^[\]]{1,300})\]\(([^\s()]{1,2000})\)/y,
    make([, words, address], { depth, isInLink }) {
      const href = !isInLink && safe(address);
      return href && { type: 'link', href, inside: inline(words, { depth: depth + 1, isInLink: true }) };
    },
  },
  { at: '*', sign: /(?<![\p{L}\p{N}*])\*\*(?=[^\s*])(.{1,1000}?)(?<=\S)\*\*(?!\*)/yu, make: nested('strong') },
  { at: '*', sign: /(?<![\p{L}\p{N}*])\*(?=[^\s*])(.{1,1000}?)(?<=[^\s*])\*(?![\p{L}\p{N}*])/yu, make: nested('em') },
  { at: '_', sign: /(?<![\p{L}\p{N}_])_(?=[^\s_])(.{1,1000}?)(?<=[^\s_])_(?![\p{L}\p{N}_])/yu, make: nested('em') },
  {
    at: 'h', sign: /(?<![\p{L}\p{N}])https?:\/\/[^\s<>"]{1,2000}/yu,
    make([found], { isInLink }) {
      const address = found.replace(/[.,;:!?'’”)\]*_]+$/, '');
      const href = !isInLink && safe(address);
      return href && { type: 'link', href, inside: [{ type: 'text', text: address }], length: address.length };
    },
  },
];

function nested(type) {
  return ([, words], place) => ({ type, inside: inline(words, { ...place, depth: place.depth + 1 }) });
}

function inline(text, place = { depth: 0, isInLink: false }) {
  if (place.depth > DEEPEST) return [{ type: 'text', text }];
  const nodes = [];
  let plain = '';
  const flush = () => {
    if (plain) nodes.push({ type: 'text', text: plain });
    plain = '';
  };
  for (let i = 0; i < text.length;) {
    const found = tried(text, i, place);
    if (found?.node.type === 'text') plain += found.node.text;
    else if (found) {
      flush();
      nodes.push(found.node);
    } else plain += text[i];
    i += found?.length ?? 1;
  }
  flush();
  return nodes;
}

function tried(text, at, place) {
  for (const { at: first, sign, make } of RULES) {
    if (text[at] !== first) continue;
    sign.lastIndex = at;
    const match = sign.exec(text);
    const made = match && make(match, place);
    if (!made) continue;
    const { length = match[0].length, ...node } = made;
    return { node, length };
  }
  return null;
}

/** Addresses of the web, of mail, and of this workspace; null for every other, "javascript:" among them. */
function safe(address) {
  if (/^\/(?![/\\])/.test(address)) return address;
  if (!/^(https?:\/\/|mailto:)/i.test(address)) return null;
  return URL.canParse(address) ? address : null;
}
