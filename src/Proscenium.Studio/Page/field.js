/** Fields: a label, a number or a choice, its unit, and a line that says what it does. */
import { element, say, set } from './elements.js';
import { plain } from './words.js';

/** @typedef {import('./types.js').State} State */
/** @typedef {{label: string, unit?: string, explain?: string, id?: string, range: [number, number], step: number, decimals?: number, slider?: [number, number], sliderId?: string, empty?: string,
 *   value: () => number | null, put: (value: number | null, event: Event) => void, done: (event: Event) => void}} NumberField */

let count = 0;

/** A number, if asked for with a slider beside it; typing shows at once, leaving the field or Enter settles it. @param {NumberField} field @returns {{node: HTMLElement, refresh: () => void}} */
export function numberField({ label, unit = '', explain, id = `field-${++count}`, range: [least, most], step, decimals = 2, slider, sliderId, empty, value, put, done }) {
    const note = explain ? element('p', { class: 'explain', id: `${id}-note` }, explain) : null, error = element('p', { class: 'error', id: `${id}-error`, hidden: true });
    const input = element('input', { id, type: 'number', min: least, max: most, step, inputmode: 'decimal', placeholder: empty, 'aria-describedby': [note?.id, error.id].filter(Boolean).join(' ') });
    const range = slider ? element('input', { id: sliderId, type: 'range', min: slider?.[0], max: slider?.[1], step, 'aria-label': label }) : null;
    /** @type {{value: number | null} | null} what it was before somebody typed */ let before = null;
    const giveUp = (/** @type {Event} */ event) => {
        if (before) put(before.value, event);
        before = null;
        error.hidden = true;
        set(input, { 'aria-invalid': null });
        done(event);
        input.value = value() === null ? '' : plain(value() ?? 0, decimals);
    };
    const check = (/** @type {Event} */ event) => {
        const number = input.value === '' ? null : Number(input.value), fault = input.validity.badInput || (number === null && empty === undefined) ? `${label}: enter a number.` : number !== null && (number < least || number > most) ? `${label} is from ${plain(least)} to ${plain(most)}${unit ? ` ${unit}` : ''}.` : '';
        error.hidden = !fault;
        say(error, fault);
        set(input, { 'aria-invalid': fault ? 'true' : null });
        if (!fault) put(number, event);
        return !fault;
    };
    set(input, {
        input: event => { before ??= { value: value() }; check(event); },
        change: event => {
            if (!check(event)) return;
            before = null;
            done(event);
        },
        keydown: (/** @type {KeyboardEvent} */ event) => {
            const way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
            if (!way || !(event.shiftKey || event.altKey)) return;
            event.preventDefault();
            input.value = plain(Math.max(least, Math.min(most, Number(input.value) + way * step * (event.shiftKey ? 5 : 0.1))), 4);
            if (check(event)) done(event);
        },
        blur: event => { if (error.hidden) before = null; else giveUp(event); },
    });
    if (range) set(range, { input: event => put(Number(range.value), event), change: done });
    const refresh = () => {
        const now = value();
        if (document.activeElement !== input || Number(input.value) !== Number(plain(now ?? 0, decimals))) input.value = now === null ? '' : plain(now, decimals);
        if (range && now !== null) { range.value = String(now); set(range, { 'aria-valuetext': `${plain(now, decimals)} ${unit}` }); }
        for (const part of [input, range]) if (part && empty === undefined) part.disabled = now === null;
    };
    const node = element('div', { class: `field${range ? ' slid' : ''}` }, element('label', { for: id }, label), ...range ? [range] : [], element('span', { class: 'entry' }, input, element('span', { class: 'unit' }, unit)), ...note ? [note] : [], error);
    return { node, refresh };
}

/** One of several. @param {{label: string, id?: string, explain?: string, choices: () => [string, string][], value: () => string, put: (value: string) => void}} field */
export function choiceField({ label, id = `field-${++count}`, explain, choices, value, put }) {
    const select = element('select', { id, 'aria-describedby': explain ? `${id}-note` : null, change: () => put(select.value) });
    let known = '';
    const refresh = () => {
        const all = choices(), key = JSON.stringify(all);
        if (key !== known) { known = key; select.replaceChildren(...all.map(([name, text]) => element('option', { value: name }, text))); }
        select.value = value();
    };
    const node = element('div', { class: 'field' }, element('label', { for: id }, label), select, ...explain ? [element('p', { class: 'explain', id: `${id}-note` }, explain)] : []);
    return { node, refresh, select };
}

/** Yes or no. @param {{label: string, id?: string, explain?: string, value: () => boolean, put: (value: boolean) => void}} field */
export function checkField({ label, id = `field-${++count}`, explain, value, put }) {
    const box = element('input', { id, type: 'checkbox', 'aria-describedby': explain ? `${id}-note` : null, change: () => put(box.checked) });
    return { node: element('div', { class: 'field check' }, element('label', { for: id }, box, element('span', {}, label)), ...explain ? [element('p', { class: 'explain', id: `${id}-note` }, explain)] : []), refresh: () => { box.checked = value(); } };
}

/** Words. @param {{label: string, value: () => string, put: (value: string) => void, long?: boolean}} field */
export function textField({ label, value, put, long }) {
    const id = `field-${++count}`, input = long ? element('textarea', { id, rows: 2 }) : element('input', { id, type: 'text', maxlength: 80 });
    input.addEventListener('change', () => put(input.value.trim()));
    return { node: element('div', { class: 'field' }, element('label', { for: id }, label), input), refresh: () => { if (document.activeElement !== input) input.value = value(); } };
}

/** A button that asks for a file, and says beside it what was wrong with it. @param {{label: string, accept: string, take: (file: File) => Promise<string | void>}} field */
export function fileField({ label, accept, take }) {
    const input = element('input', { type: 'file', accept, hidden: true, 'aria-label': label, tabindex: -1, change: () => { if (input.files?.[0]) void receive(input.files[0]); input.value = ''; } }), told = element('p', { class: 'told', role: 'status' });
    /** @param {File} file */
    const receive = async file => {
        told.className = 'told busy';
        told.textContent = `Reading ${file.name} …`;
        try {
            told.textContent = await take(file) ?? '';
            told.className = 'told';
        } catch (error) {
            told.textContent = error instanceof TypeError ? 'The studio does not answer: is it still running?' : String(/** @type {Error} */ (error).message);
            told.className = 'told error';
        }
    };
    const node = element('div', { class: 'file' }, element('button', { type: 'button', click: () => input.click() }, label), input, told);
    /** Dropped anywhere on the page: what becomes of it is said here, and brought into view. @param {File} file */
    const drop = async file => {
        node.closest('details')?.setAttribute('open', '');
        await receive(file);
        node.scrollIntoView({ block: 'nearest' });
    };
    return { node, receive, drop };
}
