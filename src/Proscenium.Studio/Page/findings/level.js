/** What a design costs: power into the room and the highest level, by octave, and what the limiter does to the song. */
import { byId, element, say, set } from '../elements.js';
import { number } from '../words.js';
import { Bars } from './bars.js';

/** @typedef {import('../answer.js').Answer} Answer */
/** @typedef {import('../types.js').LevelHeader} LevelHeader */

export class LevelFindings {
    /** @type {Answer | null} */ #answer = null;

    constructor() {
        this.state = byId('level-state', HTMLElement);
        this.radiated = new Bars(byId('level-radiated', HTMLElement));
        this.highest = new Bars(byId('level-highest', HTMLElement));
        for (const choice of document.querySelectorAll('[name=level-input]')) choice.addEventListener('change', () => this.draw());
    }

    /** A design is shown, and its song is being played through it. */
    expect() { set(this.state, { class: 'badge stale', hidden: false }).textContent = this.#answer ? 'before your change; being measured …' : 'being measured …'; }

    /** @param {Answer} answer */
    take(answer) {
        const { song, sentences, figures } = /** @type {LevelHeader} */ (/** @type {unknown} */ (answer.header));
        this.#answer = answer;
        set(this.state, { class: 'badge measured' }).textContent = 'measured';
        byId('level-body', HTMLElement).hidden = false;
        byId('level-song', HTMLElement).textContent = song ? `On “${song}”` : '';
        byId('level-sentences', HTMLElement).replaceChildren(...sentences.map(text => element('p', {}, text)));
        byId('level-figures', HTMLElement).replaceChildren(...figures.map(({ name, value, unit, text }) => element('div', {}, element('dt', {}, name), element('dd', {}, element('strong', {}, `${number(value)} ${unit}`), element('span', {}, text)))));
        this.draw();
    }

    /** What failed. @param {string} text */
    fail(text) { set(this.state, { class: 'badge stale', hidden: false }).textContent = text; }

    /** The state has changed. */
    age() { if (this.#answer) set(this.state, { class: 'badge stale' }).textContent = 'measured, before your change'; }

    draw() {
        const answer = this.#answer;
        if (!answer) return;
        const without = answer.header.without?.radiated ?? '', note = byId('radiated-note', HTMLElement);
        note.hidden = !without;
        say(note, without);
        byId('level-radiated', HTMLElement).hidden = !!without;
        if (!without) this.radiated.show({ title: 'Extra power into the room for the same direct sound, left channel', unit: 'dB', octaves: answer.values('octaves'), bars: [{ name: 'over untreated', values: answer.values('radiated'), look: 'hue-left' }] });
        const both = /** @type {HTMLInputElement | null} */ (document.querySelector('[name=level-input]:checked'))?.value === 'both', [after, before] = answer.rows(both ? 'bothLevel' : 'leftLevel');
        const { isSoundPressure, hasCentre } = /** @type {LevelHeader} */ (/** @type {unknown} */ (answer.header));
        this.highest.show({ title: `Loudest sine at the louder ear, ${!both ? 'left channel' : hasCentre ? 'centre channel' : 'both channels alike'}`, unit: isSoundPressure ? 'dB SPL' : 'dB (0: a driver at full scale, 1 m away)', octaves: answer.values('levelOctaves'), bars: [{ name: 'after', values: after, look: 'hue-left' }, { name: 'before', values: before, look: 'plain' }] });
    }
}
