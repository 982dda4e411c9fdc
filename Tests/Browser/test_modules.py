"""The browser's own modules by themselves, in a page under the product's content security policy, without a server."""

import mimetypes

import pytest
from harness import ROOT

ORIGIN = "https://modules.test"
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; object-src 'none'; base-uri 'none'; "
    "require-trusted-types-for 'script'; trusted-types quartet"
)


@pytest.fixture
def page(person):
    """An empty page that may import whatever is in Public/."""

    def answer(route):
        path = route.request.url.removeprefix(ORIGIN).lstrip("/")
        file = ROOT / "Public" / path
        if not path:
            body, kind = b"<!doctype html><title>modules</title><body></body>", "text/html"
        elif file.is_file():
            body, kind = file.read_bytes(), mimetypes.guess_type(file.name)[0]
        else:
            return route.fulfill(status=404)
        route.fulfill(body=body, headers={"Content-Type": kind, "Content-Security-Policy": POLICY})

    someone = person(ORIGIN, "modules", service_workers="block")
    someone.page.route(f"{ORIGIN}/**", answer)
    someone.page.goto(f"{ORIGIN}/")
    return someone.page


def test_text_in_a_template_stays_text(page):
    shown = page.evaluate("""async () => {
        const { html, mount } = await import('/js/dom.js');
        const evil = '<img src=x onerror="globalThis.broken=1"><b>bold</b>';
        mount(document.body, () => html`<p title=${evil} class="a ${evil}">${evil}</p>`);
        const p = document.querySelector('p');
        return [p.textContent === evil, p.title === evil, p.children.length, globalThis.broken ?? null];
    }""")
    assert shown == [True, True, 0, None]


def test_a_keyed_list_moves_its_rows_and_never_makes_them_anew(page):
    """A thousand random orders of up to twelve rows: the page shows each, and a row that stays is the same node."""
    wrong = page.evaluate("""async () => {
        const { each, html, mount, signal } = await import('/js/dom.js');
        let state = 7;
        const random = below => (state = (state * 1103515245 + 12345) % 2147483648) % below;
        const items = signal([]);
        mount(document.body, () => html`<ul><li>first</li>${each(() => items(), item => item.id,
            item => html`<li data-id=${() => item().id}>${() => item().text}</li>`)}<li>last</li></ul>`);
        const list = document.querySelector('ul');
        let before = new Map();
        for (let round = 0; round < 1000; round++) {
            const pool = Array.from({ length: 12 }, (_, id) => ({ id, text: `${id} in round ${round}` }));
            const chosen = Array.from({ length: random(13) }, () => pool.splice(random(pool.length), 1)[0]);
            items.set(chosen);
            const shown = [...list.children].map(each => each.textContent);
            if (shown.join('|') !== ['first', ...chosen.map(each => each.text), 'last'].join('|')) return { round, shown, chosen };
            const now = new Map([...list.querySelectorAll('[data-id]')].map(node => [node.dataset.id, node]));
            for (const [id, node] of now) if (before.has(id) && before.get(id) !== node) return { round, remade: id };
            before = now;
        }
        return null;
    }""")
    assert wrong is None


def test_a_list_read_again_keeps_still_under_the_pointer_and_finds_its_order_when_it_leaves(page):
    orders = page.evaluate("""async () => {
        const { pages } = await import('/js/elements/pages.js');
        let listed = ['a', 'b', 'c', 'd', 'e'];
        const list = pages({
            size: 2,
            async read({ after, limit }) {
                const start = after ? listed.indexOf(after) + 1 : 0;
                const items = listed.slice(start, start + limit);
                return { items, next: start + limit < listed.length ? items.at(-1) : null };
            },
            take: page => page.items,
        });
        list.hand(document.body);
        const point = type => document.body.dispatchEvent(new PointerEvent(type));
        const seen = [];
        const look = () => seen.push(list.rows().join(''));
        await list.ask(); look();
        await list.more(); look();
        listed = ['d', 'f', 'a', 'b', 'e'];
        await list.refresh(); look();
        point('pointermove');
        listed = ['b', 'a', 'g', 'd', 'e'];
        await list.refresh(); look();
        await list.more(); look();
        point('pointerleave'); look();
        return seen;
    }""")
    # Under the pointer: what has gone is gone, what is new comes last, and the rest stays where it is.
    assert orders == ["ab", "abcd", "dfab", "dabg", "dabge", "bagde"]


def test_signals_run_what_read_them_once_and_let_go(page):
    runs = page.evaluate("""async () => {
        const { batch, computed, effect, scope, signal } = await import('/js/signals.js');
        const [a, b] = [signal(1), signal(2)];
        const sum = computed(() => a() + b());
        const seen = [];
        const lifetime = scope(() => effect(() => { seen.push(sum()); }));
        batch(() => { a.set(10); b.set(20); });
        batch(() => { a.set(20); b.set(10); });
        a.set(5);
        lifetime.dispose();
        a.set(100);
        return seen;
    }""")
    assert runs == [3, 30, 15]


def test_days_and_figures_in_words(page):
    words = page.evaluate("""async () => {
        const f = await import('/js/format.js');
        f.useSettings({ currency: 'EUR', timeZone: 'Europe/Berlin' });
        return {
            evening: f.today(new Date('2026-11-22T23:30:00Z')),
            leap: f.addDays('2028-02-28', 1),
            yearEnd: f.addDays('2026-12-31', 1),
            until: f.daysUntil('2027-02-25', '2026-11-23'),
            summerTime: f.daysUntil('2026-10-26', '2026-10-24'),
            money: f.money(186000000),
            exact: f.exactMoney(123456),
            nothing: f.measured(null),
            share: f.measured(12.5, '%'),
            one: f.many(1, 'task'), more: f.many(1200, 'task'), reply: f.many(2, 'reply', 'replies'),
            list: f.list(['Sales', 'Marketing', 'Product']),
        };
    }""")
    assert words == {
        "evening": "2026-11-23", "leap": "2028-02-29", "yearEnd": "2027-01-01", "until": 94, "summerTime": 2,
        "money": "€1.86m", "exact": "€1,234.56", "nothing": "–", "share": "12.5 %",
        "one": "1 task", "more": "1,200 tasks", "reply": "2 replies", "list": "Sales, Marketing and Product",
    }


RIGHTS = [
    # role, part on the plan, is general manager → may manage, may edit, may answer for Marketing
    ("admin", None, False, True, True, False),
    ("leader", None, False, False, False, False),
    ("member", None, False, False, False, False),
    ("member", {"role": "manager"}, False, True, True, False),
    ("member", {"role": "contributor"}, False, False, True, False),
    ("member", {"role": "viewer"}, False, False, False, False),
    ("member", {"role": "viewer", "duty": "representative", "team": "marketing"}, False, False, False, True),
    ("member", {"role": "contributor", "duty": "deputy", "team": "marketing"}, False, False, True, True),
    ("member", {"role": "contributor", "duty": "deputy", "team": "sales"}, False, False, True, False),
    ("member", None, True, True, True, False),
    ("guest", {"role": "viewer"}, True, False, False, False),
]


@pytest.mark.parametrize("case", RIGHTS, ids=range(len(RIGHTS)))
def test_rights_on_a_plan(case, page):
    role, part, manages_account, manage, edit, answer = case
    found = page.evaluate("""async ([role, part, managesAccount]) => {
        const { standing } = await import('/js/access/rights.js');
        const may = standing({ id: 'me', role }, { generalManager: managesAccount ? 'me' : 'other' },
            part ? [{ member: 'me', ...part }] : []);
        return [may.canManage, may.canEdit, may.canAnswerFor('marketing')];
    }""", [role, part, manages_account])
    assert found == [manage, edit, answer]


def test_what_is_older_is_ignored_and_what_is_told_twice_counts_once(page):
    shown = page.evaluate("""async () => {
        const { apply, put, record, where } = await import('/js/store.js');
        const id = '01890000-0000-7000-8000-000000000001';
        const change = (action, rev, fields) =>
            apply({ at: '2026-11-23T10:00:00Z', changes: [{ kind: 'objective', id, action, rev, fields }] });
        const seen = [];
        const look = () => seen.push(record('objective', id)?.title ?? null);
        put('objective', [{ id, rev: 5, title: 'five' }]); look();
        change('update', 4, { title: 'four' }); look();
        change('update', 6, { title: 'six' }); look();
        change('update', 6, { title: 'six again' }); look();
        put('objective', [{ id, rev: 5, title: 'five' }]); look();
        change('delete', 7); look();
        change('update', 6, { title: 'six' }); look();
        put('objective', [{ id, rev: 6, title: 'six' }]); look();
        change('restore', 8, { title: 'eight' }); look();
        return [seen, where('objective', () => true)().length];
    }""")
    assert shown == [["five", "five", "six", "six", "six", None, None, None, "eight"], 1]


def test_an_edit_of_ones_own_lies_over_what_the_server_says_until_it_is_lifted(page):
    seen = page.evaluate("""async () => {
        const { lay, lift, put, record } = await import('/js/store.js');
        const id = '01890000-0000-7000-8000-000000000002';
        put('task', [{ id, rev: 1, title: 'one', status: 'todo' }]);
        const edit = { kind: 'task', id, type: 'edit', fields: { title: 'mine' } };
        const seen = [];
        const look = () => { const it = record('task', id); seen.push(it ? `${it.title} ${it.status}` : null); };
        lay(edit); look();
        put('task', [{ id, rev: 2, title: 'theirs', status: 'doing' }]); look();
        const gone = { kind: 'task', id, type: 'remove' };
        lay(gone); look();
        lift(gone); look();
        lift(edit); look();
        return seen;
    }""")
    assert seen == ["mine todo", "mine doing", None, "mine doing", "theirs doing"]


def test_what_is_said_from_now_stays_true_on_a_page_left_open(page):
    """Two minutes before midnight in Berlin, and two minutes on."""
    page.clock.install(time="2026-11-23T22:58:00Z")
    page.evaluate("""async () => {
        const { effect } = await import('/js/signals.js');
        const f = await import('/js/format.js');
        f.useSettings({ timeZone: 'Europe/Berlin' });
        f.keepTime();
        globalThis.said = [];
        effect(() => said.push(`${f.today()} ${f.ago('2026-11-23T22:57:00Z')} ${f.distance('2026-11-23')}`));
    }""")
    page.clock.run_for("03:00")
    assert page.evaluate("said") == [
        "2026-11-23 1 min today", "2026-11-23 2 min today", "2026-11-24 3 min 1 day late", "2026-11-24 4 min 1 day late"]


def test_a_teams_score_is_made_of_its_own_records(page):
    """domain.md's formulas restricted to one team, worked by hand."""
    scores = page.evaluate("""async () => {
        const { teamParts } = await import('/js/alignment/team-parts.js');
        const weights = [['agreement', 0.3], ['commitment', 0.2], ['promises', 0.3], ['pulse', 0.2]];
        const cells = [
            { weight: 2, state: 'committed' }, { weight: 1, state: 'asked' }, { weight: 5, state: 'declined', isSettled: true },
        ];
        const whole = { signOff: { verdict: 'agreed', isStale: true }, cells, promises: { kept: 2, due: 3 }, pulse: 4, weights };
        const of = change => {
            const { score, isCapped, parts } = teamParts({ ...whole, ...change });
            return [Math.round(score * 10) / 10, isCapped, [...parts.keys()].length];
        };
        return [
            of({}),
            of({ promises: null, pulse: null }),
            of({ signOff: { verdict: 'disagreed' }, cells: [cells[0]], promises: { kept: 3, due: 3 }, pulse: 5 }),
            of({ signOff: null, cells: [], promises: { kept: 0, due: 0 }, pulse: null }),
        ];
    }""")
    # 15 + 13.3 + 20 + 15; 30 + 26.7 of 60 and 40; 0 + 20 + 30 + 20, held at 59; nothing signed, nothing asked.
    assert scores == [[63.3, False, 4], [56.7, False, 2], [59, True, 4], [0, False, 2]]


def test_a_difference_reads_as_either_text_and_is_as_short_as_can_be(page):
    """Two thousand pairs of random texts, against the plain table of the longest common part; then some by hand."""
    shown = page.evaluate("""async () => {
        const { matches, words } = await import('/js/text/diff.js');
        let state = 7;
        const random = below => (state = (state * 1103515245 + 12345) % 2147483648) % below;
        const some = () => Array.from({ length: random(12) }, () => 'abc'[random(3)]);
        const longest = (a, b) => {
            const table = [new Array(b.length + 1).fill(0)];
            for (const [x, one] of a.entries()) {
                const row = [0];
                for (const [y, other] of b.entries()) row.push(one === other ? table[x][y] + 1 : Math.max(table[x][y + 1], row[y]));
                table.push(row);
            }
            return table.at(-1).at(-1);
        };
        for (let round = 0; round < 2000; round++) {
            const [a, b] = [some(), some()];
            const found = matches(a, b);
            const isTrue = found.every(({ at, to, count }) => a.slice(at, at + count).join() === b.slice(to, to + count).join());
            const length = found.reduce((sum, { count }) => sum + count, 0);
            if (!isTrue || length !== longest(a, b)) return { a, b, found };
            const parts = words(a.join(' '), b.join(' '));
            const read = without => parts.filter(({ kind }) => kind !== without).map(({ text }) => text).join('');
            if (read('more') !== a.join(' ') || read('less') !== b.join(' ')) return { a, b, parts };
        }
        const marks = { same: text => text, less: text => `[${text}]`, more: text => `{${text}}` };
        const say = (a, b) => words(a, b).map(({ kind, text }) => marks[kind](text)).join('');
        return [
            say('Open the Northern Lines unit by May', 'Open the Southern Lines unit by late June'),
            say('we grow together, with care.', 'We grow apart, with great care!'),
            say('one two three', 'uno due tre'), say('', 'new'), say('old', ''), say('same', 'same'),
        ];
    }""")
    assert shown == [
        "Open the [Northern]{Southern} Lines unit by [May]{late June}",
        "[we]{We} grow [together]{apart}, with {great }care[.]{!}",
        "[one two three]{uno due tre}", "{new}", "[old]", "same",
    ]


def test_two_versions_of_a_text_merge_line_by_line(page):
    """What each changed in a place of its own is in the text; what both changed differently is told."""
    merged = page.evaluate("""async () => {
        const { merge } = await import('/js/text/merge.js');
        const told = ({ text, clashes }) => [text, ...clashes.map(it => `${it.line}: ${it.base} | ${it.mine} | ${it.theirs}`)];
        const rows = [
            ['a b c d', 'a B c d', 'a b c D e'], ['a b c', 'a mine c', 'a theirs c'], ['a b c', 'a c', 'a b c d'],
            ['a b c', 'a c', 'a B c'], ['a b', 'a b', 'x'], ['a', 'b', 'b'], ['', 'one', 'two'], ['a', 'a mine', 'a theirs'],
            ['a b c d', 'd a b c', 'a b c d e'],
        ];
        let state = 7;
        const random = below => (state = (state * 1103515245 + 12345) % 2147483648) % below;
        const some = () => Array.from({ length: random(8) }, () => 'abcd'[random(4)]).join('\\n');
        for (let round = 0; round < 2000; round++) {
            const [o, a, b] = [some(), some(), some()];
            const [one, other] = [merge(o, a, b), merge(o, b, a)];
            const isFair = one.clashes.length === other.clashes.length && (one.clashes.length || one.text === other.text);
            if (merge(o, o, b).text !== b || merge(o, a, o).text !== a || merge(o, a, a).text !== a || !isFair) return { o, a, b };
        }
        return rows.map(row => told(merge(...row.map(text => text.replaceAll(' ', '\\n')))).map(it => it.replaceAll('\\n', ' ')));
    }""")
    assert merged == [
        ["a B c D e"], ["a theirs mine c", "2: b | mine | theirs"], ["a c d"], ["a B c", "2: b |  | B"], ["x"], ["b"],
        ["two one", "1:  | one | two"], ["a theirs mine", "2:  | mine | theirs"], ["d a b c d e", "5: d |  | d e"],
    ]


def test_a_comment_is_never_more_than_text(page):
    """Twenty thousand comments out of pieces of markup, by a fixed seed: only the few elements that formatting has, and links
    that lead where people expect."""
    wrong = page.evaluate(r"""async () => {
        const { mount } = await import('/js/dom.js');
        const { formatted } = await import('/js/reviews/formatted.js');
        let state = 11;
        const random = below => (state = (state * 1103515245 + 12345) % 2147483648) % below;
        const pieces = ['**', '*', '_', '`', '```', '\n', '\n\n', '- ', '1. ', '[', ']', '(', ')', '](', ' ', 'a', 'Vera', '\\', '@',
            '<b>', '</p>', '<img src=x onerror=alert(1)>', '<script>', '&lt;', '"', 'javascript:alert(1)', 'JaVaScRiPt:x', 'data:text/html,x',
            'https://a.example/x?y=1', 'http://', 'mailto:a@b.example', '/plans/1', '//evil.example', '/\\evil.example', '\u202e', 'שלום',
            '@[Vera](member:0199aaaa-0000-7000-8000-000000000001)', '](javascript:x)', '👩‍💻', '\u0000'];
        const known = new Set(['P', 'UL', 'OL', 'LI', 'STRONG', 'EM', 'CODE', 'PRE', 'BR', 'SPAN', 'BDI', 'A']);
        const plain = new Set(['dir', 'class', 'href', 'title', 'rel', 'target']);
        const place = document.createElement('div');
        document.body.append(place);
        for (let round = 0; round < 20000; round++) {
            const text = Array.from({ length: 1 + random(24) }, () => pieces[random(pieces.length)]).join('');
            const clear = mount(place, () => formatted(text));
            for (const element of place.querySelectorAll('*')) {
                if (!known.has(element.tagName)) return { text, element: element.outerHTML };
                for (const { name } of element.attributes) if (!plain.has(name)) return { text, element: element.outerHTML };
                if (element.tagName === 'A' && !/^(https?:\/\/|mailto:|\/(?![\/\\]))/i.test(element.getAttribute('href'))) {
                    return { text, element: element.outerHTML };
                }
            }
            clear();
        }
        return null;
    }""")
    assert wrong is None


@pytest.mark.parametrize("piece", ["*", "**a ", "_a ", "`", "[", "[a](", "@[", "https://", "\\", "- \n", "*_", "**_a"])
def test_a_comment_of_signs_is_read_at_once(page, piece):
    took = page.evaluate("""async piece => {
        const { parse } = await import('/js/reviews/markup.js');
        const text = piece.repeat(Math.ceil(20000 / piece.length));
        const begun = performance.now();
        parse(text);
        return performance.now() - begun;
    }""", piece)
    assert took < 2000


def test_formatting_is_what_it_says(page):
    drawn = page.evaluate(r"""async () => {
        const { mount } = await import('/js/dom.js');
        const { formatted } = await import('/js/reviews/formatted.js');
        const place = document.createElement('div');
        document.body.append(place);
        return [
            '**bold** and *leaning*, snake_case_name, 2*3*4', '- one\n- two\n\n1. first', '`<b>` \\*not\\*', 'a\nb',
            '[here](https://a.example/) [there](javascript:alert(1)) [home](/plans/1) [out](//evil.example)',
            'see https://a.example/x, and (https://b.example).', '```\n**kept**\n```', '**a _b_**',
        ].map(text => { mount(place, () => formatted(text)); return place.innerHTML.replace(/<!--.*?-->/g, '').replace(/ (dir|rel|target|title|class)="[^"]*"/g, ''); });
    }""")
    assert drawn == [
        "<p><strong>bold</strong> and <em>leaning</em>, snake_case_name, 2*3*4</p>",
        "<ul><li>one</li><li>two</li></ul><ol><li>first</li></ol>",
        "<p><code>&lt;b&gt;</code> *not*</p>",
        "<p>a<br>b</p>",
        '<p><a href="https://a.example/"><bdi>here</bdi></a> [there](javascript:alert(1)) <a href="/plans/1"><bdi>home</bdi></a>'
        " [out](//evil.example)</p>",
        '<p>see <a href="https://a.example/x"><bdi>https://a.example/x</bdi></a>, and'
        ' (<a href="https://b.example"><bdi>https://b.example</bdi></a>).</p>',
        "<pre><code>**kept**</code></pre>",
        "<p><strong>a <em>b</em></strong></p>",
    ]


def test_chosen_words_are_found_again(page):
    found = page.evaluate("""async () => {
        const { anchorOf, find } = await import('/js/reviews/anchor.js');
        const text = 'We go on. We go on together. We go on.';
        const anchor = anchorOf(text, 10, 18);
        const at = now => find(now, anchor)?.start ?? null;
        return [anchor.quote, at(text), at('First. ' + text), at(text.replace('We go on. ', '')), at('We go off.'), at(''),
            anchorOf(text, 9, 10), anchorOf('x'.repeat(1200), 0, 1100), anchorOf('a 👍 b', 0, 1).suffix.isWellFormed()];
    }""")
    assert found == ["We go on", 10, 17, 0, None, None, None, None, True]
