/** What the chosen room does to a design: advice in sentences, figures beside the untreated device and a real pair, tone, and direct over reverberant sound. */
import { byId, element, set, table } from '../elements.js';
import { Chart, span } from '../chart.js';
import { number } from '../words.js';
import { Bars } from './bars.js';

/** @typedef {import('../answer.js').Answer} Answer */
/** @typedef {import('../types.js').RoomHeader} RoomHeader */

export class RoomFindings {
    /** @type {Answer | null} */ #answer = null;
    #shown = '';

    constructor() {
        this.state = byId('room-state', HTMLElement);
        this.body = byId('room-body', HTMLElement);
        this.tone = new Chart(byId('room-tone', HTMLElement));
        this.ratio = new Bars(byId('room-ratio', HTMLElement));
        for (const choice of document.querySelectorAll('[name=room-input]')) choice.addEventListener('change', () => this.draw());
    }

    /** A design is shown; its room is being measured. @param {string | null} room */
    expect(room) {
        byId('room-free', HTMLElement).hidden = !!room;
        if (room !== this.#shown) [this.#answer, this.#shown, this.body.hidden] = [null, room ?? '', true];
        set(this.state, { class: 'badge stale', hidden: !room }).textContent = !room ? '' : this.#answer ? 'before your change; being measured …' : `${room}: being measured …`;
    }

    /** @param {Answer} answer */
    take(answer) {
        const { room, isWhole, sentences, figures } = /** @type {RoomHeader} */ (/** @type {unknown} */ (answer.header));
        this.#answer = answer;
        set(this.state, { class: 'badge measured' }).textContent = isWhole ? `measured in ${room}` : `measured in ${room} at your seat; the seats about it follow …`;
        this.body.hidden = false;
        byId('room-sentences', HTMLElement).replaceChildren(...(isWhole ? sentences : ['Tone, the listening area and advice need the seats about yours: they follow in some seconds.']).map(text => element('p', {}, text)));
        byId('room-figures', HTMLElement).replaceChildren(table(`In ${room}, where you sit`, ['Figure', 'After', 'Before', 'Real pair'],
            figures.map(({ name, unit, decimals, after, before, pair }) => [`${name}, ${unit}`, ...[after, before, pair].map(value => number(value, decimals))])));
        this.draw();
    }

    /** What failed. @param {string} text */
    fail(text) { set(this.state, { class: 'badge stale' }).textContent = text; }

    /** The state has changed. */
    age() { if (this.#answer) set(this.state, { class: 'badge stale' }).textContent = 'measured, before your change'; }

    /** Takes the sizes that the pictures have now. */
    measure() { this.tone.measure(); }

    draw() {
        const answer = this.#answer;
        if (!answer) return;
        const input = /** @type {HTMLInputElement | null} */ (document.querySelector('[name=room-input]:checked'))?.value ?? 'left', hue = `hue-${input}`;
        const [whole, direct, before] = answer.rows(`${input}Tone`), at = answer.values('toneBands');
        const curves = whole ? [{ name: 'all that arrives', values: whole, at, look: `${hue} solid` }, { name: 'direct sound alone', values: direct, at, look: `${hue} dotted` }, { name: 'before, all that arrives', values: before, at, look: 'plain dashed thin' }] : [];
        byId('room-tone', HTMLElement).hidden = !whole;
        if (whole) this.tone.show({ title: `Tone of the ${input} ${input === 'centre' ? '' : 'channel '}against a real loudspeaker there`, unit: 'dB', curves, ...span(curves, -6, 6, -30, 30) });
        const looks = ['hue-left', 'plain', 'pale'], names = ['after', 'before', 'real pair'];
        this.ratio.show({ title: `Direct over reverberant sound of the ${input}${input === 'centre' ? '' : ' channel'}`, unit: 'dB', octaves: answer.values('octaves'), bars: answer.rows(`${input}Ratio`).map((values, index) => ({ name: names[index], values, look: looks[index] })) });
    }
}
