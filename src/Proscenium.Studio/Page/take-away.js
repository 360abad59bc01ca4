/** What can be taken away: a link, files, and the command that does the same. */
import { byId, element, save, say, set } from './elements.js';
import { fragment } from './state.js';
import { sentence } from './words.js';

/** @typedef {import('./types.js').Named} Named */
/** @typedef {import('./types.js').ExportChoice} ExportChoice */
/** @typedef {import('./state.js').Store} Store */
/** @typedef {import('./server.js').Server} Server */

/** Copies text, and says so in the button for a moment. @param {HTMLButtonElement} button @param {() => string} text @param {(words: string) => void} tell */
export function copies(button, text, tell) {
    const label = button.textContent ?? '';
    set(button, { click: async () => {
        try {
            await navigator.clipboard.writeText(text());
            button.textContent = 'Copied';
            tell('Copied.');
        } catch {
            button.textContent = 'Not allowed here';
            tell('The browser does not let this page copy: mark the text and copy it yourself.');
        }
        setTimeout(() => { button.textContent = label; }, 1500);
    } });
}

export class TakeAway {
    /** @type {ExportChoice[]} */ #choices = [];
    /** @type {AbortController | null} what is being made */ #making = null;

    /** @param {Store} store @param {Server} server @param {Named[]} formats @param {(words: string) => void} tell */
    constructor(store, server, formats, tell) {
        this.formats = formats;
        this.tell = tell;
        this.format = byId('format', HTMLSelectElement);
        this.stereo = byId('stereo-only', HTMLInputElement);
        this.format.replaceChildren(...formats.map(({ name }) => element('option', { value: name }, name)));
        for (const choice of [this.format, this.stereo]) set(choice, { change: () => this.#describe() });
        /** @param {string} id @param {string} what @param {string} words @param {() => {format?: string, stereoOnly?: boolean}} [options] */
        const offers = (id, what, words, options) => { set(byId(id, HTMLButtonElement), { click: () => this.#make(words, signal => server.download(what, store.state, { ...options?.(), signal })) }); };
        offers('download-plan', 'plan', 'The plan');
        offers('download-device', 'device', 'The device file');
        offers('download-poses', 'poses', 'The file of seats');
        offers('download-report', 'report', 'The report');
        offers('download-export', 'export', 'The export', () => ({ format: this.format.value, stereoOnly: this.stereo.checked }));
        set(byId('cancel-making', HTMLButtonElement), { click: () => this.#making?.abort() });
        copies(byId('share', HTMLButtonElement), () => location.href.split('#')[0] + fragment(store.state), tell);
        copies(byId('copy-command', HTMLButtonElement), () => byId('command', HTMLElement).textContent ?? '', tell);
        this.#describe();
    }

    /** Which formats hold the design that is shown. @param {ExportChoice[] | undefined} choices */
    offer(choices) {
        this.#choices = choices ?? [];
        this.#describe();
    }

    /** Why a format does not hold it, or null. @param {string} name */
    #refusal(name) { return this.#choices.find(choice => choice.name === name)?.[this.stereo.checked ? 'stereoRefusal' : 'refusal'] ?? null; }

    /** Formats that do not hold the design cannot be chosen, and say why. */
    #describe() {
        const refused = this.formats.flatMap(({ name }) => { const why = this.#refusal(name); return why ? [{ name, why }] : []; });
        for (const option of this.format.options) {
            const why = this.#refusal(option.value);
            option.disabled = !!why;
            option.textContent = why ? `${option.value} (not this plan)` : option.value;
        }
        const why = this.#refusal(this.format.value);
        byId('download-export', HTMLButtonElement).disabled = !!why || !!this.#making;
        say(byId('format-about', HTMLElement), why ? `${this.format.value} cannot hold this plan: ${why}` : this.formats.find(({ name }) => name === this.format.value)?.description ?? '');
        byId('refused', HTMLElement).hidden = !refused.length;
        byId('refused-list', HTMLElement).replaceChildren(...refused.map(({ name, why }) => element('li', {}, element('strong', {}, name), `: ${why}`)));
    }

    /** Makes something: it is said that it is being made, and for how long, and it can be cancelled. @param {string} words @param {(signal: AbortSignal) => Promise<{blob: Blob, name: string}>} make */
    async #make(words, make) {
        const fault = byId('download-error', HTMLElement), making = byId('making', HTMLElement), buttons = ['plan', 'device', 'poses', 'report', 'export'].map(what => byId(`download-${what}`, HTMLButtonElement)), asked = /** @type {HTMLElement | null} */ (document.activeElement);
        const controller = this.#making = new AbortController(), begun = performance.now(), count = () => say(byId('making-seconds', HTMLElement), `${Math.round((performance.now() - begun) / 1000)} s`);
        fault.hidden = true;
        for (const button of buttons) button.disabled = true;
        const shown = setTimeout(() => { // what is there at once needs no words
            say(byId('making-what', HTMLElement), `${words} is being made …`);
            this.tell(`${words} is being made …`);
            making.hidden = false;
            if (!document.activeElement || document.activeElement === document.body) byId('cancel-making', HTMLButtonElement).focus();
        }, 300), ticking = setInterval(count, 1000);
        count();
        try {
            const { blob, name } = await make(controller.signal);
            save(blob, name);
            this.tell(`${name} is in your downloads.`);
        } catch (error) {
            if (controller.signal.aborted) this.tell(`${words} is cancelled.`);
            else {
                fault.hidden = false;
                say(fault, sentence(error));
            }
        }
        clearTimeout(shown);
        clearInterval(ticking);
        const held = making.contains(document.activeElement);
        making.hidden = true;
        say(byId('making-what', HTMLElement), '');
        this.#making = null;
        for (const button of buttons) button.disabled = false;
        this.#describe();
        if (held || document.activeElement === document.body) asked?.focus();
    }
}
