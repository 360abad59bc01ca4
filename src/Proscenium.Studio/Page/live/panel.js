/** A running `proscenium live`: what it plays, its meters, and what steers it. Nothing here is part of the page's state, so undo leaves it alone. */
import { byId, element, say, set } from '../elements.js';
import { checkField, numberField } from '../field.js';
import { number, sentence } from '../words.js';
import { Meters } from './meters.js';
import { LiveTest } from './test.js';

/** @typedef {import('../types.js').State} State */
/** @typedef {import('../types.js').Place} Place */
/** @typedef {import('./types.js').Status} Status */
/** @typedef {import('./types.js').Told} Told */

/** The last part of a path. @param {string} path */
const lastPart = path => path.split(/[\\/]/).findLast(part => part) ?? path;

/** What of a state makes its plan: not who listens where. @param {State} state */
const planOf = state => JSON.stringify({ ...state, listener: null, room: null, head: null });

export class LivePanel {
    /** @type {Status | null} */ #status = null;
    /** @type {number | null} a gain that was typed, until live has it */ #gain = null;
    /** @type {string} of the state that was sent last */ #sent = '';
    #own = false;
    /** @type {Place | null} where the head is to be next */ #next = null;
    #place = '';
    #moving = false;
    #follows = true;
    #standing = '';
    #seen = false;

    /** @param {import('./types.js').Ask} ask @param {() => State} state @param {string[]} devices names of the built-in devices */
    constructor(ask, state, devices) {
        this.ask = ask;
        this.state = state;
        this.devices = devices;
        this.section = byId('live', HTMLElement);
        this.body = byId('live-body', HTMLElement);
        this.meters = new Meters();
        this.test = new LiveTest(detail => void this.#do(detail));
        this.plays = element('p', { class: 'lead', id: 'live-plays' });
        this.facts = element('p', { class: 'explain', id: 'live-facts' });
        this.bypass = element('button', { type: 'button', id: 'live-bypass', 'aria-pressed': 'false', click: () => void this.#do({ ask: 'bypass', on: !this.#status?.bypassed }) }, 'Bypass');
        this.send = element('button', { type: 'button', id: 'live-send', click: () => void this.#send() }, 'Send this plan');
        this.back = element('button', { type: 'button', id: 'live-back', hidden: true, click: () => void this.#change(this.back, { ask: 'back' }) });
        this.gain = numberField({ label: 'Gain', unit: 'dB', id: 'live-gain', range: [-60, 20], step: 1, explain: 'On top of the plan’s own gain, at which it is as loud as the untreated device.',
            value: () => this.#gain ?? this.#status?.gainDb ?? 0, put: value => { this.#gain = value ?? 0; }, done: () => void this.#setGain() });
        this.head = checkField({ label: 'Head from this page', id: 'live-head', explain: 'Live’s plan has filters for other places: they follow the listener that you drag here.', value: () => this.#follows, put: on => this.#follow(on) });
        this.said = element('div', { id: 'live-said', role: 'status' });
        this.body.append(element('div', { class: 'live-steer' }, this.plays, this.facts, element('p', { class: 'buttons' }, this.send, this.back, this.bypass), this.gain.node, this.head.node, this.said), this.test.node, this.meters.node);
        new IntersectionObserver(entries => { this.#seen = entries.some(({ isIntersecting }) => isIntersecting); this.watch(); }).observe(this.section);
        document.addEventListener('visibilitychange', () => this.watch());
    }

    /** Tells the server whether the meters are in sight: only then it sends them several times a second. */
    watch() { void this.ask({ ask: 'watch', often: this.#seen && document.visibilityState === 'visible' }).catch(() => {}); }

    /** The studio is there, for the first time or again. */
    greeted() {
        this.#place = JSON.stringify(this.#listener);
        this.watch();
    }

    /** What the server tells. @param {Told} told */
    show({ standing = 'none', sentence: fault, live, own, former }) {
        [this.#status, this.#own] = [live ?? null, !!own];
        this.#stand(standing, fault);
        if (!live) return;
        const { monitor, test, sampleRate, blockFrames, load, xruns, largestReductionDb } = live;
        this.#say(live);
        if (load !== undefined) say(this.facts, [sampleRate === null ? '' : `${sampleRate} Hz, blocks of ${blockFrames}`, monitor ? 'for headphones (--monitor)' : '', `load ${number(100 * load, 0)} %`, `${xruns} ${xruns === 1 ? 'xrun' : 'xruns'}`, largestReductionDb > 0.05 ? `turned down by at most ${number(largestReductionDb)} dB` : 'never turned down'].filter(Boolean).join(', '));
        set(this.bypass, { 'aria-pressed': String(live.bypassed ?? false), disabled: !!test });
        this.send.disabled = !!test || this.send.hasAttribute('aria-busy');
        this.back.hidden = !former;
        this.back.disabled = !!test || this.back.hasAttribute('aria-busy');
        if (former) say(this.back, `Back to ${lastPart(former)}`);
        this.head.node.hidden = !live.followsHead || !!live.tracker;
        this.head.refresh();
        this.gain.refresh();
        byId('live-gain', HTMLInputElement).disabled = !!test;
        this.meters.show(live);
        this.test.show(live);
    }

    /** The connection to the studio is lost: nothing is known of live. */
    lost() {
        this.#status = null;
        this.#stand('lost', 'Nothing is known of live until the studio answers again.');
    }

    /** The listener may have been moved. */
    moved() {
        this.#nameCommand();
        if (this.#status) this.#say(this.#status);
        const place = this.#listener, text = JSON.stringify(place);
        if (text === this.#place) return;
        this.#place = text;
        if (!this.#follows || !this.#status?.followsHead || this.#status.tracker) return;
        this.#next = place;
        void this.#move();
    }

    get #listener() { const { listener, seat } = this.state(); return listener ?? seat; }

    /** @param {string} standing @param {string} [fault] */
    #stand(standing, fault) {
        const line = byId('live-standing', HTMLElement);
        byId('live-how', HTMLElement).hidden = standing !== 'none';
        this.body.hidden = standing !== 'running';
        this.#nameCommand();
        if (standing === 'stuck' || standing === 'lost') say(line, fault ?? '');
        else if (standing !== this.#standing) {
            say(line, standing === 'running' ? 'Live runs on this machine.' : this.#standing === 'running' || this.#standing === 'stuck' ? 'Live has ended. It is shown here as soon as it runs again.' : 'Nothing plays live on this machine. What you start with its control socket is shown and steered here:');
            if (standing === 'running') this.said.replaceChildren();
        }
        this.#standing = standing;
    }

    /** What plays. @param {Status} status */
    #say({ plan, changing, playing, test, sampleRate, bypassed }) {
        const name = !this.#own ? lastPart(plan) : this.#sent === planOf(this.state()) ? 'the plan of this page' : 'an earlier plan of this page';
        say(this.plays, sampleRate === null ? 'Live waits for its sound server.' : test ? 'A blind test runs.' : changing ? 'A plan is being made ready …' : !playing ? `Plays the untreated device, until ${name} is designed.` : `Plays ${name}${bypassed ? ', bypassed: you hear the untreated device' : ''}.`);
    }

    #nameCommand() {
        const { name } = this.state().device;
        say(byId('live-command', HTMLElement), `proscenium live ${this.devices.includes(name) ? `--device ${name}` : '--plan PLAN'} --control`);
    }

    /** Asks live, and shows what it says. @param {Record<string, unknown>} detail @param {object} [more] */
    async #do(detail, more) {
        try {
            const lines = await this.ask(detail, more);
            this.said.replaceChildren(...lines.map(line => element('p', {}, line)));
            return true;
        } catch (error) {
            this.said.replaceChildren(element('p', { class: 'error' }, sentence(error)));
            return false;
        }
    }

    /** Changes the plan, with the button held meanwhile. @param {HTMLButtonElement} button @param {Record<string, unknown>} detail @param {object} [more] */
    async #change(button, detail, more) {
        set(button, { 'aria-busy': 'true', disabled: true });
        this.said.replaceChildren(element('p', {}, 'Live gets another plan …'));
        const done = await this.#do(detail, more);
        set(button, { 'aria-busy': null, disabled: false });
        return done;
    }

    async #send() {
        const state = this.state(), before = this.#sent;
        this.#sent = planOf(state); // live may say that it plays it before the answer is here
        if (!await this.#change(this.send, { ask: 'play' }, { state })) this.#sent = before;
    }

    async #setGain() {
        if (this.#gain === null || this.#gain === this.#status?.gainDb) { this.#gain = null; return; }
        await this.#do({ ask: 'gain', decibels: this.#gain });
        this.#gain = null;
    }

    /** @param {boolean} on */
    #follow(on) {
        this.#follows = on;
        if (on) { this.#place = ''; this.moved(); }
        else void this.#do({ ask: 'lose' });
    }

    /** One place is on its way, and the newest goes next. */
    async #move() {
        if (this.#moving) return;
        this.#moving = true;
        for (let place = this.#next; place; place = this.#next) {
            this.#next = null;
            try { await this.ask({ ask: 'pose', place }); } // many a second: only what is wrong is said
            catch (error) { this.said.replaceChildren(element('p', { class: 'error' }, sentence(error))); }
        }
        this.#moving = false;
    }
}
