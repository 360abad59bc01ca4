/** Blind tests: a draw for each trial, answers, what they prove, and the dialog in which they are held. */
import { byId, element, say, set, table } from './elements.js';
import { chance } from './words.js';

/** @typedef {import('./player.js').Player} Player */
/** @typedef {import('./player.js').SetName} SetName */

/** @typedef {'abx' | 'ab'} Kind abx: which one is X; ab: which do you prefer */
/** @typedef {'a' | 'b' | 'x'} Slot */

const planned = 10;

/** The probability of at least so many successes in so many tosses of a fair coin. @param {number} successes @param {number} trials */
export function oneSided(successes, trials) {
    let term = 0.5 ** trials, sum = 0;
    for (let k = 0; k <= trials; k++) {
        if (k >= successes) sum += term;
        term *= (trials - k) / (k + 1);
    }
    return Math.min(1, sum);
}

/** A fair coin of the system's random numbers. */
const coin = () => crypto.getRandomValues(new Uint8Array(1))[0] % 2 === 1;

class BlindTest {
    /** @type {{firstIsPlan: boolean, answer: 'a' | 'b'}[]} */ answered = [];
    /** @type {Set<Slot>} */ #heard = new Set();
    #firstIsPlan = coin();
    /** @type {Slot} */ slot = 'a';

    /** @param {Kind} kind @param {(set: 'after' | 'before') => void} play */
    constructor(kind, play) {
        this.kind = kind;
        this.play = play;
        this.hear('a');
    }

    get complete() { return this.answered.length === planned; }
    get rules() {
        return this.kind === 'abx' ? 'A is after, B is before, X is one of them, drawn for each trial. Listen as often as you like, then say which one X is.'
            : 'One of A and B is after, the other before, drawn for each trial. Listen as often as you like, then say which one you prefer.';
    }

    /** In an ABX test A is after and B before, and the draw says what X is; in the other it says what A is. @param {Slot} slot */
    hear(slot) {
        this.slot = slot;
        this.#heard.add(slot);
        this.play((this.kind === 'abx' ? (slot === 'x' ? this.#firstIsPlan : slot === 'a') : (slot === 'a') === this.#firstIsPlan) ? 'after' : 'before');
    }

    /** What has to be heard before this trial can be answered, null if all was. */
    get missing() { return /** @type {Slot[]} */ (this.kind === 'abx' ? ['x'] : ['a', 'b']).find(slot => !this.#heard.has(slot)) ?? null; }

    /** @param {'a' | 'b'} answer */
    answer(answer) {
        this.answered.push({ firstIsPlan: this.#firstIsPlan, answer });
        if (this.complete) return;
        this.#firstIsPlan = coin();
        this.#heard.clear();
        this.hear('a');
    }

    /** What came of it, in words. */
    get result() {
        const count = this.answered.length, plan = this.answered.filter(({ firstIsPlan, answer }) => firstIsPlan === (answer === 'a')).length;
        const early = count < planned ? ` The test ended early, after ${count} of ${planned} trials, and proves less.` : '';
        if (!count) return 'The test ended before the first answer.';
        if (this.kind === 'abx') return `You identified X correctly in ${plan} of ${count} trials; by guessing that happens in ${chance(oneSided(plan, count))}.${early}`;
        return `You preferred after in ${plan} of ${count} trials and before in ${count - plan}; without a preference for after, that many or more happen in ${chance(oneSided(plan, count))}.${early}`;
    }

    /** What each trial was. */
    get list() { return this.answered.map(({ firstIsPlan, answer }, index) => [String(index + 1), this.kind === 'abx' ? `X was ${firstIsPlan ? 'A' : 'B'}` : `A was ${firstIsPlan ? 'after' : 'before'}`, answer.toUpperCase()]); }
}

export class BlindDialog {
    /** @type {BlindTest | null} */ #test = null;
    /** @type {SetName} what was heard before the test */ #was = 'after';

    /** @param {Player} player @param {(words: string) => void} tell @param {() => void} over called when a test has ended */
    constructor(player, tell, over) {
        this.player = player;
        this.tell = tell;
        this.over = over;
        this.dialog = byId('blind', HTMLDialogElement);
        set(byId('abx', HTMLButtonElement), { click: () => this.#begin('abx') });
        set(byId('preference', HTMLButtonElement), { click: () => this.#begin('ab') });
        for (const slot of /** @type {Slot[]} */ (['a', 'b', 'x'])) set(byId(`hear-${slot}`, HTMLButtonElement), { click: () => this.#hear(slot) });
        for (const answer of /** @type {('a' | 'b')[]} */ (['a', 'b'])) set(byId(`answer-${answer}`, HTMLButtonElement), { click: () => this.#answer(answer) });
        set(byId('end-test', HTMLButtonElement), { click: () => this.dialog.close() });
        set(this.dialog, { close: () => this.#leave(), keydown: event => this.#key(event) });
    }

    get open() { return this.dialog.open; }

    /** @param {Kind} kind */
    #begin(kind) {
        this.#was = this.player.heard;
        this.dialog.showModal();
        if (!this.player.playing) this.player.play();
        this.#test = new BlindTest(kind, set => this.player.hear(set));
        say(byId('test-title', HTMLElement), kind === 'abx' ? 'Can you hear the difference?' : 'Which do you prefer?');
        say(byId('rules', HTMLElement), this.#test.rules);
        byId('hear-x', HTMLElement).hidden = kind !== 'abx';
        byId('answer-a', HTMLElement).textContent = kind === 'abx' ? 'X is A' : 'I prefer A';
        byId('answer-b', HTMLElement).textContent = kind === 'abx' ? 'X is B' : 'I prefer B';
        byId('verdict', HTMLElement).replaceChildren();
        this.#show();
        byId(kind === 'abx' ? 'hear-x' : 'hear-b', HTMLElement).focus();
    }

    /** @param {'a' | 'b' | 'x'} slot */
    #hear(slot) {
        if (!this.#test || this.#test.complete || (slot === 'x' && this.#test.kind !== 'abx')) return;
        this.#test.hear(slot);
        this.#show();
    }

    /** @param {'a' | 'b'} answer */
    #answer(answer) {
        const test = this.#test;
        if (!test || test.complete) return;
        if (test.missing) { say(byId('progress', HTMLElement), `Listen to ${test.missing.toUpperCase()} first.`); return; }
        test.answer(answer);
        this.#show();
        if (test.complete) this.#conclude(test);
    }

    /** @param {BlindTest} test */
    #conclude(test) {
        byId('verdict', HTMLElement).replaceChildren(element('p', { class: 'lead', tabindex: -1 }, test.result), table('What each trial was', ['Trial', 'Draw', 'Your answer'], test.list));
        /** @type {HTMLElement} */ (byId('verdict', HTMLElement).firstElementChild)?.focus();
    }

    #show() {
        const test = this.#test;
        if (!test) return;
        for (const slot of ['a', 'b', 'x']) set(byId(`hear-${slot}`, HTMLButtonElement), { 'aria-pressed': String(!test.complete && test.slot === slot), disabled: test.complete });
        for (const answer of ['a', 'b']) byId(`answer-${answer}`, HTMLButtonElement).disabled = test.complete;
        say(byId('progress', HTMLElement), test.complete ? `All ${planned} trials are answered.` : `Trial ${test.answered.length + 1} of ${planned}: ${test.slot.toUpperCase()} is playing.`);
        byId('end-test', HTMLElement).textContent = test.complete ? 'Close' : 'End the test';
    }

    /** Keys of a test: A, B, X listen; with Shift, A and B answer. @param {KeyboardEvent} event */
    #key(event) {
        const slot = event.key.toLowerCase();
        if (event.ctrlKey || event.metaKey || event.altKey || !['a', 'b', 'x'].includes(slot)) return;
        event.preventDefault();
        event.stopPropagation();
        if (event.shiftKey && slot !== 'x') this.#answer(/** @type {'a' | 'b'} */ (slot));
        else this.#hear(/** @type {'a' | 'b' | 'x'} */ (slot));
    }

    /** The test is over, finished or not; an early end is told in the live region. */
    #leave() {
        const test = this.#test;
        this.#test = null;
        this.player.hear(this.#was);
        if (test?.answered.length) say(byId('last-verdict', HTMLElement), test.result);
        if (test) this.tell(test.result);
        this.over();
    }
}
