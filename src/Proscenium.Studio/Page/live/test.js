/** Blind tests that a running live holds: its rules, its draws, its keys, its statistics; the page only passes on what is chosen and said. */
import { element, say, set } from '../elements.js';

/** @typedef {import('./types.js').Status} Status */
/** @typedef {import('./types.js').Test} Test */

const usualTrials = 16, mostTrials = 100;
const sounds = { abx: ['a', 'b', 'x'], ab: ['1', '2'] };
/** @type {{abx: [string, string][], ab: [string, string][]}} */ const answers = { abx: [['a', 'X is A'], ['b', 'X is B']], ab: [['1', 'I prefer 1'], ['2', 'I prefer 2']] };

export class LiveTest {
    /** @type {Test['kind'] | null} */ #kind = null;
    #begun = false;
    /** @type {HTMLButtonElement[]} */ #sounds = [];

    /** @param {(detail: Record<string, unknown>) => void} ask */
    constructor(ask) {
        this.ask = ask;
        this.trials = element('input', { id: 'live-trials', type: 'number', min: 1, max: mostTrials, step: 1, value: usualTrials, inputmode: 'numeric' });
        const begin = (/** @type {Test['kind']} */ kind, /** @type {string} */ text) => element('button', { type: 'button', id: `live-${kind}`, click: () => this.#begin(kind) }, text);
        this.starts = [begin('abx', 'ABX: is there a difference?'), begin('ab', 'A/B: which do you prefer?')];
        this.list = element('button', { type: 'button', id: 'live-list', hidden: true, click: () => ask({ ask: 'trials' }) }, 'List the trials');
        this.before = element('div', {}, element('p', { class: 'explain' }, 'Live draws the plan or the untreated device for each trial, equally loud, and says at the end how likely your answers are by chance.'),
            element('div', { class: 'field' }, element('label', { for: 'live-trials' }, 'Trials'), element('span', { class: 'entry' }, this.trials)), element('p', { class: 'buttons' }, ...this.starts, this.list));
        this.progress = element('p', { class: 'lead', id: 'live-progress' });
        this.hear = element('p', { class: 'sets', role: 'group', 'aria-label': 'Listen to' });
        this.answer = element('p', { class: 'buttons', role: 'group', 'aria-label': 'Answer' });
        this.keys = element('p', { class: 'explain', id: 'live-keys' });
        this.during = element('div', { id: 'live-test', role: 'group', 'aria-label': 'Blind test', 'aria-describedby': 'live-keys', tabindex: 0, hidden: true, keydown: (/** @type {KeyboardEvent} */ event) => this.#key(event) }, this.progress, this.hear, this.answer,
            element('p', { class: 'buttons' }, element('button', { type: 'button', id: 'live-repeat', click: () => ask({ ask: 'repeat' }) }, 'Repeat the last trial'), element('button', { type: 'button', id: 'live-end', click: () => ask({ ask: 'end' }) }, 'End the test')), this.keys);
        this.node = element('div', { class: 'live-tests' }, element('h3', {}, 'Blind test'), this.before, this.during);
    }

    /** @param {Test['kind']} kind */
    #begin(kind) {
        if (!this.trials.reportValidity()) return;
        this.#begun = true;
        this.ask({ ask: 'test', kind, trials: Number(this.trials.value) });
    }

    /** @param {Status} status */
    show(status) {
        const { test } = status, kind = test?.kind ?? null;
        if (kind !== this.#kind) this.#turn(kind);
        for (const button of this.starts) button.disabled = !status.playing || status.changing;
        if (!test) return;
        say(this.progress, `Trial ${test.trial} of ${test.trials}: ${test.heard} is playing.`);
        for (const button of this.#sounds) set(button, { 'aria-pressed': String(button.textContent === test.heard) });
    }

    /** A test begins or ends. @param {Test['kind'] | null} kind */
    #turn(kind) {
        if (this.#kind) this.list.hidden = false;
        const hadFocus = this.during.contains(document.activeElement);
        this.#kind = kind;
        [this.before.hidden, this.during.hidden] = [!!kind, !kind];
        if (!kind) { if (hadFocus) this.starts[0].focus(); return; }
        this.#sounds = sounds[kind].map(slot => element('button', { type: 'button', id: `live-hear-${slot}`, click: () => this.ask({ ask: 'hear', slot }) }, slot.toUpperCase()));
        this.hear.replaceChildren(...this.#sounds);
        this.answer.replaceChildren(...answers[kind].map(([slot, text]) => element('button', { type: 'button', id: `live-answer-${slot}`, click: () => this.ask({ ask: 'answer', slot }) }, text)));
        say(this.keys, `Keys in here, as in a terminal: ${kind === 'abx' ? 'A, B and X' : '1 and 2'} listen, Enter answers with what is playing, R repeats the last trial, E ends the test.`);
        if (this.#begun) this.during.focus();
        this.#begun = false;
    }

    /** Live's keys; Enter on a button is that button's. @param {KeyboardEvent} event */
    #key(event) {
        if (event.ctrlKey || event.metaKey || event.altKey || !this.#kind) return;
        const key = event.key.toLowerCase();
        if (sounds[this.#kind].includes(key)) this.ask({ ask: 'hear', slot: key });
        else if (key === 'enter' && event.target === this.during) this.ask({ ask: 'this' });
        else if (key === 'r') this.ask({ ask: 'repeat' });
        else if (key === 'e') this.ask({ ask: 'end' });
        else return;
        event.preventDefault();
        event.stopPropagation();
    }
}
